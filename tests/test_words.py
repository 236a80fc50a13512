"""What the program says, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import click
import pytest

from brandkit.cli import cli, run
from brandkit.core.saying import _, translated
from brandkit.words import Words, catalogue, language_at, language_of_locale, speaking
from tests.conftest import Place
from tools import catalogue as tool

FIELD = re.compile(r"\{(\w*)[^}]*\}")


def fields(text: str) -> set[str]:
    return set(FIELD.findall(text))


def test_every_sentence_has_its_italian_and_none_is_left_over() -> None:
    kept = tool.read()
    wanted = {(item.id, item.context or None) for item in tool.sentences()}
    there = {
        (tuple(m.id) if isinstance(m.id, (list, tuple)) else m.id, m.context) for m in kept if m.id
    }
    assert there - wanted == set(), "no longer said: python -m tools.catalogue"
    assert wanted - there == set(), "not in the catalogue: python -m tools.catalogue"
    assert tool.untranslated(kept) == []


def test_the_italian_has_the_same_fields() -> None:
    for message in tool.read():
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = (
            [message.string] if isinstance(message.string, str) else list(message.string or ())
        )
        allowed = set().union(*(fields(text) for text in ids))
        for text in strings:
            assert fields(text) <= allowed, text
        assert fields(strings[-1]) == fields(ids[-1]), ids
        assert fields(strings[0]) >= fields(ids[0]) - {"n"}, ids


def test_the_catalogue_is_compiled_and_in_its_own_form() -> None:
    assert tool.MO.read_bytes() == tool.mo_bytes(), "python -m tools.catalogue"
    assert tool.PO.read_bytes() == tool.po_text(tool.updated(tool.read()))


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from commands(child, (*path, name))


EVERY = sorted(commands(cli, ()))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_help_is_italian_where_the_workspace_is(luogo: Place, path: tuple[str, ...]) -> None:
    shown = luogo.run(*path, "--help").out
    assert shown.startswith("Uso: brandkit")
    assert "Mostra questo aiuto ed esci." in shown
    for word in ("Usage", "Options", "Commands:", "Show ", "Example"):
        assert word not in shown


def test_the_locale_speaks_where_there_is_no_workspace(
    empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert empty.run("agenda", code=3).err.startswith("No brand.toml in this folder")
    monkeypatch.setenv("LC_ALL", "it_IT.UTF-8")
    assert empty.run("agenda", code=3).err.startswith("Nessun brand.toml in questa cartella")
    assert empty.run("agenda", "--help").out.startswith("Uso:")
    monkeypatch.setenv("LANGUAGE", "en")
    assert language_of_locale() == "en"
    assert empty.run("agenda", code=3).err.startswith("No brand.toml")


def test_wrong_words_are_answered_in_italian(luogo: Place) -> None:
    assert "Errore: Il comando 'plam' non c’è; volevi dire 'plan'?" in luogo.run("plam", code=2).err
    ran = luogo.run("plan", "--weeks", "x", code=2)
    assert "Uso: brandkit plan" in ran.err
    assert "Per un aiuto: brandkit plan" in ran.err
    assert "Manca l’argomento" in luogo.run("show", code=2).err
    assert "L’opzione '--wieks' non c’è." in luogo.run("plan", "--wieks", code=2).err
    assert "il tema 'hr' non c’è" in luogo.run("idea", "add", "x", "--theme", "hr", code=2).err


def test_mistakes_in_files_are_told_in_italian(luogo: Place) -> None:
    luogo.edit("brand.toml", 'timezone = "Europe/Rome"', 'timezone = "Europe/Rom"')
    assert luogo.run("plan", code=4).err.splitlines() == [
        "1 errore da sistemare; niente è stato scritto:",
        "brand.toml:12:1: timezone: 'Europe/Rom' non è conosciuto; volevi dire Europe/Rome?",
    ]
    luogo.edit("brand.toml", 'timezone = "Europe/Rom"', 'timezone = "Europe/Rome"')
    luogo.write("drafts/x.md", "---\nid: a\nstatus: pronto\nwhen: domani\n---\n")
    told = luogo.run("agenda").err
    assert "drafts/x.md:4:1: when: 'domani' non è una data con l’ora" in told
    assert luogo.run("agenda").err == told


def test_a_sentence_is_a_text_that_can_be_said_again() -> None:
    inner = _("at least {low}", low=3)
    said = _("{key} is {value}; it should be {bounds}", key="n", value=1, bounds=inner)
    assert said == "n is 1; it should be at least 3"
    assert translated(said, catalogue("it").gettext) == "n è 1; dovrebbe essere almeno 3"
    assert translated("plain", str.upper) == "plain"
    assert translated(_("a {brace}"), str) == "a {brace}"


def test_speaking_leaves_everything_as_it_was(place: Place) -> None:
    english = place.run("plan", "--help").out
    with speaking("it"):
        assert run(["-C", str(place.path), "plan", "--help"]) == 0
        assert catalogue("it").gettext("Options") == "Opzioni"
    assert place.run("plan", "--help").out == english
    assert language_at(str(place.path)) == "en"
    assert Words("it").day(date(2026, 12, 1)) == "martedì 1 dicembre"
