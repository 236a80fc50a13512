"""A person's words in a template's sentences: joined by grammar, never changed.

Inside a sentence an answer begins small where its first word would, and ends without its full
stop; where it begins a sentence it has a capital and an end. That is all that is done to it. While
a sentence is put together, marks (characters that Unicode keeps free) stand around each answer, so
that only the template's own punctuation is ever touched; `settle` takes them away.
"""

from __future__ import annotations

import re

from brandkit.core.drafts.italian import JOINED

START, END, BREAK, MISSING = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_MARKS = str.maketrans("", "", START + END + BREAK + MISSING)
_MARKS_OF_AN_ANSWER = str.maketrans("", "", START + END)
_MARKS_OF_A_ROW = {ord(START): None, ord(END): None, ord(BREAK): "\n", ord(MISSING): None}
QUOTES = {"it": ("«", "»", "“", "”"), "en": ("“", "”", "‘", "’")}
BLANK = re.compile(r"\[\?.*?\?\]", re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ENDED = re.compile(r"(?:[.!?…:][»”’\")\]]*|https?://\S+)$")
_STOP_TWICE = re.compile(rf"((?:[.!?…][»”’\")]*|https?://\S+){END}[»”’\")]*)\.")
_MARK_TWICE = re.compile(rf"([.!?…]){END}[,;:]")
_ADDRESS = re.compile(r"\w+://|www\.|@")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_OWN_LINE = re.compile(r"(?:[-*+→•]|\d+[.)]|#+|>) ")
_SMALL = {
    "it": frozenset(
        "il lo la l' l’ i gli le un uno una un' un’ di a ad da in con su per tra fra che chi come"
        " quando dove perché se ma e ed o anche non più ogni tutti tutte tutto tutta qualche alcuni"
        " alcune nessuno nessuna niente questo questa questi queste quello quella quelli quelle io"
        " tu lui lei noi voi loro mi ti ci vi si ne mio mia miei mie nostro nostra nostri nostre"
        " suo sua suoi sue ho hai ha abbiamo avete hanno è sono siamo era erano avevo aveva avevamo"
        " avevano ero eravamo c'è c’è c'era c’era dopo prima poi oggi ieri adesso ora mai sempre"
        " bisogna basta serve faccio facciamo chiedo chiediamo scrivo scriviamo molti molte pochi"
        " poche due tre quattro cinque senza sotto sopra dentro fuori quanto quanta quanti quante"
        " quale quali invece finché mentre appena".split()
        + [form.rstrip("’") for forms in JOINED.values() for form in forms]
        + [form for forms in JOINED.values() for form in forms if form.endswith("’")]
    ),
    "en": frozenset(
        "the a an my our your his her its their this that these those there it he she we they you"
        " of to in on at by for from with without about after before when while where why how if"
        " but and or so not no every all some most many nobody everybody people what who which"
        " whether being doing having one two three four five now then today never always only few"
        " once until because instead as each any more less nothing something somebody someone"
        " everyone".split()
    ),
}


def given(answer: str) -> str:
    """A person's answer, ready to be woven: marked, its line breaks kept apart.

    What would begin a comment, and hide all that follows, is kept from doing so.
    """
    plain = answer.strip().translate(_MARKS).replace("<!--", "< !--")
    return START + plain.replace("\n", BREAK) + END


def blank(question: str) -> str:
    """What stands in a draft for an answer that is not there yet: `[? … ?]`."""
    return f"[? {question.strip().rstrip('?').rstrip()} ?]"


def inside(value: str, language: str) -> str:
    """*value* as it stands in the middle of a sentence: small where its first word would be."""
    core = _core(value)
    if core is None:
        return value
    first = re.split(r"[\s,;:.!?…]", core, maxsplit=1)[0]
    elided = re.match(r"\w+['’]", first)
    if (elided.group() if elided else first).casefold() in _SMALL[language]:
        core = core[:1].lower() + core[1:]
    if core.endswith(".") and not core.endswith(("..", " ecc.", " etc.")):
        core = core[:-1]
    return START + core + END


def sentence(value: str) -> str:
    """*value* as a sentence of its own: a capital first, an end mark last."""
    core = _core(value)
    if core is None:
        return value
    core = _begun(core)
    return START + core + END + ("" if _ENDED.search(core) else ".")


def question(value: str) -> str:
    """*value* as a question of its own."""
    core = _core(value)
    if core is None:
        return value
    core = _begun(core)
    core = core.removesuffix(".")
    return START + core + END + ("" if core.endswith(("?", "!")) else "?")


def quoted(value: str, language: str) -> str:
    """*value* in the quotation marks of the language, in the other pair where it has them."""
    core = _core(value)
    outer = QUOTES[language][:2]
    if core is None:
        return value if value == MISSING else outer[0] + value + outer[1]
    if any(mark in core for mark in outer):
        outer = QUOTES[language][2:]
    core = _begun(core)
    if core.endswith(".") and not core.endswith(".."):
        core = core[:-1]
    return outer[0] + START + core + END + outer[1]


def said(value: str, language: str) -> str:
    """*value* as a whole sentence in quotation marks, its full stop where the language has it."""
    core = _core(value)
    whole = quoted(value, language)
    if core is None or _ENDED.search(core.removesuffix(".")):
        return whole
    return f"{whole}." if language == "it" else f"{whole[:-1]}.{whole[-1]}"


def _begun(core: str) -> str:
    """*core* with a capital first, unless it is an address."""
    return core if _ADDRESS.match(core) else core[:1].upper() + core[1:]


def _core(value: str) -> str | None:
    """The person's words in *value*; None where it is a blank, or missing."""
    if value == MISSING or value.startswith("[? ") or not value:
        return None
    return words_of(value)


def words_of(value: str) -> str:
    """*value* without the marks of an answer, for a filter that puts a word before it."""
    return value.translate(_MARKS_OF_AN_ANSWER)


def settle(text: str, *, headings: bool = True) -> list[str]:
    """The paragraphs of a woven *text*.

    A line stands for a sentence: one in which something is missing is left out, the others of its
    paragraph follow each other. Items and headings keep lines of their own; a heading with nothing
    below it is left out, and all are where there shall be no *headings*.
    """
    paragraphs: list[list[str]] = []
    for block in _PARAGRAPHS.split(text):
        rows: list[str] = []
        for line in block.split("\n"):
            row = line.strip()
            if not row or MISSING in row:
                continue
            if rows and not _OWN_LINE.match(row) and not _OWN_LINE.match(rows[-1]):
                rows[-1] = f"{rows[-1]} {row}"
            else:
                rows.append(row)
        if rows and (headings or not _is_heading(rows)):
            paragraphs.append(rows)
    kept = [
        rows
        for n, rows in enumerate(paragraphs)
        if not _is_heading(rows) or (n + 1 < len(paragraphs) and not _is_heading(paragraphs[n + 1]))
    ]
    return ["\n".join(map(unmarked, rows)) for rows in kept]


def _is_heading(rows: list[str]) -> bool:
    """Whether a paragraph is a heading of the template's; an answer begins with its mark."""
    return len(rows) == 1 and rows[0].startswith("#")


def unmarked(row: str) -> str:
    """*row* without marks: after an answer that ends by itself the template's stop is dropped."""
    if END not in row:
        return row
    row = _STOP_TWICE.sub(r"\1", row)
    row = _MARK_TWICE.sub(r"\1", row)
    return row.translate(_MARKS_OF_A_ROW)


def masked(body: str) -> str:
    """*body* with its comments as blanks, so that all else stands where it stood."""
    return COMMENT.sub(blanked, body) if "<!--" in body else body


def blanked(match: re.Match[str]) -> str:
    """As many blanks as *match* is long; lines stay lines."""
    return re.sub(r"[^\n]", " ", match.group())


def visible(body: str) -> str:
    """What of *body* is published: everything but the comments."""
    return re.sub(r"\n{3,}", "\n\n", COMMENT.sub("", body)).strip("\n")


def blanks(body: str) -> list[str]:
    """The blanks that still stand in what is published of *body*."""
    return BLANK.findall(COMMENT.sub("", body))


def fill_blank(body: str, blank_text: str, words: str) -> str:
    """*body* with the first such blank outside its comments replaced by *words*."""
    comments = [match.span() for match in COMMENT.finditer(body)]
    for match in re.finditer(re.escape(blank_text), body):
        if not any(start <= match.start() < end for start, end in comments):
            return body[: match.start()] + words + body[match.end() :]
    return body
