"""Headline and about of LinkedIn's Profile.csv into `profile.md`."""

from __future__ import annotations

import csv
import os
import re
from typing import NamedTuple

from brandkit import files
from brandkit.archives.opening import decoded, wanted
from brandkit.core.drafts.context import inside_comment
from brandkit.core.drafts.weave import masked
from brandkit.core.notation.profile import ABOUT, HEADLINE, PROFILE, TITLES, sections_of
from brandkit.files import Write

_CSV = re.compile(r"(?:.*/)?Profile(?:_\d+)?\.csv")


class Profile(NamedTuple):
    """What LinkedIn shows of a person."""

    headline: str
    about: str


def profile_in(path: str) -> Profile | None:
    """The profile in LinkedIn's archive at *path*, if it has one that says something."""
    found, _others = wanted(path, _CSV)
    for name, content in found[:1]:
        rows = csv.DictReader(decoded(name, content).splitlines(keepends=True))
        for row in rows:
            profile = Profile(
                (row.get("Headline") or "").strip(), (row.get("Summary") or "").strip()
            )
            return profile if any(profile) else None
    return None


def is_taken(root: str, profile: Profile) -> bool:
    """Whether `profile.md` says all of *profile* already."""
    text = masked(_text(root))
    said = {
        section.field: text[section.start : section.end].split()
        for section in reversed(sections_of(text))
    }
    wanted_words = {HEADLINE: profile.headline.split(), ABOUT: profile.about.split()}
    return all(not words or said.get(field) == words for field, words in wanted_words.items())


def take(root: str, profile: Profile, language: str) -> None:
    """*profile* at the top of `profile.md`; what stood there stays below, in a comment."""
    path = os.path.join(root, PROFILE)
    source = files.existing(path)
    parts = [
        f"# {title}\n\n{text}"
        for title, text in zip(TITLES[language], profile, strict=True)
        if text
    ]
    before = inside_comment(source.text.strip()) if source is not None else ""
    if before:
        parts.append(f"<!--\n{before}\n-->")
    files.apply([Write(path, "\n\n".join(parts) + "\n", source)], inside=root)


def _text(root: str) -> str:
    path = os.path.join(root, PROFILE)
    return files.read(path).text if os.path.exists(path) else ""
