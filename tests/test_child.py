"""Templates of one's own in a child with limits."""

from __future__ import annotations

import io
import json

import pytest

from brandkit import sandbox
from brandkit.child import bound_memory, serve
from brandkit.sandbox import SandboxError
from brandkit.template_child import Rendering, TemplateChild
from tests.conftest import Place


def test_a_text_comes_back_rendered_and_the_child_serves_the_next() -> None:
    own = TemplateChild()
    assert own.render("it", "{{ a | sentence }}", {"a": "perché no"}) == "\ufdd0Perché no\ufdd1."
    first = own.child._process.pid
    with pytest.raises(SandboxError) as error:
        own.render("it", "\n{{ b }}", {})
    assert (error.value.message, error.value.line) == ("'b' is undefined", 2)
    assert own.render("en", "{{ 'hour' | an }}", {}) == "an hour"
    assert own.child._process.pid == first
    own.child.end()
    own.child.end()


def test_a_template_that_never_ends_is_ended() -> None:
    endless = (
        "{% set l = range(1000) | list %}{% for a in l %}{% for b in l %}{% for c in l %}"
        "{% endfor %}{% endfor %}{% endfor %}"
    )
    own = TemplateChild(seconds=0.7)
    with pytest.raises(SandboxError, match=r"took more than 0\.7 s"):
        own.render("en", endless, {})
    assert TemplateChild().render("en", "{{ 1 }}", {}) == "1"
    assert own.render("en", "{{ 1 }}{# a new child #}", {}) == "1"


def test_a_template_that_wants_all_memory_gets_none() -> None:
    with pytest.raises(SandboxError):
        TemplateChild().render("en", "{{ 'x' | center(100000000000) }}", {})
    with pytest.raises(SandboxError, match="longer than"):
        TemplateChild().render("en", "{{ 'x' | center(1000000) }}", {})


def test_a_child_that_went_away_is_told() -> None:
    own = TemplateChild()
    own.render("en", "{{ 1 }}", {})
    own.child._process.kill()
    own.child._process.wait()
    with pytest.raises(SandboxError):
        own.render("en", "{{ 1 }}" * 100_000, {})


def test_the_childs_side_answers_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = [
        {"language": "en", "text": "{{ a }}", "context": {"a": "x"}},
        {"language": "en", "text": "{{ b }}", "context": {}},
        {"language": "it", "text": "{{ a }}", "context": {"a": "x"}},
    ]
    answers = io.StringIO()
    serve(Rendering(), io.StringIO("".join(json.dumps(r) + "\n" for r in requests)), answers)
    assert [json.loads(line) for line in answers.getvalue().splitlines()] == [
        {"text": "x"},
        {"error": "'b' is undefined", "line": 1},
        {"text": "x"},
    ]

    def out_of_memory(*_: object) -> str:
        raise MemoryError

    monkeypatch.setattr(sandbox.Sandbox, "render", out_of_memory)
    answers = io.StringIO()
    serve(Rendering(), io.StringIO(json.dumps(requests[0]) + "\n"), answers)
    assert "too much memory" in answers.getvalue()


def test_where_memory_cannot_be_bounded_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def refuse(name: str, *args: object, **options: object) -> object:
        if name == "resource":
            raise ImportError
        return real(name, *args, **options)  # type: ignore[arg-type]

    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(builtins, "__import__", refuse)
    bound_memory()
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_plan_survives_a_template_that_loops(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TemplateChild.__init__, "__defaults__", (0.5,))
    place.write(
        "templates/en/lesson.md",
        "{% set l = range(1000) | list %}{% for a in l %}{% for b in l %}{% for c in l %}"
        "{% endfor %}{% endfor %}{% endfor %}",
    )
    ran = place.run("plan", code=4)
    assert "templates/en/lesson.md: the template took more than 0.5 s" in ran.err
    assert len(place.drafts()) >= 5
