"""`brandkit write`: the interview of a draft, one sentence at a time."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.finding import find_entry
from brandkit.cli.speaking import Command
from brandkit.core.counting.rules import counts
from brandkit.core.drafts.interview import Known, earlier_answers, suggestion
from brandkit.core.drafts.weave import blanks, visible
from brandkit.core.model import Entry
from brandkit.core.notation.entries import answers_of
from brandkit.core.notation.templates import Stem
from brandkit.core.problems import nearest
from brandkit.core.publishing.final import final
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.lengths import length_lines
from brandkit.limits import rules_of
from brandkit.words import Words
from brandkit.world import read_world
from brandkit.writing import Begun, Interviewer

EXAMPLE, SAME, CLEAR = "?", "=", "-"
WORTH_KEEPING = 40
"""Characters from which an answer may be worth keeping as material."""


@click.command(cls=Command, epilog="Example: brandkit write 1")
@click.argument("entry", shell_complete=completing.entries)
@click.option(
    "--answer",
    "given",
    multiple=True,
    metavar="NAME=TEXT",
    help="Answer a question by its name, and ask nothing.",
)
@click.option("--again", is_flag=True, help="Ask everything again, also what is answered.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, and ask nothing.")
@click.pass_obj
def write(desk: Desk, entry: str, given: tuple[str, ...], again: bool, as_json: bool) -> None:
    """Answer the questions of a draft; the piece is made of your answers.

    Each answer is kept at once. An empty line skips, ? shows an example, = takes what is
    proposed, - takes an answer back. What you wrote over by hand is never overwritten: there
    each blank that is left is asked for.
    """
    world = read_world(desk.root, desk.now, lambda _: desk.now)
    found = find_entry(desk, world.situation.entries, entry)
    interviewer = Interviewer(desk.root, world, found)
    begun = interviewer.begin()
    asking = _Asking(desk.words, interviewer, begun)
    if given:
        interviewer.keep({**begun.answers, **_given(begun, given)})
    elif not as_json:
        interviewer.render()
        asking.ask(again=again)
    written = interviewer.entry
    if as_json:
        answer(_answer(written, begun))
        return
    say(_shown(desk, written))
    if not given:
        asking.offer_material()


def _given(begun: Begun, given: tuple[str, ...]) -> dict[str, str]:
    names = [stem.id for stem in begun.asked.stems]
    if not names:
        message = _("{path} has no interview; it is in your own words", path=begun.entry.path)
        raise ImpossibleError(message)
    found = {}
    for item in given:
        name, equals, text = item.partition("=")
        if not equals or name not in names:
            hint = nearest(name, names)
            message = _(
                "{name!r} is not asked here{hint}; one of {names}",
                name=name,
                hint=hint,
                names=", ".join(names),
            )
            raise click.BadParameter(message, param_hint="--answer")
        found[name] = text.strip()
    return found


class _Asking:
    """One sitting: the questions that are asked, and what was newly answered."""

    def __init__(self, words: Words, interviewer: Interviewer, begun: Begun) -> None:
        self.words, self.interviewer, self.begun = words, interviewer, begun
        self.answers = dict(begun.answers)
        self.fresh: list[Stem] = []
        self.ended = False

    def ask(self, *, again: bool) -> None:
        """All that is open; everything, where *again* or nothing is open."""
        try:
            if self.begun.by_hand or not self.begun.asked.stems:
                self._fill()
            else:
                self._interview(again=again)
        except KeyboardInterrupt:
            click.echo()
            say([self.words("write.kept", path=self.interviewer.entry.path)])
            raise

    def _interview(self, *, again: bool) -> None:
        stems = self.begun.asked.stems
        found = self.begun.asked.found
        unasked = [stem for stem in stems if stem.id not in self.answers and stem.id not in found]
        asked = list(stems) if again or not unasked else unasked
        if not asked:
            return
        say([wrapped(self.words("write.how"))])
        for stem in stems:
            if stem.id in found and stem not in asked:
                say([wrapped(f"{stem.stem} {found[stem.id].text}", "     ", first="   ✓ ")])
        if any(stem.id in found and stem not in asked for stem in stems):
            say([wrapped(self.words("write.found"), "     ")])
        earlier = earlier_answers(self.interviewer.world.situation.entries, self.interviewer.entry)
        for n, stem in enumerate(asked, 1):
            self._ask(stem, f"{n}/{len(asked)}", earlier)
            if self.ended:
                break

    def _ask(self, stem: Stem, number: str, earlier: Mapping[str, str]) -> None:
        present = self.answers.get(stem.id, "")
        woven = self.begun.asked.found.get(stem.id)
        offer = suggestion(stem, self.begun.asked.known, earlier, present)
        lines = ["", wrapped(stem.stem, "     ", first=f"{number:<5}")]
        lines.append(wrapped(f"({stem.hint})", "     "))
        if present or woven:
            now = present or (woven.text if woven else "")
            lines.append(wrapped(self.words("write.now", text=now), "     "))
        if offer is not None and (woven is None or offer.text != woven.text):
            lines.append(wrapped(self.words("write.offer", text=_first_line(offer)), "     "))
        say(lines)
        while True:
            line = self._line()
            if line == EXAMPLE:
                say([wrapped(self.words("write.example", text=stem.example), "     ")])
                continue
            if line == SAME and offer is None:
                say([wrapped(self.words("write.no offer"), "     ")])
                continue
            break
        if not line or (line == CLEAR and not present):
            return
        if line == CLEAR:
            self.answers.pop(stem.id)
        else:
            self.answers[stem.id] = offer.text if line == SAME and offer else line
            if line != SAME:
                self.fresh.append(stem)
        order = [item.id for item in self.begun.asked.stems]
        kept = {name: self.answers[name] for name in order if name in self.answers}
        self.interviewer.keep(kept | self.answers)

    def _fill(self) -> None:
        """A text that was written over: only its blanks are asked for."""
        entry = self.interviewer.entry
        open_blanks = blanks(entry.body)
        if not open_blanks:
            return
        if self.begun.by_hand:
            say([wrapped(self.words("write.by hand"))])
        for n, blank in enumerate(open_blanks, 1):
            question = blank.removeprefix("[?").removesuffix("?]").strip()
            number = f"{n}/{len(open_blanks)}"
            say(["", wrapped(f"{question}?", "     ", first=f"{number:<5}")])
            line = self._line()
            if self.ended:
                return
            if line and line not in {EXAMPLE, SAME, CLEAR}:
                self.interviewer.fill(blank, line)

    def _line(self) -> str:
        """A line of the person's; an ended input ends the sitting."""
        if sys.stdin.isatty():
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401 - lets the person edit the line
        try:
            return input("     > ").strip()
        except EOFError:
            click.echo()
            self.ended = True
            return ""

    def offer_material(self) -> None:
        """Ask whether a good answer of this sitting shall be kept as material."""
        for stem in self.fresh:
            text = self.answers.get(stem.id, "")
            if self.ended or not stem.keep or len(text) < WORTH_KEEPING:
                continue
            kind = self.words(f"material.{stem.keep}")
            say(["", wrapped(self.words("write.keep", kind=kind, text=text))])
            if self._line().casefold() in {"s", "sì", "si", "y", "yes"}:
                path = self.interviewer.keep_as_material(stem.keep, text)
                say([self.words("material.added", path=path)])


