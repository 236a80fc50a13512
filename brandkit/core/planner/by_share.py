"""The chooser of posts: themes in their shares, under their rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from brandkit.core.calendar.placing import NEAR
from brandkit.core.choosing import Choice, Done, Fixed, Reason
from brandkit.core.model import Slot, SlotKey, Theme
from brandkit.core.planner.first import first_plan
from brandkit.core.planner.price import blockers
from brandkit.core.planner.problem import EMPTY, Past, Problem, Rule
from brandkit.core.planner.ramp import Ramp, ramp_of, targets
from brandkit.core.planner.search import settle, solve
from brandkit.core.shares import shares_on


@dataclass(frozen=True)
class Assignment:
    """A solved problem with its slots: *positions* are openings and fixed entries by time."""

    themes: tuple[Theme, ...]
    positions: tuple[Slot, ...]
    problem: Problem
    plan: tuple[int, ...]

    @cached_property
    def choices(self) -> list[Choice]:
        """What stands at each position, in order of time, and why."""
        return [choice_of(self, t) for t in range(len(self.positions))]

    @cached_property
    def ramp(self) -> Ramp:
        return ramp_of(self.problem)

    def index(self, key: SlotKey) -> int | None:
        """The position of a slot."""
        return next((t for t, slot in enumerate(self.positions) if slot.key == key), None)

    def owed(self, t: int, theme: int) -> int:
        """What *theme* is owed at position *t* by its share of the plan and the record's debt.

        In hundredths of a post, the whole debt counted, however slowly it is repaid.
        """
        before = sum(choice == theme for choice in self.plan[:t])
        due = sum(rates[theme] for rates in self.problem.rates[: t + 1])
        return due + self.ramp.debts[theme] - self.problem.unit * before

    def silent_days(self, t: int, theme: int) -> int | None:
        """Days since the last post on *theme* before position *t*; None if there was none."""
        day = self.problem.days[t]
        earlier = [post.day for post in self.problem.past if post.parts[theme] >= 50]
        earlier += [self.problem.days[u] for u in range(t) if self.plan[u] == theme]
        return day - max(earlier) if earlier else None

    def blockers(self, t: int, theme: int) -> tuple[str, ...]:
        """The rules that keep *theme* from position *t*: channel, gap or week."""
        slot, rule = self.positions[t], self.themes[theme]
        found = blockers(self.problem, self.plan, t, theme)
        if "option" in found:
            allowed = not rule.channels or slot.channel in rule.channels
            found = ["gap" if allowed else "channel", *found]
        return tuple(dict.fromkeys(name for name in found if name != "option"))


@dataclass(frozen=True)
class ByShare:
    """Posts by share. *ramp_slots* are the slots of 56 days, within which debts are repaid."""

    now: datetime
    zone: ZoneInfo
    ramp_slots: int

    def choose(
        self,
        slots: Sequence[Slot],
        candidates: Sequence[Theme],
        record: Sequence[Done],
        fixed: Sequence[Fixed],
        before: Mapping[SlotKey, str],
    ) -> Assignment:
        """A theme for each of the *slots*, with the problem that was solved."""
        themes = tuple(candidates)
        numbers = {theme.id: i for i, theme in enumerate(themes)}
        standing = [
            (item.slot, numbers[item.candidate]) for item in fixed if item.candidate in numbers
        ]
        merged = sorted(
            [(slot, numbers.get(slot.theme, EMPTY), False) for slot in slots]
            + [(slot, theme, True) for slot, theme in standing],
            key=lambda item: (item[0].when.astimezone(UTC), item[0].key),
        )
        positions = tuple(slot for slot, _, _ in merged)
        problem = self._problem(themes, positions, record)
        held = {t: theme for t, (_, theme, _) in enumerate(merged) if theme != EMPTY}
        options = tuple(
            (held[t],) if t in held else option for t, option in enumerate(problem.options)
        )
        old = tuple(
            None if stands else numbers.get(before.get(slot.key, "")) for slot, _, stands in merged
        )
        problem = replace(problem, fixed=frozenset(held), options=options, before=old)
        plan = tuple(self._plan(problem, positions))
        return Assignment(themes, positions, problem, plan)

    def _problem(
        self, themes: tuple[Theme, ...], positions: Sequence[Slot], record: Sequence[Done]
    ) -> Problem:
        days = [self._day(slot) for slot in positions]
        today = self.now.astimezone(self.zone).date()
        posts_of = {
            theme.id: sorted(d.day for d in record if d.parts.get(theme.id, 0) >= 50)
            for theme in themes
        }
        used: Counter[tuple[int, int]] = Counter()
        for i, theme in enumerate(themes):
            used.update((i, _week(day)) for day in posts_of[theme.id])
        known = set(map(_week, days))
        return Problem(
            themes=tuple(Rule(t.id, t.min_gap_days, t.max_per_week) for t in themes),
            days=tuple(day.toordinal() for day in days),
            weeks=tuple(_week(day) for day in days),
            rates=tuple(shares_on(themes, day) for day in days),
            options=tuple(
                tuple(
                    i
                    for i, theme in enumerate(themes)
                    if (not theme.channels or slot.channel in theme.channels)
                    and _is_apart(day, posts_of[theme.id], theme.min_gap_days)
                )
                for slot, day in zip(positions, days, strict=True)
            ),
            past=tuple(
                Past(done.day.toordinal(), tuple(done.parts.get(t.id, 0) for t in themes))
                for done in record
            ),
            used={key: n for key, n in used.items() if key[1] in known},
            origin=today.toordinal() + 1,
            ramp_slots=self.ramp_slots,
        )

    def _day(self, slot: Slot) -> date:
        return slot.when.astimezone(self.zone).date()

    def _plan(self, problem: Problem, positions: Sequence[Slot]) -> list[int]:
        """Solved, then settled as the next command will find it: with the next days fixed."""
        rows = targets(problem, ramp_of(problem))
        start = first_plan(problem, rows)
        stood = [
            problem.options[t][0] if t in problem.fixed else EMPTY if old is None else old
            for t, old in enumerate(problem.before)
        ]
        plan = start if start == stood else solve(problem)
        limit = self.now.astimezone(UTC) + NEAR
        near = {
            t
            for t, slot in enumerate(positions)
            if plan[t] != EMPTY and slot.when.astimezone(UTC) < limit
        }
        later = replace(
            problem,
            fixed=problem.fixed | near,
            options=tuple(
                (plan[t],) if t in near else option for t, option in enumerate(problem.options)
            ),
        )
        return settle(later, plan)


def choice_of(assignment: Assignment, t: int) -> Choice:
    """What was chosen for position *t*, and why."""
    slot, theme = assignment.positions[t], assignment.plan[t]
    if theme == EMPTY:
        blocked = {
            candidate.id: assignment.blockers(t, i) for i, candidate in enumerate(assignment.themes)
        }
        return Choice(slot, "", Reason("empty"), blocked)
    kind = "share"
    if slot.theme:
        kind = "campaign" if slot.campaign else "pin"
    elif len(assignment.problem.options[t]) == 1 and t not in assignment.problem.fixed:
        kind = "only"
    elif assignment.themes[theme].explore:
        kind = "explore"
    reason = Reason(kind, assignment.silent_days(t, theme), assignment.owed(t, theme))
    return Choice(slot, assignment.themes[theme].id, reason)


def _is_apart(day: date, posts: list[date], gap: int) -> bool:
    """Whether no post lies closer to *day* than *gap* days, on either side."""
    if gap <= 0:
        return True
    near = timedelta(days=gap)
    return bisect_right(posts, day - near) == bisect_left(posts, day + near)


def _week(day: date) -> int:
    """ISO weeks, numbered through."""
    return (day.toordinal() - 1) // 7
