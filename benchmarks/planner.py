"""How good the planner's calendars are, how stable, how fair at every moment, how fast.

    python benchmarks/planner.py [--rounds N] FILE…
    python benchmarks/planner.py --stability FILE…
    python benchmarks/planner.py --prefix
    python benchmarks/planner.py --size 1000

FILE is an instance `{"instance": {…}, "optimum": {…}}`: `themes` with `share`, `min_gap_days` and
`max_per_week`, `slots` with `day`, `channel` and `pin`, `compat`, `history`. One JSON object a file
goes to stdout; sums and times to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from brandkit.core.planner import EMPTY, Past, Problem, Rule, solve
from brandkit.core.planner.price import price, violations
from brandkit.core.planner.problem import WINDOW_DAYS
from brandkit.core.planner.ramp import ramp_of, targets
from brandkit.core.planner.search import ROUNDS, settle, with_before, worst_lag

Instance = dict[str, Any]


def problem_of(instance: Instance) -> Problem:
    """The planner's problem for an instance, with the objective exactly as it is written."""
    if instance.get("window_days", WINDOW_DAYS) != WINDOW_DAYS:
        raise SystemExit(f"window_days other than {WINDOW_DAYS} is not supported")
    themes, slots, history = instance["themes"], instance["slots"], instance["history"]
    latest: dict[int, int] = {}
    for post in history:
        latest[post["theme"]] = max(latest.get(post["theme"], post["day"]), post["day"])
    options: list[tuple[int, ...]] = []
    for slot in slots:
        if slot["pin"] is not None:
            options.append((slot["pin"],))
            continue
        options.append(
            tuple(
                i
                for i, theme in enumerate(themes)
                if instance["compat"][i][slot["channel"]]
                and (i not in latest or slot["day"] - latest[i] >= theme["min_gap_days"])
            )
        )
    unit = sum(theme["share"] for theme in themes)
    return Problem(
        themes=tuple(Rule(t["id"], t["min_gap_days"], t["max_per_week"]) for t in themes),
        days=tuple(slot["day"] for slot in slots),
        weeks=tuple(slot["day"] // 7 for slot in slots),
        rates=tuple(tuple(t["share"] for t in themes) for _ in slots),
        options=tuple(options),
        fixed=frozenset(k for k, slot in enumerate(slots) if slot["pin"] is not None),
        past=tuple(
            Past(h["day"], tuple(unit * (i == h["theme"]) for i in range(len(themes))))
            for h in history
        ),
    )


def run_files(files: list[Path], rounds: int) -> None:
    gaps, seconds, bad, emptier = [], [], 0, 0
    for file in files:
        content = json.loads(file.read_text("utf-8"))
        optimum = (content.get("optimum") or {}).get("optimum_J")
        started = time.process_time()
        problem = problem_of(content["instance"])
        plan = solve(problem, rounds=rounds)
        taken = time.process_time() - started
        total, broken = price(problem, plan).total, violations(problem, plan)
        gap = None if optimum is None else total / optimum - 1
        answer = {
            "file": str(file),
            "assignment": plan,
            "J": total,
            "optimum_J": optimum,
            "gap": gap,
            "empty": plan.count(EMPTY),
            "violations": broken,
            "seconds": round(taken, 3),
        }
        print(json.dumps(answer, separators=(",", ":")), flush=True)
        seconds.append(taken)
        bad += len(broken)
        if gap is not None:
            gaps.append(gap)
            emptier += plan.count(EMPTY) > content["optimum"].get("empty", 0)
    summary = f"{len(files)} calendars, {bad} violations, at most {max(seconds):.2f} s each"
    if gaps:
        summary += f", gap mean {sum(gaps) / len(gaps):.2%}, worst {max(gaps):.2%}"
        summary += f", {emptier} with more empty slots than the optimum"
    print(summary, file=sys.stderr)


def run_stability(files: list[Path], rounds: int) -> None:
    """The part of the future that changes when one thing does, per kind of event."""
    parts: dict[str, list[float]] = {}
    for number, file in enumerate(files):
        problem = problem_of(json.loads(file.read_text("utf-8"))["instance"])
        plan = settle(problem, solve(problem, rounds=rounds), rounds=rounds)
        for trial in range(4):
            chance = Random(1000 * number + trial)
            for name, (changed, keep) in events(problem, plan, chance).items():
                kept = [plan[t] for t in keep]
                after = solve(with_before(changed, kept), rounds=rounds)
                after = settle(changed, after, rounds=rounds)
                pairs = [
                    (old, new)
                    for t, (old, new) in enumerate(zip(kept, after, strict=True))
                    if t not in changed.fixed
                ]
                parts.setdefault(name, []).append(
                    sum(old != new for old, new in pairs) / len(pairs)
                )
    for name, values in parts.items():
        mean = sum(values) / len(values)
        answer = {"event": name, "mean": round(mean, 4), "worst": round(max(values), 4)}
        print(json.dumps({**answer, "trials": len(values)}))


def events(
    problem: Problem, plan: list[int], chance: Random
) -> dict[str, tuple[Problem, list[int]]]:
    """The changed problem for each event, and the positions of the old plan that are left."""
    free = [t for t in problem.free if t >= problem.size // 10]
    dropped = chance.choice(free)
    pinned = chance.choice(free)
    others = [i for i in problem.options[pinned] if i != plan[pinned]] or [plan[pinned]]
    first = next(t for t in range(problem.size) if plan[t] != EMPTY)
    legal = [i for i in problem.options[first] if i != plan[first]]
    other = chance.choice(legal or [plan[first]])
    everything = list(range(problem.size))
    return {
        "dropped slot": keep_only(problem, [t for t in everything if t != dropped]),
        "other theme published": publish(problem, first, other),
        "new pin": (
            replace(
                problem,
                fixed=problem.fixed | {pinned},
                options=tuple(
                    (chance.choice(others),) if t == pinned else option
                    for t, option in enumerate(problem.options)
                ),
            ),
            everything,
        ),
        "a day as planned": live_a_day(problem, plan),
    }


def keep_only(problem: Problem, keep: list[int]) -> tuple[Problem, list[int]]:
    number = {t: n for n, t in enumerate(keep)}
    smaller = replace(
        problem,
        days=tuple(problem.days[t] for t in keep),
        weeks=tuple(problem.weeks[t] for t in keep),
        rates=tuple(problem.rates[t] for t in keep),
        options=tuple(problem.options[t] for t in keep),
        fixed=frozenset(number[t] for t in problem.fixed if t in number),
    )
    return smaller, keep


def publish(problem: Problem, t: int, theme: int) -> tuple[Problem, list[int]]:
    """Position *t* is out, on *theme*: it joins the record, and time goes on to the next day."""
    smaller, keep = keep_only(problem, list(range(t + 1, problem.size)))
    parts = tuple(problem.unit * (i == theme) for i in range(len(problem.themes)))
    day = problem.days[t]
    used = dict(problem.used)
    used[theme, problem.weeks[t]] = used.get((theme, problem.weeks[t]), 0) + 1
    gap = problem.themes[theme].min_gap_days
    options = tuple(
        option
        if n in smaller.fixed or other - day >= gap
        else tuple(i for i in option if i != theme)
        for n, (option, other) in enumerate(zip(smaller.options, smaller.days, strict=True))
    )
    past = (*problem.past, Past(day, parts))
    return replace(smaller, past=past, used=used, origin=day + 1, options=options), keep


def live_a_day(problem: Problem, plan: list[int]) -> tuple[Problem, list[int]]:
    """The first day's posts are out as planned."""
    changed, day = problem, problem.days[0]
    keep = list(range(problem.size))
    while changed.days and changed.days[0] == day:
        changed, _ = publish(changed, 0, plan[keep[0]])
        keep = keep[1:]
    return changed, keep


def run_prefix() -> None:
    """The worst lag at any moment over many shares, against 1 − 1/(2m−2)."""
    chance = Random(7)
    sizes = [50, 500, 5_000]
    for m in range(2, 13):
        for size in [*sizes, 50_000] if m in (2, 3, 7, 12) else sizes:
            worst = 0.0
            trials = 1 if size >= 5_000 else 20
            for _ in range(trials):
                weights = [chance.randint(1, chance.choice([5, 50, 1000])) for _ in range(m)]
                problem = even_problem(weights, size)
                rows = targets(problem, ramp_of(problem))
                plan = solve(problem)
                worst = max(worst, worst_lag(problem, rows, plan) / problem.unit)
            bound = 1 - 1 / (2 * m - 2)
            answer = {"m": m, "N": size, "trials": trials, "worst": round(worst, 4)}
            print(json.dumps({**answer, "bound": round(bound, 4), "holds": worst <= bound}))


def even_problem(weights: list[int], size: int) -> Problem:
    """Slots of two a week without any rule."""
    everything = tuple(range(len(weights)))
    return Problem(
        themes=tuple(Rule(f"t{i}") for i in everything),
        days=tuple(7 * (t // 2) + 3 * (t % 2) for t in range(size)),
        weeks=tuple(t // 2 for t in range(size)),
        rates=tuple(tuple(weights) for _ in range(size)),
        options=tuple(everything for _ in range(size)),
    )


def run_size(size: int) -> None:
    """Calendars of *size* slots with gaps and caps, planned and settled."""
    shares = [30, 20, 15, 12, 10, 8, 5]
    slots = even_problem(shares, size)
    themes = tuple(Rule(f"t{i}", 2, 2) for i in range(len(shares)))
    problem = replace(slots, themes=themes, days=tuple(2 * t for t in range(size)))
    problem = replace(problem, weeks=tuple(day // 7 for day in problem.days))
    started = time.process_time()
    plan = solve(problem)
    solved = time.process_time()
    settle(problem, plan)
    answer = {"slots": size, "solve": round(solved - started, 2)}
    print(json.dumps({**answer, "settled": round(time.process_time() - started, 2)}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--stability", action="store_true")
    parser.add_argument("--prefix", action="store_true")
    parser.add_argument("--size", type=int)
    options = parser.parse_args()
    if options.prefix:
        run_prefix()
    elif options.size:
        run_size(options.size)
    elif options.stability:
        run_stability(options.files, options.rounds)
    elif options.files:
        run_files(options.files, options.rounds)
    else:
        parser.error("name at least one instance")


if __name__ == "__main__":
    main()
