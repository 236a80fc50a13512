"""The assignment: its bound, its rules, its price, its repair."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.planner import keep_only
from brandkit.core.planner import EMPTY, Past, Problem, Rule, solve
from brandkit.core.planner.anneal import HOT, anneal
from brandkit.core.planner.board import Board, Move, Tables
from brandkit.core.planner.first import first_plan
from brandkit.core.planner.price import blockers, changes, price, violations
from brandkit.core.planner.ramp import clip, ramp_of, record_debts, targets
from brandkit.core.planner.reach import out_of_reach
from brandkit.core.planner.search import settle, stretches_of, with_before, worst_lag
from brandkit.core.planner.swaps import price_instead
from brandkit.core.planner.tijdeman import tijdeman_bound, tijdeman_sequence


def problem_of(
    shares: tuple[int, ...],
    size: int,
    *,
    gap: int = 0,
    cap: int | None = None,
    days: tuple[int, ...] | None = None,
) -> Problem:
    themes = tuple(Rule(f"t{i}", gap, cap) for i in range(len(shares)))
    places = days or tuple(7 * (t // 2) + 2 * (t % 2) for t in range(size))
    return Problem(
        themes=themes,
        days=places,
        weeks=tuple(day // 7 for day in places),
        rates=tuple(shares for _ in range(size)),
        options=tuple(tuple(range(len(shares))) for _ in range(size)),
    )


WEIGHTS = st.lists(st.integers(1, 60), min_size=2, max_size=12).map(tuple)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Small calendars with every rule: gaps, caps, channels, pins, a record, an earlier plan."""
    m, size = draw(st.integers(2, 5)), draw(st.integers(1, 24))
    shares = draw(st.lists(st.integers(1, 40), min_size=m, max_size=m))
    days = tuple(sorted(draw(st.lists(st.integers(0, 3 * size), min_size=size, max_size=size))))
    gaps = draw(st.lists(st.integers(0, 6), min_size=m, max_size=m))
    caps = draw(st.lists(st.sampled_from([None, 1, 2]), min_size=m, max_size=m))
    fixed = draw(st.frozensets(st.integers(0, size - 1), max_size=3))
    options = []
    for t in range(size):
        legal = draw(st.sets(st.integers(0, m - 1), min_size=0 if t not in fixed else 1))
        options.append((min(legal),) if t in fixed else tuple(sorted(legal)))
    unit = sum(shares)
    past = tuple(
        Past(-day, tuple(unit * (i == theme) for i in range(m)))
        for day, theme in draw(
            st.lists(st.tuples(st.integers(1, 80), st.integers(0, m - 1)), max_size=12)
        )
    )
    before = draw(st.sampled_from([(), tuple(t % m for t in range(size))]))
    return Problem(
        themes=tuple(Rule(f"t{i}", gaps[i], caps[i]) for i in range(m)),
        days=days,
        weeks=tuple(day // 7 for day in days),
        rates=tuple(tuple(shares) for _ in days),
        options=tuple(options),
        fixed=fixed,
        past=past,
        used=draw(st.sampled_from([{}, {(0, 0): 1}])),
        before=before,
        ramp_slots=draw(st.sampled_from([None, 8])),
    )


@given(WEIGHTS, st.integers(1, 120))
def test_tijdemans_sequence_keeps_his_bound(weights: tuple[int, ...], size: int) -> None:
    problem = problem_of(weights, size)
    rows = targets(problem, ramp_of(problem))
    plan = tijdeman_sequence(rows, problem.unit)
    m = len(weights)
    assert worst_lag(problem, rows, plan) * (2 * m - 2) <= problem.unit * (2 * m - 3)


@given(st.lists(WEIGHTS.filter(lambda w: len(w) <= 5), min_size=2, max_size=4), st.integers(1, 30))
def test_the_bound_holds_when_the_shares_change_with_the_season(
    seasons: list[tuple[int, ...]], length: int
) -> None:
    m = min(len(w) for w in seasons)
    unit = 1000
    rates = []
    for weights in seasons:
        total = sum(weights[:m])
        parts = [unit * w // total for w in weights[:m]]
        parts[0] += unit - sum(parts)
        rates += [tuple(parts)] * length
    rows = [[sum(r[i] for r in rates[: t + 1]) for t in range(len(rates))] for i in range(m)]
    plan = tijdeman_sequence(rows, unit)
    for i in range(m):
        for t in range(len(plan)):
            lag = rows[i][t] - unit * plan[: t + 1].count(i)
            assert abs(lag) * (2 * m - 2) <= unit * (2 * m - 3)


@settings(max_examples=25, deadline=None)
@given(WEIGHTS, st.integers(1, 60))
def test_without_rules_the_plan_keeps_the_bound_and_is_no_worse_than_tijdeman(
    weights: tuple[int, ...], size: int
) -> None:
    problem = problem_of(weights, size)
    rows = targets(problem, ramp_of(problem))
    plan = solve(problem, rounds=2000)
    assert worst_lag(problem, rows, plan) <= tijdeman_bound(problem.unit, len(weights))
    start = tijdeman_sequence(rows, problem.unit)
    assert price(problem, plan).total <= price(problem, start).total


def test_one_theme_takes_everything() -> None:
    assert solve(problem_of((100,), 5)) == [0] * 5
    assert tijdeman_bound(100, 1) == 0


def test_no_slot_or_no_theme_is_no_plan() -> None:
    assert solve(problem_of((60, 40), 0)) == []
    nobody = Problem((), (1, 2), (0, 0), ((), ()), ((), ()))
    assert solve(nobody) == [EMPTY, EMPTY]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_rule_is_broken_and_what_is_empty_could_not_be_filled(problem: Problem) -> None:
    plan = solve(problem, rounds=1500)
    assert violations(problem, plan) == []
    for t, choice in enumerate(plan):
        if choice == EMPTY:
            for theme in problem.options[t]:
                assert blockers(problem, plan, t, theme), "a legal theme was left out"
        if t in problem.fixed:
            assert choice == problem.options[t][0]


@settings(max_examples=60, deadline=None)
@given(problems())
def test_a_settled_plan_stays(problem: Problem) -> None:
    plan = settle(problem, solve(problem, rounds=1500), rounds=1500)
    assert settle(with_before(problem, plan), plan, rounds=1500) == plan


@settings(max_examples=100, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_board_prices_every_move_as_the_objective_does(
    problem: Problem, random: object
) -> None:
    rows = targets(problem, ramp_of(problem))
    plan = first_plan(problem, rows)
    board = Board(problem, Tables.of(problem, rows), plan, 0, problem.size)
    for t, i in product(range(problem.size), range(len(problem.themes))):
        old = plan[t]
        if i == old:
            continue
        step = board.leaving(t, old) + board.coming(t, i)
        changed = [*plan[:t], i, *plan[t + 1 :]]
        expected = priced(problem, changed) - priced(problem, plan)
        assert step == expected
    for t, u in product(range(problem.size), range(problem.size)):
        i, j = plan[t], plan[u]
        if t < u and i != j and EMPTY not in (i, j):
            step = (
                board.leaving(t, i) + board.coming(t, j) + board.leaving(u, j) + board.coming(u, i)
            )
            step -= 2 * board.cross(t, u)
            changed = list(plan)
            changed[t], changed[u] = j, i
            assert step == priced(problem, changed) - priced(problem, plan)


def priced(problem: Problem, plan: list[int]) -> int:
    """The price with the search's reluctance: a change counts twice."""
    found = price(problem, plan)
    return found.total + found.changed


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_a_board_after_moves_is_the_board_of_the_new_plan(
    problem: Problem, data: st.DataObject
) -> None:
    rows = targets(problem, ramp_of(problem))
    tables = Tables.of(problem, rows)
    plan = first_plan(problem, rows)
    end = data.draw(st.integers(1, problem.size))
    board = Board(problem, tables, plan, 0, end)
    for _ in range(3):
        t = data.draw(st.integers(0, end - 1))
        new = data.draw(st.integers(-1, len(problem.themes) - 1))
        if t in problem.fixed or new == board.plan[t] or not problem.options[t]:
            continue
        move: Move = (t, board.plan[t], new)
        board.make([move])
    again = Board(problem, tables, [*board.plan, *plan[end:]], 0, end)
    assert board.gain == again.gain
    assert board.crowd == again.crowd
    assert board.weekly == again.weekly
    assert sorted(board.empty) == again.empty


@settings(max_examples=40, deadline=None)
@given(problems())
def test_the_search_says_what_it_gained(problem: Problem) -> None:
    rows = targets(problem, ramp_of(problem))
    plan = first_plan(problem, rows)
    board = Board(problem, Tables.of(problem, rows), plan, 0, problem.size)
    found, step = anneal(board, rounds=500, hot=HOT, seed=1)
    assert priced(problem, found) - priced(problem, plan) == step <= 0


def test_the_same_problem_gives_the_same_plan_under_any_hash_seed() -> None:
    code = (
        "from tests.core.planner.test_planner import problem_of\n"
        "from brandkit.core.planner import solve\n"
        "print(solve(problem_of((40, 30, 20, 10), 40, gap=2, cap=2), rounds=5000))\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(answers) == 1
    assert len(answers.pop()) > 100


def test_a_dropped_slot_moves_little_of_a_long_plan() -> None:
    problem = problem_of((35, 25, 20, 12, 8), 60, gap=2)
    plan = settle(problem, solve(problem, rounds=20_000), rounds=20_000)
    keep = [t for t in range(60) if t != 20]
    smaller, _ = keep_only(problem, keep)
    kept = [plan[t] for t in keep]
    after = solve(with_before(smaller, kept), rounds=20_000)
    assert len(changes(with_before(smaller, kept), after)) <= 6


def test_a_long_plan_is_searched_in_overlapping_stretches() -> None:
    assert stretches_of(100) == [(0, 100)]
    long = stretches_of(400)
    assert long[0][0] == 0
    assert long[-1][1] == 400
    assert all(b[0] < a[1] for a, b in pairwise(long))
    plan = solve(problem_of((50, 30, 20), 400, gap=1, cap=3), rounds=3000)
    assert violations(problem_of((50, 30, 20), 400, gap=1, cap=3), plan) == []


def past(theme: int, days: int, m: int = 3, every: int = 3) -> tuple[Past, ...]:
    return tuple(
        Past(-day, tuple(100 * (i == theme) for i in range(m))) for day in range(1, days, every)
    )


def test_debts_are_what_the_record_owes_and_sum_to_nothing() -> None:
    problem = replace(problem_of((40, 30, 30), 8), past=past(0, 57))
    debts = record_debts(problem, (40, 30, 30))
    assert debts == (-60 * 19, 30 * 19, 30 * 19)
    old = replace(problem, past=tuple(Past(p.day - 60, p.parts) for p in problem.past))
    assert record_debts(old, (40, 30, 30)) == (0, 0, 0)


def test_the_ramp_follows_the_formula_where_nothing_bounds_it() -> None:
    problem = replace(problem_of((40, 30, 30), 8), past=past(0, 57))
    found = ramp_of(problem)
    assert found.length == -(-2 * 60 * 19 // 40)
    assert found.forgiven == (0, 0, 0)


def test_after_a_record_of_one_theme_half_is_repaid_within_28_days() -> None:
    problem = replace(problem_of((40, 30, 30), 16), past=past(0, 57), ramp_slots=16)
    found = ramp_of(problem)
    assert found.length == 16
    assert sum(found.debts) == 0
    assert all(abs(d) <= s * 16 // 2 for d, s in zip(found.debts, (40, 30, 30), strict=True))
    assert found.forgiven[0] < 0 < found.forgiven[1]
    rows = targets(problem, found)
    plain = targets(replace(problem, past=()), ramp_of(replace(problem, past=())))
    repaid = [a[7] - b[7] for a, b in zip(rows, plain, strict=True)]
    assert all(abs(r) >= abs(d) // 2 for r, d in zip(repaid, found.debts, strict=True))


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=6), st.integers(1, 300))
def test_clipped_debts_sum_to_nothing_within_their_bounds(debts: list[int], bound: int) -> None:
    debts = [*debts, -sum(debts)]
    kept = clip(debts, [bound] * len(debts))
    assert sum(kept) == 0
    assert all(abs(k) <= bound for k in kept)
    assert all(k * d >= 0 for k, d in zip(kept, debts, strict=True))


def test_off_brand_parts_of_the_record_are_nobodys() -> None:
    problem = replace(problem_of((50, 50), 4), past=(Past(-3, (20, 20)), Past(-200, (100, 0))))
    assert record_debts(problem, (50, 50)) == (0, 0)


def test_a_share_beyond_its_channel_is_told_with_what_can_be_had() -> None:
    problem = problem_of((60, 40), 20)
    options = tuple((0, 1) if t % 4 == 0 else (1,) for t in range(20))
    (found,) = out_of_reach(replace(problem, options=options), (60, 40))
    assert (found.themes, found.wanted, found.reachable, found.forced) == ((0,), 60, 25, False)


def test_a_share_beyond_its_weekly_cap_is_told() -> None:
    problem = replace(problem_of((80, 20), 20), themes=(Rule("a", 0, 1), Rule("b")))
    (found,) = out_of_reach(problem, (80, 20))
    assert (found.wanted, found.reachable) == (80, 50)
    gapped = replace(problem, themes=(Rule("a", 7), Rule("b")))
    assert out_of_reach(gapped, (80, 20))[0].reachable == 50


def test_a_theme_that_must_have_more_than_it_wants_is_told() -> None:
    problem = problem_of((10, 45, 45), 20)
    options = tuple((0,) if t % 2 else (0, 1, 2) for t in range(20))
    (found,) = out_of_reach(replace(problem, options=options), (10, 45, 45))
    assert (found.themes, found.reachable, found.forced) == ((0,), 50, True)


def test_two_themes_that_share_too_small_a_channel_are_told_together() -> None:
    problem = problem_of((30, 30, 20, 20), 20)
    options = tuple((0, 1, 2, 3) if t % 5 < 2 else (2, 3) for t in range(20))
    (found,) = out_of_reach(replace(problem, options=options), (30, 30, 20, 20))
    assert (found.themes, found.wanted, found.reachable) == ((0, 1), 60, 40)


def test_what_can_be_reached_is_not_told() -> None:
    assert out_of_reach(problem_of((60, 40), 20), (60, 40)) == []
    assert out_of_reach(problem_of((60, 40), 0), (60, 40)) == []
    many = problem_of(tuple([7] * 14 + [2]), 100)
    assert out_of_reach(many, many.rates[0]) == []


def test_blockers_name_the_rule() -> None:
    problem = replace(
        problem_of((50, 50), 4, days=(0, 1, 8, 9)),
        themes=(Rule("a", 3), Rule("b", 0, 1)),
        options=((0, 1), (0, 1), (0,), (0, 1)),
        used={(1, 1): 1},
    )
    plan = [0, 1, 0, EMPTY]
    assert blockers(problem, plan, 1, 0) == ["gap"]
    assert blockers(problem, plan, 0, 1) == ["week"]
    assert blockers(problem, plan, 2, 1) == ["option", "week"]
    assert violations(problem, [0, 0, 1, 1]) != []


@pytest.mark.parametrize("theme", [0, 1, 2])
def test_another_theme_in_a_slot_of_a_good_plan_costs_something(theme: int) -> None:
    problem = problem_of((50, 30, 20), 16, gap=2)
    plan = settle(problem, solve(problem, rounds=30_000))
    found = price_instead(problem, plan, 5, theme)
    if theme == plan[5]:
        assert found == 0
    else:
        assert found is not None
        assert found > 0
    assert (
        price_instead(
            replace(
                problem,
                fixed=frozenset({5}),
                options=tuple((plan[5],) if t == 5 else o for t, o in enumerate(problem.options)),
            ),
            plan,
            5,
            (plan[5] + 1) % 3,
        )
        is None
    )
