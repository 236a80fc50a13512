"""What each published post is about, as it was last read: remembered between commands.

A record is read again where a post, a label or what is declared of a theme changed. `plan` and the
screens only look up what is known; they load neither tables nor model.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from brandkit import __version__
from brandkit.cache import remember, remembered
from brandkit.core.drafts.weave import visible
from brandkit.core.model import Brand, Entry
from brandkit.core.notation.entries import NO_THEME
from brandkit.core.publishing.addresses import hosts_in
from brandkit.core.shares import retold
from brandkit.core.themes.consistency import Published
from brandkit.workspace import load_entries

if TYPE_CHECKING:
    from brandkit.core.themes.verdicts import Verdict

PLACE = ".brandkit/themes.json"
VERSION = f"{__version__}/1"
PLANNED_WEIGHT = 0.5
"""The weight of the theme that a post was planned for, where one that was confirmed has 1."""


class Read(NamedTuple):
    """A text: hundredths by theme, and off the brand, that sum to 100; the deciding words."""

    parts: Mapping[str, int]
    off: int
    words: tuple[str, ...]


class Known:
    """What is known of texts; one that is not known was not read since something changed."""

    def __init__(self, texts: Mapping[str, Read]) -> None:
        self._texts = texts

    def of(self, entry: Entry) -> Read | None:
        return self._texts.get(_digest(text_of(entry)))


def text_of(entry: Entry) -> str:
    """What was published, with the title where the text does not begin with it."""
    body = visible(entry.body).strip()
    return body if body.startswith(entry.title[:40]) else f"{entry.title}\n\n{body}"


def is_open(entry: Entry) -> bool:
    """Whether nobody said, or planned, what the published *entry* is about."""
    return entry.status == "published" and not entry.theme and not label_of(entry)


def label_of(entry: Entry) -> str:
    """What the person said that *entry* is about: a theme, `none`, or nothing."""
    return str(entry.keys.get("label") or "")


def known(root: str, brand: Brand) -> Known:
    """What is remembered of the record at *root*, as far as the themes are still the same."""
    cache = remembered(os.path.join(root, PLACE), VERSION)
    if cache.get("subjects") != _subjects_digest(brand):
        return Known({})
    return _known(brand, cache["texts"])


class Record(NamedTuple):
    """All entries of a workspace, and what the published ones are about."""

    brand: Brand
    entries: tuple[Entry, ...]
    read: Known
    problems: tuple[str, ...]

    def on(self, channel: str) -> list[Entry]:
        """The entries of a *channel*; all of them where none is named."""
        return [entry for entry in self.entries if not channel or entry.channel == channel]

    def posts(self, channel: str = "") -> list[Published]:
        """The pieces that are out there, in order of their days."""
        return published_of(self.brand, self.on(channel), self.read)


def load_record(root: str, brand: Brand) -> Record:
    """The record of the workspace at *root*, read again where anything changed."""
    shelf = load_entries(root, brand.zone)
    read = read_record(root, brand, shelf.entries)
    return Record(brand, shelf.entries, read, shelf.problems)


def read_record(root: str, brand: Brand, entries: Sequence[Entry]) -> Known:
    """What the published *entries* are about: read, and remembered, where anything changed."""
    published = [entry for entry in entries if entry.status == "published"]
    texts = [text_of(entry) for entry in published]
    told = [_told(brand, entry) for entry in published]
    subjects = _subjects_digest(brand)
    pairs = sorted((_digest(text), *said) for text, said in zip(texts, told, strict=True))
    fit = _digest(repr(pairs) + subjects)
    place = os.path.join(root, PLACE)
    cache = remembered(place, VERSION)
    if cache.get("fit") != fit:
        found = _read(brand, texts, told)
        cache = {"subjects": subjects, "fit": fit, "texts": found}
        remember(place, VERSION, cache)
    return _known(brand, cache["texts"])


def published_of(brand: Brand, entries: Iterable[Entry], read: Known) -> list[Published]:
    """The pieces that are out, in order of their days, as the shares count them.

    What the person said counts whole, and so does the theme that a post was planned for; any other
    by what it was *read* as. A piece on several channels counts once.
    """
    out = [entry for entry in entries if entry.status == "published" and entry.channel]
    again = retold(out)
    found = [_published(brand, entry, read.of(entry)) for entry in out if entry.id not in again]
    return sorted(found, key=lambda post: (post.day, post.id))


def _published(brand: Brand, entry: Entry, read: Read | None) -> Published:
    theme = brand.theme(entry.theme)
    label = label_of(entry)
    parts: dict[str, float] = {}
    off = 0.0
    if theme is not None:
        parts = {theme.id: 1.0}
    elif label == NO_THEME or read is None:
        off = 1.0
    else:
        parts = {name: part / 100 for name, part in read.parts.items()}
        off = read.off / 100
    return Published(
        entry.id,
        entry.moment.astimezone(brand.zone).date(),
        parts,
        off,
        bool(label),
        theme.id if theme is not None and not label else "",
        entry.title,
        entry.path,
        entry.channel,
        read.words if read else (),
        dict(read.parts) if read else {},
        _sources(brand, entry),
    )


def _sources(brand: Brand, entry: Entry) -> tuple[str, ...]:
    """The sites that *entry* points to, in its text or first comment."""
    said = f"{visible(entry.body)}\n{entry.keys.get('first_comment') or ''}"
    return hosts_in(said, [channel.url for channel in brand.channels])


def _told(brand: Brand, entry: Entry) -> tuple[str, float]:
    """What is said of *entry*, and its weight for the model."""
    label = label_of(entry)
    if label == NO_THEME:
        return NO_THEME, 1.0
    theme = brand.theme(entry.theme)
    if theme is None:
        return "", 1.0
    return theme.id, 1.0 if label else PLANNED_WEIGHT


def _read(
    brand: Brand, texts: Sequence[str], told: Sequence[tuple[str, float]]
) -> dict[str, tuple[list[int], int, list[str]]]:
    """The texts by digest: hundredths of the themes in the brand's order, of none; the words."""
    if not texts or not brand.themes:
        return {}
    told_texts = _verdicts(brand, texts, told, texts)
    found: dict[str, tuple[list[int], int, list[str]]] = {}
    for text, verdict in zip(texts, told_texts, strict=True):
        on = 1 - verdict.off
        *parts, off = hundredths([*(part * on for part in verdict.parts.values()), verdict.off])
        found[_digest(text)] = (parts, off, list(verdict.words))
    return found


