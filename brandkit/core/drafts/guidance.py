"""What stands below a draft, in a comment: why it is here, what was said before, other openings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brandkit.core.drafts.context import inside_comment
from brandkit.core.model import Entry, Theme

_WORDS = {
    "it": {
        "idea": "Lo spunto: {}",
        "notes": "I tuoi appunti:",
        "source": "La nota: {}",
        "campaign": "Per «{}».",
        "earlier": "Una reazione al tuo pezzo del {}, «{}». Che cosa diresti oggi?",
        "why": "Perché questo pezzo: {}.",
        "alive": "tenere vivo il tema",
        "for": "Per: {}.",
        "stay": "Che cosa deve restare: {}",
        "last": "Gli ultimi pezzi sul tema: {}.",
        "openings": "Altri inizi:",
        "first_comment": "Primo commento: {}",
        "alt": "Testo alternativo, se metti un’immagine: {}",
        "dry": "Su questo tema non ci sono idee né materiale: bastano cinque minuti di intervista.",
        "how": "Rispondi con: brandkit write {}   Oppure riempi i vuoti [? … ?] qui sopra.",
        "not_out": "Queste note non si pubblicano.",
    },
    "en": {
        "idea": "The idea: {}",
        "notes": "Your notes:",
        "source": "The note: {}",
        "campaign": "For “{}”.",
        "earlier": "A reaction to your piece of {}, “{}”. What would you say today?",
        "why": "Why this piece: {}.",
        "alive": "to keep the theme alive",
        "for": "For: {}.",
        "stay": "What should stay with them: {}",
        "last": "The last pieces on the theme: {}.",
        "openings": "Other openings:",
        "first_comment": "First comment: {}",
        "alt": "Alt text, if you add a picture: {}",
        "dry": "There is no idea and no material on this theme: five minutes of interview will do.",
        "how": "Answer with: brandkit write {}   Or fill in the blanks [? … ?] above.",
        "not_out": "These notes are not published.",
    },
}
LAST = 3


class Notes(NamedTuple):
    """What the guidance of a draft is made of."""

    idea: str = ""
    body: str = ""
    source: str = ""
    campaign: str = ""
    earlier: Entry | None = None
    last: Sequence[Entry] = ()
    openings: Sequence[str] = ()
    first_comment: str = ""
    alt: str = ""
    dry: bool = False
    held: bool = False


def above(notes: Notes, language: str) -> list[str]:
    """The comments before the draft: what it is made of."""
    words = _WORDS[language]
    found = []
    if notes.campaign:
        found.append(words["campaign"].format(notes.campaign))
    if notes.idea:
        found.append(words["idea"].format(notes.idea))
    if notes.source:
        found.append(words["source"].format(notes.source))
    if notes.earlier is not None:
        day = notes.earlier.moment.date().isoformat()
        found.append(words["earlier"].format(day, notes.earlier.title))
    found = [f"<!-- {inside_comment(line)} -->" for line in found]
    if notes.body:
        found.append(f"<!-- {words['notes']}\n{inside_comment(notes.body)}\n-->")
    return found


def below(notes: Notes, theme: Theme, identity: str, language: str, *, own: bool) -> str:
    """The comment after the draft. *own* says that its language is the brand's."""
    words = _WORDS[language]
    lines = [words["why"].format((own and theme.goal.strip().rstrip(".")) or words["alive"])]
    if own and theme.audience:
        lines.append(words["for"].format(theme.audience.strip().rstrip(".")))
    if own and theme.message:
        lines.append(words["stay"].format(theme.message.strip()))
    if notes.last:
        marks = ("«", "»") if language == "it" else ("“", "”")
        listed = [
            f"{entry.moment.date().isoformat()} {marks[0]}{entry.title}{marks[1]}"
            for entry in notes.last
        ]
        lines.append(words["last"].format(", ".join(listed)))
    if notes.first_comment:
        lines.append(words["first_comment"].format(notes.first_comment))
    if notes.alt:
        lines.append(words["alt"].format(notes.alt))
    if notes.openings:
        lines += ["", words["openings"], *(f"· {opening}" for opening in notes.openings), ""]
    if not notes.held:
        if notes.dry:
            lines.append(words["dry"])
        lines.append(words["how"].format(identity[:4]))
    lines.append(words["not_out"])
    return f"<!--\n{inside_comment(chr(10).join(lines))}\n-->"
