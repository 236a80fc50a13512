"""What others say of one, by theme, beside what one says oneself and what one publishes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from brandkit.core.model import Theme
from brandkit.core.notation.others import Remark
from brandkit.core.themes.report import Report

ENOUGH = 5
"""Remarks below which nothing is made of what is missing among them."""
PEOPLE = 5
"""As many are asked for three words."""


class Echo(NamedTuple):
    """A theme: the *remarks* about it, and whether the profile *claims* it.

    The theme of what fits none is empty, and it is never claimed.
    """

    theme: str
    remarks: tuple[Remark, ...]
    claims: bool

    @property
    def times(self) -> int:
        """How often it was said."""
        return sum(remark.times for remark in self.remarks)


def echoes(
    themes: Sequence[Theme], remarks: Iterable[tuple[Remark, str]], claimed: Iterable[str]
) -> list[Echo]:
    """An echo for each of the *themes*, in their order, then that of none.

    Each remark comes with the theme that it is about, the *claimed* are those of the profile.
    """
    found: dict[str, list[Remark]] = {name: [] for name in (*(t.id for t in themes), "")}
    for remark, theme in remarks:
        found[theme].append(remark)
    own = set(claimed)
    return [Echo(theme, tuple(said), theme in own) for theme, said in found.items()]


class Judgement(NamedTuple):
    """What stands out: *kind* is `nothing`, `few`, `unheard` or `known`."""

    kind: str
    theme: str = ""


def judgement(themes: Sequence[Theme], found: Sequence[Echo], report: Report) -> Judgement:
    """The one thing that the echoes show.

    `unheard`: the theme with the largest target of those that nobody speaks of; `known`: the one
    that most is said of, where none is unheard. An exploring theme need not be heard of.
    """
    times = {echo.theme: echo.times for echo in found}
    total = sum(times.values())
    if not total:
        return Judgement("nothing")
    if total < ENOUGH:
        return Judgement("few")
    targets = {one.theme: one.target for one in report.standings}
    unheard = [t.id for t in themes if not times[t.id] and not t.explore and targets[t.id] > 0]
    if unheard:
        return Judgement("unheard", max(unheard, key=lambda theme: targets[theme]))
    return Judgement("known", max((t.id for t in themes), key=lambda theme: times[theme]))
