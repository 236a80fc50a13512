"""What fills a slot: a chooser gives each slot one of the candidates, with the reason.

Two exist. Posts are chosen by share (`brandkit.core.planner.by_share`); the tasks of the other
habits by due date. Both take slots, candidates, the record of what was done, and what is fixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from brandkit.core.model import Slot, SlotKey

CandidateT_contra = TypeVar("CandidateT_contra", contravariant=True)


class Done(NamedTuple):
    """What was done on a day: of which candidates, in hundredths that sum to 100 or less."""

    day: date
    parts: Mapping[str, int]


class Fixed(NamedTuple):
    """What stands at a moment of the future and counts in every rule."""

    slot: Slot
    candidate: str


class Reason(NamedTuple):
    """Why a candidate got a slot: a *kind*, and numbers for the sentence that says it."""

    kind: str
    silent_days: int | None = None
    owed: int = 0


class Choice(NamedTuple):
    """The candidate for a slot; empty where none is legal, with the rules that block each."""

    slot: Slot
    candidate: str
    reason: Reason
    blocked: Mapping[str, tuple[str, ...]] = {}


class Chosen(Protocol):
    """What a chooser answers: a choice for every slot and everything fixed, in order of time."""

    @property
    def choices(self) -> Sequence[Choice]: ...


class Chooser(Protocol[CandidateT_contra]):
    """Gives every slot a candidate, near to what stood *before*."""

    def choose(
        self,
        slots: Sequence[Slot],
        candidates: Sequence[CandidateT_contra],
        record: Sequence[Done],
        fixed: Sequence[Fixed],
        before: Mapping[SlotKey, str],
    ) -> Chosen: ...
