"""The plain values that a template sees: texts, numbers, dates, lists and dicts, nothing else."""

from __future__ import annotations

from typing import Any

from brandkit.core.drafts.grammar import italian_forms
from brandkit.core.model import Brand, Entry, Idea, Theme


def draft_context(
    brand: Brand, entry: Entry, idea: Idea | None, campaign: str = ""
) -> dict[str, Any]:
    """What the template of *entry* may use; docs/drafts.md lists it."""
    theme = brand.theme(entry.theme)
    channel = brand.channel(entry.channel)
    assert theme is not None
    assert channel is not None
    return {
        "brand": {
            "name": brand.name,
            "role": brand.role,
            "promise": brand.promise,
            "audience": brand.audience,
            "address": brand.voice.address,
            "person": brand.voice.person,
        },
        "theme": theme_context(theme, entry.language),
        "channel": {"id": channel.id, "name": channel.name, "kind": channel.kind},
        "idea": {
            "title": _inside_comment(entry.title if entry.idea else ""),
            "body": _inside_comment(idea.body if idea else ""),
        },
        "campaign": _inside_comment(campaign),
        "title": entry.title,
        "day": entry.when.date().isoformat(),
    }


def _inside_comment(text: str) -> str:
    """*text* so that it cannot end the comment in which it is shown."""
    return text.replace("-->", "→")


def theme_context(theme: Theme, language: str) -> dict[str, Any]:
    """A theme in plain values, with its name as it stands inside a sentence."""
    in_text = theme.in_text or theme.name[:1].lower() + theme.name[1:]
    return {
        "id": theme.id,
        "name": theme.name,
        "in_text": in_text,
        "goal": theme.goal,
        "audience": theme.audience,
        "message": theme.message,
        "myth": theme.myth,
        "stand": theme.stand,
        "keywords": list(theme.keywords),
        "hashtags": list(theme.hashtags),
        **(italian_forms(in_text) if language == "it" else {}),
    }