def _first_line(known: Known) -> str:
    return known.text.strip().split("\n")[0]


def _shown(desk: Desk, entry: Entry) -> list[str]:
    """The piece as it stands, and what is left to do."""
    words = desk.words
    lines = ["", wrapped(entry.title), "", visible(entry.body), ""]
    left = len(blanks(entry.body))
    lines.append(words("write.blanks", n=left) if left else words("write.whole"))
    channel = desk.brand.channel(entry.channel)
    if channel is not None:
        rules = rules_of(channel)
        lines += length_lines(
            words, [counts(part, rules) for part in final(entry, channel.kind).parts]
        )
    lines.append(entry.path)
    return lines


def _answer(entry: Entry, begun: Begun) -> dict[str, object]:
    return {
        "id": entry.id,
        "path": entry.path,
        "title": entry.title,
        "asked": [
            {
                "name": stem.id,
                "stem": stem.stem,
                "hint": stem.hint,
                "example": stem.example,
                "required": stem.required,
                "found": begun.asked.found[stem.id].text if stem.id in begun.asked.found else None,
            }
            for stem in begun.asked.stems
        ],
        "answers": answers_of(entry),
        "blanks": blanks(entry.body),
        "by_hand": begun.by_hand,
        "text": visible(entry.body),
    }