def themes_of(
    brand: Brand, entries: Sequence[Entry], texts: Sequence[str], sure: Sequence[float] = ()
) -> list[str]:
    """The theme that each of other *texts* is about, as the record teaches; nothing for none.

    *sure* says how sure that has to be of each text, from 0 to 1; one half, if it is left out.
    """
    if not texts or not brand.themes:
        return [""] * len(texts)
    published = [entry for entry in entries if entry.status == "published"]
    told = [_told(brand, entry) for entry in published]
    found = _verdicts(brand, [text_of(entry) for entry in published], told, texts)
    return [
        one.theme if one.off < 0.5 and one.confidence >= enough else ""
        for one, enough in zip(found, sure or [0.5] * len(texts), strict=True)
    ]


def _verdicts(
    brand: Brand,
    record: Sequence[str],
    told: Sequence[tuple[str, float]],
    texts: Sequence[str],
) -> list[Verdict]:
    """What a model fitted to the *record*, and to what was *told* of it, says of *texts*."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # more threads only wait here
    from brandkit.core.themes.model import Model, Told
    from brandkit.core.themes.subjects import subject_of
    from brandkit.core.themes.verdicts import verdicts
    from brandkit.tables import load_tables

    learnt = [Told(text, *said) for text, said in zip(record, told, strict=True)]
    subjects = [subject_of(theme, "") for theme in brand.themes]
    return verdicts(Model(subjects, load_tables(), brand.language, learnt), texts)


def hundredths(parts: Sequence[float]) -> list[int]:
    """*parts* that sum to 1 as integers that sum to 100, by largest remainder."""
    whole = [int(100 * part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (whole[i] - 100 * parts[i], i))
    for i in order[: 100 - sum(whole)]:
        whole[i] += 1
    return whole


def _known(brand: Brand, texts: Mapping[str, Any]) -> Known:
    ids = [theme.id for theme in brand.themes]
    return Known(
        {
            digest: Read(
                {theme: part for theme, part in zip(ids, parts, strict=True) if part},
                off,
                tuple(words),
            )
            for digest, (parts, off, words) in texts.items()
        }
    )


def _subjects_digest(brand: Brand) -> str:
    """Of all that is declared of the themes and bears on what a text is about."""
    told = [
        (t.id, t.name, t.message, t.in_text, t.stand, t.keywords, t.hashtags) for t in brand.themes
    ]
    return _digest(repr((brand.language, told)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
