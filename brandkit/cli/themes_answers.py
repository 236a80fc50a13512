"""The report on the themes as JSON: stable, in English."""

from __future__ import annotations

from typing import Any

from brandkit.core.themes.consistency import Published
from brandkit.core.themes.report import Report


def post_answer(post: Published) -> dict[str, Any]:
    """A post, and what it is read as."""
    return {
        "id": post.id,
        "path": post.path,
        "title": post.title,
        "day": post.day.isoformat(),
        "themes": dict(post.parts),
        "off_brand": round(post.off, 2),
        "confirmed": post.confirmed,
        "planned": post.planned or None,
        "reads_like": post.reads_like or None,
        "words": list(post.words),
    }


def report_answer(report: Report) -> dict[str, Any]:
    """What `brandkit themes --json` answers."""
    head, change = report.headline, report.change
    return {
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "posts": len(report.posts),
        "said": report.said,
        "headline": {
            "kind": head.kind,
            "theme": head.standing.theme if head.standing else None,
        },
        "themes": [
            {
                "theme": one.theme,
                "target": round(one.target, 4),
                "planned": None if one.planned is None else round(one.planned, 4),
                "share": round(one.published.share, 4),
                "low": round(one.published.low, 4),
                "high": round(one.published.high, 4),
                "verdict": one.verdict,
                "posts": round(one.posts, 2),
                "last": one.last.isoformat() if one.last else None,
                "silence_days": one.silence,
                "months": [None if part is None else round(part, 4) for part in one.months],
                "words": list(one.words),
                "campaigns": dict(one.campaigns),
            }
            for one in report.standings
        ],
        "off_brand": {
            "share": round(report.off.share, 4),
            "low": round(report.off.low, 4),
            "high": round(report.off.high, 4),
            "posts": [post_answer(post) for post in report.off_posts],
        },
        "change": None
        if change is None
        else {
            "day": change.day.isoformat(),
            "theme": change.theme,
            "before": round(change.before, 4),
            "after": round(change.after, 4),
            "other": change.other,
            "posts_before": change.posts[0],
            "posts_after": change.posts[1],
            "strength": round(change.strength, 1),
        },
        "variety": {
            "published": round(report.variety, 2),
            "target": round(report.target_variety, 2),
            "sources": round(report.source_variety, 2),
        },
        "sources": dict(report.sources),
        "drifted": [post_answer(post) for post in report.drifted],
    }
