"""The sandbox itself, in this process: what it gives and what it refuses, by line."""

from __future__ import annotations

import pytest

from brandkit.sandbox import Sandbox, SandboxError


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("one\n\n{{ nothing }}", "'nothing' is undefined", 3),
        ("{% if a %}\n{{ nothing }}{% endif %}", "'nothing' is undefined", 2),
        ("one\n{% if %}", "Expected an expression", 2),
        ("{{ range(10**9) }}", "** has no place", 1),
        ("\n{{ range(100000) | list }}", "range() of more than", 2),
        ("{{ 'x' * 1000000000 }}", "cannot be multiplied", 1),
        ("{{ a | center(200000) }}", "longer than", 0),
        ("{% for i in range(1000) %}{{ a | center(1000) }}{% endfor %}", "longer than", 0),
        ("{{ ''.__class__ }}", "unsafe", 1),
        ("{{ cycler }}", "undefined", 1),
    ],
)
def test_what_fails_is_told_with_its_line(text: str, message: str, line: int) -> None:
    with pytest.raises(SandboxError) as error:
        Sandbox("en").render(text, {"a": "x"})
    assert message in error.value.message
    assert error.value.line == line


def test_texts_and_numbers_are_rendered() -> None:
    sandbox = Sandbox("en")
    values = {"a": "x", "n": 3}
    assert sandbox.render("{{ a }} {{ 2 * n }}", values) == "x 6"
    assert sandbox.render("{{ a }} {{ 2 * n }}", {"a": "y", "n": 1}) == "y 2"
    assert sandbox.render("{% for i in range(n) %}{{ i }}{% endfor %}", values) == "012"


def test_what_one_part_sets_another_does_not_see() -> None:
    sandbox = Sandbox("en")
    values = {"a": "x"}
    assert sandbox.render("{{ a }}", values) == "x"
    assert sandbox.render("{% set b = a %}{{ b }}", values) == "x"
    with pytest.raises(SandboxError):
        sandbox.render("{{ b }}", values)


def test_each_language_has_its_filters() -> None:
    assert Sandbox("it").render("{{ 'la cura' | prep('di') }}", {}) == "della cura"
    assert Sandbox("it").render("{{ '2026-12-08' | day }}", {}) == "8 dicembre 2026"
    assert Sandbox("en").render("{{ '2026-12-08' | dated }}", {}) == "Tuesday 8 December 2026"
    assert Sandbox("en").render("{{ 'in spring' | day }}", {}) == "in spring"
    with pytest.raises(SandboxError, match="prep"):
        Sandbox("en").render("{{ 'la cura' | prep('di') }}", {})
