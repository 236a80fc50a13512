"""`brandkit check --profile`: what one says of oneself, against limits, voice and the record."""

from __future__ import annotations

from datetime import timedelta

import click

from brandkit.classified import themes_of
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.themes import loaded
from brandkit.core.checks.profile import against_record, check_profile, sentences_of
from brandkit.core.notation.profile import PROFILE
from brandkit.core.saying import _
from brandkit.errors import FOUND
from brandkit.limits import rules_of
from brandkit.reporting import looked_at
from brandkit.workspace import source_of

YEAR = timedelta(days=365)


def check_own_profile(desk: Desk, entries: tuple[str, ...], *, as_json: bool) -> int:
    """Check profile.md; 1 where something is to be mended."""
    if entries:
        raise click.BadParameter(_("a profile is no entry; leave ENTRY out"), param_hint="ENTRY")
    brand = desk.brand
    text = source_of(desk.root, PROFILE).text
    found = check_profile(text, brand, {c.id: rules_of(c) for c in brand.channels})
    record = loaded(desk)
    claimed = [t for t in themes_of(brand, record.entries, sentences_of(text)) if t]
    report = looked_at(desk, record, desk.now.date() - YEAR)
    found += against_record(claimed, report, brand)
    wrong = sum(not finding.advice for finding in found)
    if as_json:
        answer(
            {
                "path": PROFILE,
                "claims": sorted(set(claimed)),
                "findings": [
                    {**finding._asdict(), "message": desk.said(finding.message)}
                    for finding in found
                ],
            }
        )
        return FOUND if wrong else 0
    words = desk.words
    lines = []
    for finding in found:
        mark = f" ({words('check.advice')})" if finding.advice else ""
        place = f"{PROFILE}:{finding.line}:{finding.column}: "
        lines.append(f"{place}{desk.said(finding.message)}{mark}")
    names = [theme.name for theme in brand.themes if theme.id in claimed]
    if names:
        lines.append(wrapped(words("profile.claims", themes=words.listed(names))))
    lines.append(words("check.problems", n=wrong) if wrong else words("profile.fine"))
    say(lines)
    return FOUND if wrong else 0
