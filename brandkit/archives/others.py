"""Endorsements and recommendations of LinkedIn's archive into `others/`.

Who endorsed is not kept, only how many did; who recommended signed it.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from brandkit import files, workspace
from brandkit.archives.opening import decoded, wanted
from brandkit.core.archives.network import day_of
from brandkit.core.notation.amend import set_keys, with_body
from brandkit.core.notation.frontmatter import split
from brandkit.core.notation.others import (
    ENDORSEMENTS,
    OTHERS,
    RECOMMENDATION,
    Remark,
    with_counts,
)
from brandkit.core.slug import slug
from brandkit.files import Write

_ENDORSEMENTS = re.compile(r"(?:.*/)?Endorsement_?Received_?Info(?:_\d+)?\.csv", re.IGNORECASE)
_RECOMMENDATIONS = re.compile(r"(?:.*/)?Recommendations_?Received(?:_\d+)?\.csv", re.IGNORECASE)
_REFUSED = frozenset({"rejected", "pending", "hidden"})
_TEXTS = ("text", "recommendation text", "recommendation")
COUNTS = f"{OTHERS}/linkedin-endorsements.md"


class Said(NamedTuple):
    """What an archive has: how many endorsed each skill, and the recommendations."""

    skills: dict[str, int]
    recommendations: tuple[Remark, ...]

    def __bool__(self) -> bool:
        return bool(self.skills or self.recommendations)


def said_in(path: str) -> Said:
    """What others say in LinkedIn's archive at *path*."""
    skills = Counter(
        row["skill name"] for row in _rows(path, _ENDORSEMENTS) if row.get("skill name")
    )
    recommendations = [_recommendation(row) for row in _rows(path, _RECOMMENDATIONS)]
    return Said(dict(skills), tuple(one for one in recommendations if one.text))


def _rows(path: str, pattern: re.Pattern[str]) -> Iterator[dict[str, str]]:
    """The rows that were accepted, by the names of their columns in small letters."""
    found, _others = wanted(path, pattern)
    for name, content in found[:1]:
        for row in csv.DictReader(decoded(name, content).splitlines(keepends=True)):
            small = {str(key).strip().casefold(): str(row[key] or "").strip() for key in row if key}
            status = next((small[key] for key in small if key.endswith("status")), "")
            if status.casefold() not in _REFUSED:
                yield small


def _recommendation(row: dict[str, str]) -> Remark:
    text = next((row[key] for key in _TEXTS if row.get(key)), "").replace("\r\n", "\n")
    by = " ".join(part for part in (row.get("first name"), row.get("last name")) if part)
    told = next((row[key] for key in row if key.endswith("date")), "")
    return Remark(RECOMMENDATION, text, by, day_of(told))


def new_in(said: Said, known: tuple[Remark, ...]) -> Said:
    """What of *said* is not *known* yet."""
    counts = {one.text: one.times for one in known if one.kind == ENDORSEMENTS}
    texts = {" ".join(one.text.split()) for one in known if one.kind == RECOMMENDATION}
    return Said(
        {skill: n for skill, n in said.skills.items() if counts.get(skill) != n},
        tuple(r for r in said.recommendations if " ".join(r.text.split()) not in texts),
    )


def take_others(root: str, said: Said, today: date) -> list[str]:
    """*said* into `others/`; the paths that were written. Call it under the lock."""
    writes: list[Write] = []
    paths: list[str] = []
    taken: set[str] = set()
    for one in said.recommendations:
        keys = {"kind": RECOMMENDATION, "by": one.by or None, "on": (one.on or today).isoformat()}
        name = f"{one.on or today}-{slug(one.by or RECOMMENDATION)}"
        path = workspace.free_path(root, OTHERS, name, taken)
        taken.add(path.casefold())
        writes.append(Write(os.path.join(root, path), set_keys(f"{one.text}\n", keys, tuple(keys))))
        paths.append(path)
    if said.skills:
        place = os.path.join(root, COUNTS)
        source = files.existing(place, COUNTS)
        text = source.text if source else set_keys("", {"kind": ENDORSEMENTS}, ("kind",))
        text = with_body(text, with_counts(split(text).body, said.skills))
        writes.append(Write(place, text, source))
        paths.append(COUNTS)
    files.apply(writes, inside=root)
    return paths
