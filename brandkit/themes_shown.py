"""The report on the themes as sentences, and as one printable page."""

from __future__ import annotations

from html import escape

from brandkit.core.model import Brand
from brandkit.core.themes.consistency import Share, Standing
from brandkit.core.themes.drift import bound
from brandkit.core.themes.report import Report
from brandkit.page import framed
from brandkit.words import Words

BARS = "▁▂▃▄▅▆▇█"
NAMED = 3
"""Posts that are named where there are more."""
FEW_SOURCES = 5
"""Links below which nothing is said of how varied they are."""


def report_lines(words: Words, brand: Brand, report: Report) -> list[tuple[str, str]]:
    """The report as (indent, sentence); the first is the one thing to do."""
    lines = [("", headline(words, brand, report)), ("", "")]
    if not report.posts:
        return lines[:1]
    for one in report.standings:
        lines.append(("  ", standing_line(words, brand, report, one)))
        lines.append(("    ", history_line(words, one)))
        lines += [("    ", text) for text in evidence(words, one)]
    lines.append(("", ""))
    return [*lines, *(("", text) for text in remarks(words, brand, report))]


def headline(words: Words, brand: Brand, report: Report) -> str:
    """The one sentence that says what to do."""
    head = report.headline
    n = len(report.posts)
    values: dict[str, object] = {"n": n, "since": words.dated(report.since)}
    if head.standing is not None:
        values |= _percents(head.standing.published)
        values["theme"] = _name(brand, head.standing.theme)
        values["target"] = _percent(head.standing.target)
    said = words(f"themes.head.{head.kind}", **values)
    if head.standing is None or head.kind in {"short", "much"}:
        return said
    silence = head.standing.silence
    quiet = "themes.quiet.never" if silence is None else "themes.quiet"
    return f"{said} {words(quiet, theme=values['theme'], n=silence)}"


def standing_line(words: Words, brand: Brand, report: Report, one: Standing) -> str:
    """«Hiring: 4 to 15 % published, 30 % wanted, 28 % planned: too little»."""
    key = "themes.share" if report.said >= len(report.posts) else "themes.range"
    parts = [
        words(key, **_percents(one.published)),
        words("themes.wanted", share=_percent(one.target)),
    ]
    if one.planned is not None:
        parts.append(words("themes.planned", share=_percent(one.planned)))
    verdict = words(f"themes.verdict.{one.verdict}")
    return f"{_name(brand, one.theme)}: {', '.join(parts)}: {verdict}"


def history_line(words: Words, one: Standing) -> str:
    """The months as a line of bars, the last post, and the longest silence."""
    if one.last is None:
        return f"{sparkline(one)}  {words('themes.never')}"
    last = words("themes.last", day=words.dated(one.last))
    return f"{sparkline(one)}  {last}, {words('themes.silence', n=one.silence)}"


def evidence(words: Words, one: Standing) -> list[str]:
    """What a share rests on: the events that it was planned for, the words that decided."""
    found = [words("themes.campaign", n=n, name=name) for name, n in one.campaigns]
    if one.words:
        found.append(words("themes.by", words=", ".join(one.words)))
    return found


def sparkline(one: Standing) -> str:
    """A bar for each month's share, the highest for all of it; a dot where nothing was out."""
    return "".join(
        "·" if part is None else BARS[min(round(part * (len(BARS) - 1)), len(BARS) - 1)]
        for part in one.months
    )


