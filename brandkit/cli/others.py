"""`brandkit themes others` and `heard`: what others say, beside what one says and publishes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import click

from brandkit.classified import Record, themes_of
from brandkit.cli.desk import Desk, answer, say, strong, warn, wrapped
from brandkit.cli.themes import loaded
from brandkit.core.checks.profile import sentences_of
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.others import (
    ENDORSEMENTS,
    OTHERS,
    RECOMMENDATION,
    WORDS,
    Remark,
    words_in,
)
from brandkit.core.notation.profile import PROFILE
from brandkit.core.saying import _
from brandkit.core.themes.consistency import Standing
from brandkit.core.themes.others import PEOPLE, Echo, echoes, judgement
from brandkit.errors import UnreadableError
from brandkit.housekeeping import keep_note
from brandkit.reporting import looked_at
from brandkit.workspace import load_remarks, text_of

YEAR = timedelta(days=365)
SURE, WORD_SURE = 0.5, 0.9
"""How sure it must be what a text is about; three words mostly say how one is, not about what."""
NAMED = 6
"""Skills, words or names that are told of each kind."""


def show_others(desk: Desk, *, as_json: bool) -> None:
    """What others say, theme by theme."""
    brand = desk.brand
    shelf = load_remarks(desk.root)
    if shelf.problems:
        raise UnreadableError(_("Files of others/ cannot be read:"), details=shelf.problems)
    record = loaded(desk)
    found = _echoes(desk, record, shelf.remarks)
    report = looked_at(desk, record, desk.now.date() - YEAR)
    said = judgement(brand.themes, found, report)
    people = len({one.by or one.text for one in shelf.remarks if one.kind == WORDS})
    standings = {one.theme: one for one in report.standings}
    if as_json:
        answer(
            {
                "judgement": {"kind": said.kind, "theme": said.theme or None},
                "themes": [_row(echo, standings.get(echo.theme)) for echo in found],
                "people_asked": people,
                "people_wanted": PEOPLE,
            }
        )
        return
    words = desk.words
    theme = brand.theme(said.theme)
    values: dict[str, Any] = {"theme": theme.name if theme else "", "n": found[-1].times}
    if said.theme:
        values["target"] = round(100 * standings[said.theme].target)
    lines = [wrapped(strong(words(f"others.{said.kind}", **values)))]
    if said.kind != "nothing":
        lines.append("")
        for echo in found:
            lines += _echo_lines(desk, echo, standings.get(echo.theme), enough=len(report.posts))
        lines.append("")
    if people < PEOPLE:
        lines.append(wrapped(words("others.people", n=people, all=PEOPLE)))
    say(lines)


def _echoes(desk: Desk, record: Record, remarks: Sequence[Remark]) -> list[Echo]:
    """What was said by theme, read with the same eyes as the posts and the profile."""
    path = os.path.join(desk.root, PROFILE)
    claims = sentences_of(text_of(desk.root, PROFILE)) if os.path.exists(path) else []
    texts = [remark.text for remark in remarks]
    sure = [WORD_SURE if remark.kind == WORDS else SURE for remark in remarks]
    sure += [SURE] * len(claims)
    about = themes_of(record.brand, record.entries, [*texts, *claims], sure)
    told = zip(remarks, about[: len(texts)], strict=True)
    return echoes(record.brand.themes, told, about[len(texts) :])


def _echo_lines(desk: Desk, echo: Echo, standing: Standing | None, *, enough: int) -> list[str]:
    words = desk.words
    theme = desk.brand.theme(echo.theme)
    said = "; ".join(_said(desk, echo.remarks)) or words("others.nobody")
    if theme is None or standing is None:
        return [wrapped(words("others.off", said=said), "  ")] if echo.remarks else []
    beside = [words("others.claims" if echo.claims else "others.no claim")]
    if enough:
        low, high = (round(100 * part) for part in standing.published[1:])
        beside.append(words("themes.range", low=low, high=high))
    beside.append(words("themes.wanted", share=round(100 * standing.target)))
    return [
        wrapped(f"{theme.name}: {said}", "    ", first="  "),
        wrapped(", ".join(beside), "    "),
    ]


def _said(desk: Desk, remarks: Sequence[Remark]) -> list[str]:
    """What was said, kind by kind, the most frequent first."""
    words = desk.words
    skills = sorted(
        (one for one in remarks if one.kind == ENDORSEMENTS), key=lambda one: -one.times
    )
    signed = [one.by for one in remarks if one.kind == RECOMMENDATION]
    spoken = Counter(one.text for one in remarks if one.kind == WORDS)
    found = []
    if skills:
        named = ", ".join(f"{one.text} {one.times}" for one in skills[:NAMED])
        found.append(words("others.endorsements", n=sum(one.times for one in skills), skills=named))
    if signed:
        named = words.listed(list(dict.fromkeys(name for name in signed if name))[:NAMED])
        found.append(words("others.recommendations", n=len(signed), names=named))
    if spoken:
        quoted = [
            f"“{text}”" + (f" × {times}" if times > 1 else "")
            for text, times in spoken.most_common(NAMED)
        ]
        found.append(words("others.words", words=", ".join(quoted)))
    return found


def _row(echo: Echo, standing: Standing | None) -> dict[str, Any]:
    share = None
    if standing is not None:
        share = {
            name: round(getattr(standing.published, name), 4) for name in ("share", "low", "high")
        }
    return {
        "theme": echo.theme or None,
        "times": echo.times,
        "claimed": echo.claims,
        "target": round(standing.target, 4) if standing else None,
        "published": share,
        "remarks": [
            {**remark._asdict(), "on": remark.on.isoformat() if remark.on else None}
            for remark in echo.remarks
        ],
    }


def show_question(desk: Desk) -> None:
    """The message that asks somebody for three words, ready to be sent."""
    say([desk.words("others.question")])
    warn([wrapped(desk.words("others.then"))])


def keep_heard(desk: Desk, name: str, said: Sequence[str], *, as_json: bool) -> None:
    """Keep the words that somebody said."""
    found = words_in(" ".join(said) if "," in " ".join(said) else ", ".join(said))
    if not found:
        raise click.BadParameter(_("the words are missing"), param_hint="WORDS")
    keys = {"kind": WORDS, "by": " ".join(name.split()), "on": desk.now.date().isoformat()}
    text = set_keys(f"{', '.join(found)}\n", keys, tuple(keys))
    path = keep_note(desk.root, OTHERS, f"{keys['on']}-{name}", text)
    if as_json:
        answer({"path": path, "by": keys["by"], "words": found})
        return
    say([desk.words("others.kept", path=path)])
