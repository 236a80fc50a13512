"""Which theme and channel a piece gets that nobody planned: said, guessed and asked, or refused."""

from __future__ import annotations

import click

from brandkit.cli.asking import YES, line
from brandkit.cli.desk import Desk, is_somebody_there, no_such, say, wrapped
from brandkit.core.guessing import clear_guess, guess_themes
from brandkit.core.model import Channel, Theme
from brandkit.core.saying import _


def channel_for(desk: Desk, wanted: str) -> Channel:
    """The channel that is *wanted*; the brand's first one where none is."""
    channels = desk.brand.channels
    if not wanted:
        return channels[0]
    found = desk.brand.channel(wanted)
    if found is None:
        raise no_such(_("channel"), wanted, [channel.id for channel in channels], "--channel")
    return found


def theme_for(desk: Desk, wanted: str, text: str, language: str) -> Theme:
    """The theme that is *wanted*, else what the words of *text* tell, asked where one can ask."""
    found = theme_or_none(desk, wanted, text, language, ask=True)
    if found is None:
        known = ", ".join(theme.id for theme in desk.brand.themes)
        message = _("its words name no theme; say which, one of {known}", known=known)
        raise click.BadParameter(message, param_hint="--theme")
    return found


def theme_or_none(desk: Desk, wanted: str, text: str, language: str, *, ask: bool) -> Theme | None:
    """As `theme_for`, but None where nothing tells."""
    themes = desk.brand.themes
    if wanted:
        found = desk.brand.theme(wanted)
        if found is None:
            raise no_such(_("theme"), wanted, [theme.id for theme in themes], "--theme")
        return found
    if ask and is_somebody_there():
        return _asked(desk, text, language)
    return clear_guess(text, themes, language)


def _asked(desk: Desk, text: str, language: str) -> Theme | None:
    """The theme that the person says; the likeliest stands first, and Enter takes it."""
    likely = [guess.theme for guess in guess_themes(text, desk.brand.themes, language)]
    ordered = [*likely, *(theme for theme in desk.brand.themes if theme not in likely)]
    say([wrapped(desk.words("new.theme"))])
    say([f"  {n}  {theme.name} ({theme.id})" for n, theme in enumerate(ordered, 1)])
    if likely:
        say([wrapped(desk.words("new.enter", theme=likely[0].name))])
    while True:
        said = line()
        if not said or (likely and said.casefold() in YES):
            return likely[0] if likely else None
        if said.isdecimal() and 0 < int(said) <= len(ordered):
            return ordered[int(said) - 1]
        named = [theme for theme in ordered if said.casefold() in {theme.id, theme.name.casefold()}]
        if named:
            return named[0]
        say([wrapped(desk.words("new.which", n=len(ordered)))])