def remarks(words: Words, brand: Brand, report: Report) -> list[str]:
    """What else is to be told, a sentence each."""
    found: list[str] = []
    change = report.change
    if change is not None:
        found.append(
            words(
                "themes.change",
                day=words.dated(change.day),
                theme=_name(brand, change.theme),
                before=_percent(change.before),
                after=_percent(change.after),
                other=_name(brand, change.other),
                strength=f"{change.strength:.0f}",
                bound=f"{bound(len(report.standings)):.0f}",
            )
        )
    off = report.off_posts
    if off:
        titles = list(dict.fromkeys(post.title or post.path for post in off))
        named = [f"“{title}”" for title in titles[:NAMED]]
        more = " …" if len(titles) > NAMED else ""
        found.append(
            words("themes.off", n=len(off), titles=", ".join(named) + more, **_percents(report.off))
        )
    found += [
        words(
            "themes.drifted",
            title=post.title or post.path,
            planned=_name(brand, post.planned),
            theme=_name(brand, post.reads_like),
        )
        for post in report.drifted[:NAMED]
    ]
    found.append(
        words(
            "themes.variety",
            have=words.number(report.variety),
            want=words.number(report.target_variety),
        )
    )
    if sum(n for _host, n in report.sources) >= FEW_SOURCES:
        host, most = report.sources[0]
        have = words.number(report.source_variety)
        found.append(
            words("themes.sources", n=len(report.sources), have=have, host=host, most=most)
        )
    unsaid = len(report.posts) - report.said
    if unsaid:
        found.append(words("themes.unsaid", n=unsaid, all=len(report.posts)))
    return found


def report_page(words: Words, brand: Brand, report: Report) -> str:
    """One self-contained page: bars with their intervals, readable in black and white."""
    title = words("themes.title", name=brand.name)
    body = [
        f"<h1>{escape(title)}</h1>",
        f"<p><strong>{escape(headline(words, brand, report))}</strong></p>",
    ]
    for one in report.standings if report.posts else ():
        text = standing_line(words, brand, report, one)
        body.append(f"<h2>{escape(_name(brand, one.theme))}</h2>")
        body.append(_bar(text, one))
        body.append(f"<p>{escape(text)}.<br>{escape(history_line(words, one))}</p>")
        body += [f"<p>{escape(said)}</p>" for said in evidence(words, one)]
    if report.posts:
        body.append(f"<p>{escape(words('themes.legend'))}</p>")
        body += [f"<p>{escape(text)}</p>" for text in remarks(words, brand, report)]
        rows = "".join(
            f"<tr><td>{post.day.isoformat()}</td><td>{escape(post.title or post.path)}</td>"
            f"<td>{escape(_name(brand, post.theme) or words('label.none'))}</td>"
            f"<td>{escape(', '.join(post.words))}</td></tr>"
            for post in report.posts
        )
        heads = "".join(
            f'<th scope="col">{escape(words(f"themes.column.{key}"))}</th>'
            for key in ("day", "post", "theme", "words")
        )
        body.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    return framed("\n".join(body), title, brand.language)


def _bar(text: str, one: Standing) -> str:
    """The published share as a bar, its interval as a line, the target as a mark."""
    wide = 600
    share, low, high = (round(wide * x) for x in one.published)
    target = round(wide * one.target)
    return (
        f'<svg role="img" aria-label="{escape(text)}" viewBox="0 0 {wide} 34" width="100%">'
        f'<rect x="0.5" y="8.5" width="{wide - 1}" height="16" fill="none" stroke="currentColor"/>'
        f'<rect x="0" y="8" width="{share}" height="17" fill="currentColor" opacity="0.35"/>'
        f'<path d="M{low} 16.5H{high}M{low} 12v9M{high} 12v9" stroke="currentColor"'
        ' stroke-width="2" fill="none"/>'
        f'<path d="M{target} 2v30" stroke="currentColor" stroke-width="3"'
        ' stroke-dasharray="4 3"/></svg>'
    )


def _percents(share: Share) -> dict[str, int]:
    return {
        "share": _percent(share.share),
        "low": _percent(share.low),
        "high": _percent(share.high),
    }


def _percent(part: float) -> int:
    return round(100 * part)


def _name(brand: Brand, theme_id: str) -> str:
    theme = brand.theme(theme_id)
    return theme.name if theme else theme_id
