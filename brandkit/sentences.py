"""What is told of a plan, in sentences: its remarks, and why a theme stands where it does."""

from __future__ import annotations

from brandkit.classified import is_open
from brandkit.core.drafts.campaigns import campaign_name
from brandkit.core.filling import Line
from brandkit.core.habits.candidate import names_in
from brandkit.core.habits.tasks import MISSED
from brandkit.core.model import Entry
from brandkit.core.plan import Plan
from brandkit.core.planner.by_share import Assignment
from brandkit.planning import Outcome
from brandkit.words import Words
from brandkit.world import World

WHOLE, WORTH_TELLING = 100, 30
"""Hundredths of a post: debts of a whole one are told, or the largest if it is worth it."""


def calendar_name(world: World, entry: Entry) -> str:
    """The name of the calendar that a task belongs to."""
    names = {calendar.id: calendar.name for calendar in world.situation.calendars}
    return names.get(entry.calendar, entry.calendar)


def remarks(words: Words, world: World, outcome: Outcome) -> list[str]:
    """Everything else that is to be told, a sentence each."""
    made, brand = outcome.plan, world.situation.brand
    names = {theme.id: theme.name for theme in brand.themes}
    past = [entry.path for entry, why in made.tasks.removed if why == MISSED] if made.tasks else []
    found = [
        words("plan.removed", path=path, why=words(f"plan.why.{why}"))
        for path, why in outcome.removed
        if path not in past
    ]
    found += _of_tasks(words, made, len(past))
    found += [words("plan.idea", path=path, idea=idea) for path, idea in outcome.kept_as_ideas]
    for entry in made.placement.missed_drafted:
        title = entry.title or entry.path
        found.append(words("plan.missed", title=title, day=words.day(entry.when.date())))
    for entry in made.placement.taken:
        found.append(words("plan.taken", title=entry.title or entry.path))
    found += [
        words(
            "plan.empty",
            moment=words.moment(choice.slot.when),
            channel=choice.slot.channel,
            reasons=blocked(words, world, dict(choice.blocked)),
        )
        for choice in made.empty
    ]
    for item in made.unreachable:
        key = "plan.forced" if item.forced else "plan.unreachable"
        themes = words.listed([brand.themes[i].name for i in item.themes])
        found.append(words(key, themes=themes, wanted=item.wanted, reachable=item.reachable))
    found += [
        words("plan.double", paths=words.listed(list(paths))) for _, paths in made.placement.doubles
    ]
    for kind, first, second in made.duplicates:
        found.append(
            words(
                f"plan.duplicate.{kind}",
                first=outcome.paths.get(first.id, first.path),
                second=outcome.paths.get(second.id, second.path),
            )
        )
    for slot in made.shifted:
        found.append(
            words(f"plan.{slot.resolution}", day=words.day(slot.key.day), hour=f"{slot.when:%H:%M}")
        )
    found += _of_the_record(words, world, made)
    if made.dry:
        listed = [words("plan.dry.one", theme=names[theme], n=n) for theme, n in made.dry.items()]
        themes = words.listed(listed)
        found.append(words("plan.dry", themes=themes))
    return found


def _of_tasks(words: Words, made: Plan, past: int) -> list[str]:
    """What is to be told of the tasks: what was put away, and what the days have no room for."""
    if made.tasks is None:
        return []
    found = [words("plan.tasks missed", n=past)] if past else []
    if made.tasks.no_room:
        found.append(words("plan.no room", n=len(made.tasks.no_room)))
    full = made.tasks.fit
    found += [words("plan.full day", day=words.day(day), n=n) for day, n in full.full_days]
    found += [words("plan.full week", day=words.day(day), n=n) for day, n in full.full_weeks]
    return found


def _of_the_record(words: Words, world: World, made: Plan) -> list[str]:
    """What the record asks for, and what of it does not count."""
    brand = world.situation.brand
    names = {theme.id: theme.name for theme in brand.themes}
    found: list[str] = []
    debts = _debts(made.assignment)
    bar = min(WHOLE, max(debts.values(), default=0))
    repaid = [names[theme] for theme, debt in debts.items() if debt >= max(bar, WORTH_TELLING)]
    if repaid:
        found.append(words("plan.repays", themes=words.listed(repaid)))
    forgiven = [names[theme] for theme, amount in made.forgiven.items() if amount >= 100]
    if forgiven:
        found.append(words("plan.forgiven", themes=words.listed(forgiven)))
    known = [*made.placement.published, *made.standing]
    found += [
        words("plan.unknown", path=entry.path, theme=entry.theme)
        for entry in known
        if entry.theme and brand.theme(entry.theme) is None
    ]
    unread = [entry for entry in made.placement.published if is_open(entry)]
    unread = [entry for entry in unread if entry.id not in world.situation.read]
    if unread:
        found.append(words("plan.unread", n=len(unread)))
    return found


def _debts(assignment: Assignment) -> dict[str, int]:
    pairs = zip(assignment.themes, assignment.ramp.debts, strict=False)
    return {theme.id: debt for theme, debt in pairs}


def blocked(words: Words, world: World, rules: dict[str, tuple[str, ...]]) -> str:
    """«leadership (too close to another), …»."""
    names = {theme.id: theme.name for theme in world.situation.brand.themes}
    return ", ".join(
        words(
            "plan.blocked",
            theme=names.get(theme, theme),
            rules=words.listed([words(f"plan.rule.{name}") for name in found or ("none",)]),
        )
        for theme, found in rules.items()
    )


def why_sentence(words: Words, world: World, plan: Plan, line: Line) -> str:
    """Why the theme of *line* is there, or whom a task is about, in one sentence."""
    if line.entry.is_task:
        return task_sentence(words, line)
    brand, choice = world.situation.brand, line.choice
    theme = brand.theme(line.entry.theme)
    name = theme.name if theme else line.entry.theme
    reason = choice.reason
    if reason.kind in {"pin", "only"}:
        return words(f"why.{reason.kind}", theme=name)
    if reason.kind == "campaign":
        return words("why.campaign", theme=name, campaign=campaign_name(choice.slot.campaign))
    share = _share(plan, line)
    if reason.kind == "explore":
        return words("why.explore", theme=name, share=share)
    parts: list[str] = []
    if reason.silent_days is None:
        parts.append(words("why.never"))
    elif reason.silent_days >= 7:
        parts.append(words("why.silent", n=reason.silent_days))
    if reason.owed >= 75:
        parts.append(words("why.owed", n=max(round(reason.owed / 100), 1)))
    if not parts:
        return words("why.turn.sentence", theme=name, share=share)
    return words("why.share", theme=name, parts=words.listed(parts))


def task_sentence(words: Words, line: Line) -> str:
    """Why somebody or something is due."""
    reason = line.choice.reason
    name = names_in(line.choice.candidate)[0].rpartition("/")[2]
    if reason.kind.startswith("favour."):
        return words(f"why.{reason.kind}", name=name, n=reason.silent_days or 0)
    silent = words("why.no contact")
    if reason.silent_days is not None:
        silent = words("why.silent days", n=reason.silent_days)
    return words(f"why.{reason.kind}", name=name, silent=silent)


def _share(plan: Plan, line: Line) -> int:
    """The theme's percent on the day of *line*."""
    assignment = plan.assignment
    t = assignment.index(line.choice.slot.key)
    i = next((n for n, theme in enumerate(assignment.themes) if theme.id == line.entry.theme), 0)
    return assignment.problem.rates[t][i] if t is not None else 0
