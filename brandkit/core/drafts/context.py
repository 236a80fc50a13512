"""The plain values that a template sees: texts, numbers, dates, lists and dicts, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from brandkit.core.drafts import english, italian
from brandkit.core.drafts.shapes import SHAPES
from brandkit.core.drafts.weave import MISSING, QUOTES, given
from brandkit.core.model import Brand, Channel, Entry, Idea, Theme

THEME_TEXTS = ("goal", "audience", "message", "myth", "stand")
_ENGLISH_PREPOSITIONS = ("of", "on", "to", "about", "with", "for", "from")


def draft_context(
    brand: Brand, entry: Entry, idea: Idea | None, campaign: str = "", *, woven: bool = False
) -> dict[str, Any]:
    """What the template of *entry* may use; docs/templates.md lists it.

    With *woven* the person's texts are marked, and those that are empty are missing, so that the
    sentence around them is left out.
    """
    theme = brand.theme(entry.theme)
    channel = brand.channel(entry.channel)
    assert theme is not None
    assert channel is not None
    text = own_words(brand, entry, woven=woven)
    return {
        "brand": brand_values(brand, text),
        "theme": {
            **theme_forms(theme, brand, entry.language),
            **{key: text(getattr(theme, key)) for key in THEME_TEXTS},
        },
        "channel": _channel(channel),
        "idea": {
            "title": inside_comment(entry.title if entry.idea else ""),
            "body": inside_comment(idea.body if idea else ""),
        },
        "campaign": _campaign(campaign, woven=woven),
        "title": entry.title,
        "day": entry.when.date().isoformat(),
        "long": SHAPES[channel.kind].long,
    }


def own_words(brand: Brand, entry: Entry, *, woven: bool) -> Callable[[str], str]:
    """What makes a text of the person's ready for the template of *entry*.

    Where it is *woven*, it is marked; one that is empty, or in another language, is missing.
    """
    own = entry.language == brand.language

    def text(words: str) -> str:
        if not woven:
            return words
        return given(words) if words and own else MISSING

    return text


def brand_values(brand: Brand, text: Callable[[str], str]) -> dict[str, str]:
    """Who the person is, as every template sees it."""
    return {
        "name": brand.name,
        "role": text(brand.role),
        "promise": text(brand.promise),
        "audience": text(brand.audience),
        "address": brand.voice.address,
        "person": brand.voice.person,
    }


def _channel(channel: Channel) -> dict[str, str]:
    return {"id": channel.id, "name": channel.name, "kind": channel.kind}


def _campaign(campaign: str, *, woven: bool) -> str:
    return inside_comment(campaign) if not woven else given(campaign) if campaign else MISSING


def inside_comment(text: str) -> str:
    """*text* so that it cannot end the comment in which it is shown."""
    return text.replace("-->", "→")


def theme_forms(theme: Theme, brand: Brand, language: str) -> dict[str, Any]:
    """A theme's name, and how it stands in a sentence: by itself and after prepositions.

    In a language that is not the brand's the name is quoted, for nobody said what it is there.
    """
    if language != brand.language:
        left, right = QUOTES[language][:2]
        in_text = (
            f"il tema {left}{theme.name}{right}"
            if language == "it"
            else (f"{left}{theme.name}{right}")
        )
    elif language == "it":
        in_text = theme.in_text.strip() or italian.in_a_sentence(theme.name)
    else:
        in_text = theme.in_text.strip().removeprefix("of ") or english.in_a_sentence(theme.name)
    forms = {
        "id": theme.id,
        "name": theme.name,
        "in_text": in_text,
        "keywords": list(theme.keywords),
        "hashtags": list(theme.hashtags),
    }
    if language == "it":
        return forms | {
            "of": italian.with_preposition("di", in_text),
            "on": italian.with_preposition("su", in_text),
            "to": italian.with_preposition("a", in_text),
            "at": italian.with_preposition("in", in_text),
            "from": italian.with_preposition("da", in_text),
            "with": italian.with_preposition("con", in_text),
            "for": italian.with_preposition("per", in_text),
            "plural": italian.parse_phrase(in_text).plural,
        }
    return forms | {word: f"{word} {in_text}" for word in _ENGLISH_PREPOSITIONS}
