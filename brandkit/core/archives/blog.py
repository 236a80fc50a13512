"""Posts of Hugo, Jekyll and Pelican: text with front matter in YAML, TOML, JSON or plain lines.

A draft, a page without a date, a date to come, a list page are no posts: each is told with its
reason. Times without a zone are wall times of the brand's zone, as the generators take them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.archives.post import Post, Skipped
from brandkit.core.calendar.walltime import YEARS, resolve
from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.slug import slug

TEXTS = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".rst")
OTHER_TEXTS = (".html", ".htm", ".adoc", ".asciidoc", ".org", ".ipynb", ".textile")
_TOML = re.compile(
    r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_PLAIN_KEY = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*)$")
_FIELD = re.compile(r"^:([A-Za-z][\w-]*):[ \t]*(.*)$")
_UNDERLINE = re.compile(r"^([=\-~^\"'#*+.`])\1{2,}[ \t]*$")
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})[-_]?(.*)")
_LANGUAGE_SUFFIX = re.compile(r"\.([a-z]{2})(?:-[a-z]{2})?$", re.IGNORECASE)
_ZONE = re.compile(r"[ \t]+(?=[+-]\d{2}:?\d{2}$)")


class Text(NamedTuple):
    """A text split into what is said about it and what it says."""

    keys: Mapping[str, Any]
    body: str
    problem: str = ""


def parse_post(text: str, source: str, zone: ZoneInfo, now: datetime) -> Post | Skipped:
    """The post in a file; *source* is its path below the folder that is imported."""
    found = read_front(text, rst=source.endswith(".rst"))
    if found.problem:
        return Skipped(source, "unread", found.problem)
    keys = {str(key).casefold(): value for key, value in found.keys.items()}
    folder, _, name = source.rpartition("/")
    stem = name.rpartition(".")[0]
    if stem == "_index":
        return Skipped(source, "list")
    suffix = _LANGUAGE_SUFFIX.search(stem)
    stem = stem[: suffix.start()] if suffix else stem
    if stem == "index":
        stem = folder.rpartition("/")[2] or stem
    if _is_draft(keys) or "_drafts" in folder.split("/"):
        return Skipped(source, "draft")
    dated = _DATED_NAME.match(stem)
    at = _moment(keys.get("date") or keys.get("publishdate") or keys.get("pubdate"), zone)
    if at is None and dated:
        at = _moment(dated.group(1), zone)
    if at is None:
        return Skipped(source, "undated")
    if at > now:
        return Skipped(source, "future", f"{at:%Y-%m-%d}")
    body = found.body.strip()
    title = _one(keys.get("title")) or (dated.group(2) if dated else stem).replace("-", " ")
    if not body and not keys.get("title"):
        return Skipped(source, "empty")
    language = _one(keys.get("lang") or keys.get("language")) or (suffix.group(1) if suffix else "")
    name = slug(dated.group(2) if dated and dated.group(2) else stem)
    return Post(
        key="|".join(filter(None, (f"{at:%Y-%m-%d}", name, language[:2].casefold()))),
        title=title.strip(),
        text=body,
        at=at,
        url=_one(keys.get("canonicalurl") or keys.get("permalink") or keys.get("url")),
        language=language[:2].casefold(),
        tags=_listed(keys.get("tags") or keys.get("tag") or _within(keys, "tags")),
        categories=_listed(
            keys.get("categories") or keys.get("category") or _within(keys, "categories")
        ),
        source=source,
    )


def read_front(text: str, *, rst: bool = False) -> Text:
    """*text* with the front matter of any of the three generators."""
    if rst:
        return _restructured(text)
    toml = _TOML.match(text)
    if toml is not None:
        try:
            return Text(tomllib.loads(toml.group(1)), text[toml.end() :])
        except tomllib.TOMLDecodeError as error:
            return Text({}, "", str(error))
    if text.lstrip("\ufeff").startswith("{"):
        return _json(text.lstrip("\ufeff"))
    if text.lstrip("\ufeff").startswith("---"):
        front = parse_front_matter(text)
        if front.problems:
            return Text({}, "", front.problems[0].message)
        return Text(front.values, split(text).body)
    return _plain(text.lstrip("\ufeff"))


def _json(text: str) -> Text:
    import json

    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except ValueError as error:
        return Text({}, "", str(error))
    return Text(value if isinstance(value, dict) else {}, text[end:])


def _plain(text: str) -> Text:
    """Pelican's lines of `Key: value` above a blank line; a key may go on, indented."""
    keys: dict[str, Any] = {}
    rows = text.splitlines(keepends=True)
    n, last = 0, ""
    while n < len(rows):
        row = rows[n]
        match = _PLAIN_KEY.match(row.rstrip("\r\n"))
        if match:
            last = match.group(1)
            keys[last] = match.group(2).strip()
        elif last and row.startswith((" ", "\t")) and row.strip():
            keys[last] += f", {row.strip()}"
        else:
            break
        n += 1
    known = {key.casefold() for key in keys} & {"title", "date", "category", "tags", "slug"}
    return Text(keys, "".join(rows[n:])) if known else Text({}, text)


def _restructured(text: str) -> Text:
    """reStructuredText: a title with a line below it, then fields."""
    rows = text.lstrip("\ufeff").splitlines()
    keys: dict[str, Any] = {}
    n = 0
    while n < len(rows) and not rows[n].strip():
        n += 1
    if n < len(rows) and _UNDERLINE.match(rows[n]):
        n += 1
    if n + 1 < len(rows) and _UNDERLINE.match(rows[n + 1]):
        keys["title"] = rows[n].strip()
        n += 2
    while n < len(rows) and (not rows[n].strip() or _FIELD.match(rows[n])):
        match = _FIELD.match(rows[n])
        if match:
            keys[match.group(1)] = match.group(2).strip()
        n += 1
    return Text(keys, "\n".join(rows[n:]))


def _is_draft(keys: Mapping[str, Any]) -> bool:
    if (
        str(keys.get("draft")).casefold() == "true"
        or str(keys.get("published")).casefold() == "false"
    ):
        return True
    return str(keys.get("status") or "").casefold() in {"draft", "hidden", "skip"}


def _moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """The moment that a front matter's date says, in *zone*."""
    if value is None or value == "":
        return None
    found: datetime | None
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, date):
        found = datetime.combine(value, time())
    else:
        found = _parsed(str(value).strip())
    if found is None or found.year not in YEARS:
        return None
    if found.tzinfo is not None:
        return found.astimezone(zone)
    return resolve(found.date(), found.time(), zone).when


def _parsed(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(_ZONE.sub("", text))
    if not re.search(r"[A-Za-z]{3}", text) and not re.match(r"\d{4}", text):
        return None  # 03/04/2021 is two days, and nobody can tell which
    from dateutil import parser

    try:
        return parser.parse(text)
    except (ValueError, OverflowError):
        return None


def _one(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    return "" if value is None else str(value)


def _listed(value: Any) -> tuple[str, ...]:
    """Tags as the generators take them: a list, or a text with commas."""
    if isinstance(value, str):
        value = value.split(",") if "," in value else [value]
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(str(item).strip() for item in value if str(item or "").strip())


def _within(keys: Mapping[str, Any], name: str) -> Any:
    """Hugo's `[taxonomies]`, or none."""
    inner = keys.get("taxonomies")
    return inner.get(name) if isinstance(inner, Mapping) else None
