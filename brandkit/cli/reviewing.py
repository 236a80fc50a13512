"""The most telling posts, one after the other, confirmed with one key each."""

from __future__ import annotations

from collections.abc import Sequence

import click

from brandkit.cli.desk import Desk, is_somebody_there, say, strong, wrapped
from brandkit.core.drafts.weave import visible
from brandkit.core.notation.entries import NO_THEME
from brandkit.core.saying import _
from brandkit.core.themes.consistency import Published, telling
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.opened import opened
from brandkit.record import mark

SHOWN = 400
"""Characters of a post that are shown."""
KEYS = "123456789abcdefghijklmnoprtuvwxyz"
NONE, LATER, STOP = "0", "s", "q"
ENTER = frozenset({"\r", "\n"})


def review_posts(desk: Desk, posts: Sequence[Published], most: int) -> None:
    """Ask of at most *most* of the *posts* what they are about; each answer is kept at once."""
    words = desk.words
    chosen = telling(posts, most)
    if not chosen:
        say([wrapped(words("review.nothing"))])
        return
    if not is_somebody_there():
        message = _("a review needs a terminal; name the themes with: brandkit label ENTRY THEME")
        raise ImpossibleError(message, details=[guess(desk, post) for post in chosen])
    said = 0
    for n, post in enumerate(chosen, 1):
        _ask_about(desk, post, f"{n}/{len(chosen)}")
        key = _key(desk)
        if key == STOP:
            break
        if key == LATER:
            continue
        label = _meant(desk, post, key)
        with writing(desk.root):
            mark(desk.root, opened(desk, post.path).source, {"label": label})
        said += 1
        theme = desk.brand.theme(label)
        say([f"  → {theme.name if theme else words('label.none')}", ""])
    say([wrapped(words("review.done", n=said))])


def guess(desk: Desk, post: Published) -> str:
    """A line with what *post* seems to be about."""
    theme = desk.brand.theme(post.theme)
    name = theme.name if theme else desk.words("label.none")
    return f"  {post.id[:4]}  {post.day.isoformat()}  {post.title or post.path}: {name}?"


def _ask_about(desk: Desk, post: Published, place: str) -> None:
    words = desk.words
    entry = opened(desk, post.path).entry
    text = " ".join(visible(entry.body).split())
    shown = text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
    theme = desk.brand.theme(post.theme)
    name = theme.name if theme else words("label.none")
    sure = round(100 * (post.parts.get(post.theme, 0) if theme else post.off))
    by = f", {words('themes.by', words=', '.join(post.words))}" if post.words else ""
    options = [f"{key} {one.name}" for key, one in zip(KEYS, desk.brand.themes, strict=False)]
    options.append(f"{NONE} {words('label.none')}")
    say(
        [
            strong(f"{place}  {words.dated(post.day)}, {post.channel}"),
            wrapped(shown, "  "),
            wrapped(words("review.guess", theme=name, sure=sure) + by),
            wrapped(" · ".join(options), "  "),
            wrapped(words("review.keys"), "  "),
        ]
    )


def _key(desk: Desk) -> str:
    """A key that means something here."""
    while True:
        key: str = click.getchar()
        if key in ("\x03", "\x04", ""):
            return STOP
        key = key.casefold()
        if key in ENTER or key in {NONE, LATER, STOP}:
            return key
        if key in KEYS[: len(desk.brand.themes)]:
            return key


def _meant(desk: Desk, post: Published, key: str) -> str:
    """The label that *key* gives: what was guessed, none, or a theme by its place."""
    if key in ENTER:
        return post.theme or NO_THEME
    return NO_THEME if key == NONE else desk.brand.themes[KEYS.index(key)].id
