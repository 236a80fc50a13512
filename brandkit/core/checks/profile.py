"""A profile against limits and voice, and against what the record shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from brandkit.core.checks.finding import Finding, Page
from brandkit.core.checks.voice import voice_findings
from brandkit.core.counting.rules import Rules, counts
from brandkit.core.drafts.weave import masked
from brandkit.core.model import Brand, Channel
from brandkit.core.notation.profile import BIO, Section, sections_of
from brandkit.core.saying import _
from brandkit.core.themes.consistency import Standing
from brandkit.core.themes.report import FEW, Report

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
SHOWN = 0.5
"""The part of its target that a theme must have in the record to be shown there."""


def check_profile(text: str, brand: Brand, rules: Mapping[str, Rules]) -> list[Finding]:
    """What should be mended in the profile *text*; *rules* are those of each channel by its id."""
    seen = masked(text)
    page = Page(text, seen, 0, {})
    found = list(voice_findings(page, brand.voice, brand.language))
    sections = sections_of(seen)
    for section in sections:
        found += _too_long(page, section, brand.channels, rules)
    if not sections:
        message = _("no heading; write “# Headline”, “# About”, “# Bio Bluesky” above your texts")
        found.append(page.at(page.first(), "profile", message))
    return sorted(found)


def _too_long(
    page: Page, section: Section, channels: Sequence[Channel], rules: Mapping[str, Rules]
) -> Iterator[Finding]:
    """Where a section is longer than a channel takes."""
    body = page.seen[section.start : section.end].strip()
    for channel in channels:
        named = section.channel in {
            "",
            channel.id.casefold(),
            channel.name.casefold(),
            channel.kind,
        }
        if not section.field or not named or (section.field == BIO and not section.channel):
            continue
        for count in counts(body, rules[channel.id], section.field):
            if count.over:
                message = _(
                    "{title}: {length} {counting}, {channel} takes {limit}",
                    title=section.title,
                    length=count.length,
                    counting=count.counting,
                    channel=channel.name,
                    limit=count.limit,
                )
                yield page.at(section.start, "length", message)


def sentences_of(text: str) -> list[str]:
    """The sentences of all sections that a channel shows."""
    seen = masked(text)
    parts = [seen[s.start : s.end] for s in sections_of(seen) if s.field]
    found = [match.strip() for part in parts for match in _SENTENCE.findall(part)]
    return [sentence for sentence in found if len(sentence.split()) > 2]


def against_record(claimed: Sequence[str], report: Report, brand: Brand) -> list[Finding]:
    """Themes that the profile claims and the record does not show, and the reverse.

    *claimed* are the themes of its sentences. Nothing is said of a record of few posts.
    """
    if len(report.posts) < FEW:
        return []
    found: list[Finding] = []
    for one in report.standings:
        theme = brand.theme(one.theme)
        if theme is None or theme.explore:
            continue
        if one.theme in claimed and one.published.high < SHOWN * one.target:
            message = _(
                "the profile speaks of {theme}; of what you published, {low}–{high} % does",
                **_percents(theme.name, one),
            )
            found.append(Finding(1, 1, "claim", message, advice=True))
        elif one.theme not in claimed and one.published.low >= SHOWN * one.target:
            message = _(
                "{low}–{high} % of what you published is about {theme};"
                " the profile does not say so",
                **_percents(theme.name, one),
            )
            found.append(Finding(1, 1, "unsaid", message, advice=True))
    return found


def _percents(name: str, one: Standing) -> dict[str, object]:
    return {
        "theme": name,
        "low": round(100 * one.published.low),
        "high": round(100 * one.published.high),
    }
