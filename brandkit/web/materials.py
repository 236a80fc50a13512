"""Material on the board: short true stories, numbers, myths and phrases of one's own."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Blueprint, request
from werkzeug.wrappers import Response

from brandkit.core.model import Material
from brandkit.core.notation.material import PUBLISH
from brandkit.core.notation.templates import MATERIAL_KINDS
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.web.pages import page
from brandkit.web.site import back_to, site, theme_wanted, typed, work
from brandkit.workspace import load_material
from brandkit.writing import add_material

pages = Blueprint("materials", __name__)


class Shown(NamedTuple):
    """A piece of material, what it is called, and the themes it belongs to."""

    material: Material
    kind: str
    themes: str


@pages.get("/material")
def show() -> str:
    """What there is to draw from."""
    visit = work()
    shelf = load_material(visit.root)
    names = {theme.id: theme.name for theme in visit.brand.themes}
    found = [
        Shown(
            one,
            visit.words(f"material.{one.kind}"),
            ", ".join(names.get(theme, theme) for theme in one.themes),
        )
        for one in shelf.material
    ]
    return page(
        "material.html",
        active="material",
        found=found,
        kinds=[(kind, visit.words(f"material.{kind}")) for kind in MATERIAL_KINDS],
        problems=[visit.said(text) for text in shelf.problems],
    )


@pages.post("/material")
def add() -> Response:
    """A new piece; only what may be published gets into a draft."""
    visit, form = work(), request.form
    words, kind, theme = typed("text"), form.get("kind", ""), theme_wanted()
    if not words:
        raise ImpossibleError(_("there are no words in it"))
    if kind not in MATERIAL_KINDS:
        kind = MATERIAL_KINDS[0]
    keys: dict[str, Any] = {
        "kind": kind,
        "themes": [form["theme"]] if theme else [],
        "may": PUBLISH if form.get("publish") else None,
        "added": visit.now.date().isoformat(),
    }
    path = add_material(visit.root, keys, words)
    private = [] if form.get("publish") else [visit.words("material.private", path=path)]
    site().tell(visit.words("material.added", path=path), more=private)
    return back_to("/material")
