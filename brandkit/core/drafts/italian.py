"""Italian before a noun: articles, prepositions that join them, elision, euphonic d.

The rules are those of the school grammars: *lo, gli, uno* before s with another consonant, z, gn,
ps, pn, x, y and i before a vowel; *l'* and *un'* before a vowel; *ad, ed, od* only before the same
vowel (Crusca).
"""

from __future__ import annotations

import re
from typing import NamedTuple

JOINED = {
    "di": ("del", "dello", "della", "dell’", "dei", "degli", "delle"),
    "a": ("al", "allo", "alla", "all’", "ai", "agli", "alle"),
    "da": ("dal", "dallo", "dalla", "dall’", "dai", "dagli", "dalle"),
    "in": ("nel", "nello", "nella", "nell’", "nei", "negli", "nelle"),
    "su": ("sul", "sullo", "sulla", "sull’", "sui", "sugli", "sulle"),
}
ARTICLES = ("il", "lo", "la", "l’", "i", "gli", "le")
PREPOSITIONS = (*JOINED, "con", "per", "tra")
_LO = re.compile(r"(s[^aeiouàèéìòùh\W]|sh|z|gn|ps|pn|pt|x|y|i[aeiouàèéìòù])", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(e|ed|o)\s+((?:(?:il|lo|la|i|gli|le)\s|l[’']).*)")
_VOWEL = re.compile(r"h?[aeiouàèéìòù]", re.IGNORECASE)
_FEMININE = re.compile(r".*(?:[gstz]ione|[dtl]à|tù|udine|[^m]a)")
_MASCULINE = re.compile(r".*(?:o|ore|ame|ume|ing|ment)")
_KNOWN = {
    **dict.fromkeys(
        (
            "leadership governance privacy compliance intelligence experience security startup"
            " cybersecurity community policy strategy identity transformation analytics chain"
            " arte parte legge mente gente salute rete sede voce classe base fede fonte morte notte"
            " fame serie specie norma forma riforma firma mano radio foto auto moto filiale morale"
            " immagine"
        ).split(),
        "f",
    ),
    **dict.fromkeys(
        (
            "marketing management welfare coaching business design software cloud team yoga export"
            " import sport stage learning working solving branding recruiting"
            " problema tema sistema programma clima dramma schema dilemma poema panorama ambiente"
            " potere valore mestiere cliente codice bastione copione campione piacere sapere"
            " dirigente"
        ).split(),
        "m",
    ),
}
"""Gender of words whose ending does not tell it."""
_MODIFIERS = frozenset(
    "data machine deep employer personal open content public social green risk time change project"
    " smart digital customer user brand supply problem lean artificial".split()
)
"""English words that stand before the noun: «la data governance», «il project management»."""


class NounPhrase(NamedTuple):
    """A noun with its definite article, or none: «la», «leadership gentile»."""

    article: str
    noun: str

    @property
    def text(self) -> str:
        return together(self.article, self.noun)

    @property
    def plural(self) -> bool:
        return self.article in {"i", "gli", "le"}


def together(word: str, noun: str) -> str:
    """*word* before *noun*, with a space unless it is elided."""
    if not word or word.endswith("’"):
        return word + noun
    return f"{word} {noun}"


def parse_phrase(text: str) -> NounPhrase:
    """The article that *text* begins with, and the rest: «l'impresa» is «l’» and «impresa»."""
    plain = text.strip().replace("'", "’")
    if plain[:2].casefold() == "l’" and len(plain) > 2:
        return NounPhrase("l’", text.strip()[2:].lstrip())
    article, _, noun = text.strip().partition(" ")
    if noun and article.casefold() in ARTICLES:
        return NounPhrase(article.casefold(), noun.strip())
    return NounPhrase("", text.strip())


def with_preposition(preposition: str, text: str) -> str:
    """*preposition* before *text*, made one with the article it begins with: «della leadership».

    It is said again before a second noun with its article: «degli orari e del lavoro».
    """
    phrase = parse_phrase(text)
    if preposition in JOINED and phrase.article:
        noun = _ANOTHER.sub(
            lambda match: f"{match.group(1)} {with_preposition(preposition, match.group(2))}",
            phrase.noun,
            count=1,
        )
        return together(JOINED[preposition][ARTICLES.index(phrase.article)], noun)
    if preposition == "a":
        return euphonic("a", text.strip())
    return f"{preposition} {text.strip()}"


def euphonic(word: str, text: str) -> str:
    """«e», «a» or «o» before *text*, with a d before the same vowel: «ed Elena», «ad Anna»."""
    first = text.strip()[:1].casefold()
    vowel = {"à": "a", "è": "e", "é": "e", "ò": "o"}.get(first, first)
    return f"{word}d {text}" if vowel == word else f"{word} {text}"


def definite(noun: str, gender: str, *, plural: bool = False) -> NounPhrase:
    """The definite article for *noun*, of gender `m` or `f`."""
    if gender == "f":
        article = "le" if plural else "l’" if _VOWEL.match(noun) else "la"
    elif _LO.match(noun):
        article = "gli" if plural else "lo"
    elif _VOWEL.match(noun):
        article = "gli" if plural else "l’"
    else:
        article = "i" if plural else "il"
    return NounPhrase(article, noun)


def indefinite(noun: str, gender: str) -> str:
    """«un», «uno», «una» or «un’» before *noun*."""
    if gender == "f":
        return together("un’" if _VOWEL.match(noun) else "una", noun)
    return together("uno" if _LO.match(noun) else "un", noun)


def in_a_sentence(name: str) -> str:
    """A theme's name as it stands in a sentence, where the person did not say how.

    With its article where the ending tells the gender; else «il tema “…”», which is never wrong.
    """
    first = name.split(" ", maxsplit=1)[0]
    if any(char.isupper() for char in first[1:]) or not first.isalpha():
        return f"il tema «{name}»"
    lowered = first.casefold() + name[len(first) :]
    words = lowered.split(" ")
    gender = _KNOWN.get(words[-1], "") if words[0] in _MODIFIERS else _gender(words[0])
    if not gender:
        return f"il tema «{name}»"
    return definite(lowered, gender).text


def _gender(word: str) -> str:
    """`m` or `f` of a singular noun, or nothing where its ending does not tell."""
    if word in _KNOWN:
        return _KNOWN[word]
    if word.startswith(("capo", "capi")) or word.endswith(("ista", "iste", "isti", "gamma", "ema")):
        return ""
    if _FEMININE.fullmatch(word):
        return "f"
    return "m" if _MASCULINE.fullmatch(word) else ""
