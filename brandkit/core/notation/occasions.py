"""Events from elsewhere as blocks of a calendar file: pauses and campaigns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from brandkit.core.notation.fields import read_toml
from brandkit.core.notation.locator import append_block, basic_string


class Occasion(NamedTuple):
    """What happens from *first* to *last* day, both included."""

    first: date
    last: date
    name: str


def with_pauses(text: str, occasions: Iterable[Occasion]) -> tuple[str, list[Occasion]]:
    """The calendar *text* with a pause for each of the *occasions* that has none yet; the new ones.

    A pause is known by its days.
    """
    known = {(table.get("from"), table.get("until")) for table in _tables(text, "pause")}
    new = []
    for one in occasions:
        if (one.first, one.last) not in known:
            known.add((one.first, one.last))
            new.append(one)
            rows = ["[[pause]]", f"from = {one.first}", f"until = {one.last}"]
            if one.name:
                rows.append(f"reason = {basic_string(one.name)}")
            text = append_block(text, "\n".join(rows))
    return text, new


def with_campaigns(
    text: str,
    occasions: Iterable[Occasion],
    *,
    channel: str,
    theme: str,
    before: Sequence[int],
    after: Sequence[int],
) -> tuple[str, list[Occasion]]:
    """The calendar *text* with a campaign for each of the *occasions*; the new ones.

    A campaign is known by its name and day.
    """
    known = {(table.get("name"), table.get("on")) for table in _tables(text, "campaign")}
    new = []
    for one in occasions:
        if (one.name, one.first) not in known:
            known.add((one.name, one.first))
            new.append(one)
            rows = [
                "[[campaign]]",
                f"name = {basic_string(one.name)}",
                f"on = {one.first}",
                f"channel = {basic_string(channel)}",
                f"theme = {basic_string(theme)}",
                f"before = {list(before)}",
                f"after = {list(after)}",
            ]
            text = append_block(text, "\n".join(rows))
    return text, new


def _tables(text: str, name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = read_toml(text).table.get(name, [])
    return found
