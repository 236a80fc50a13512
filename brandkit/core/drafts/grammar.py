"""Italian prepositions before a noun that may bring its own article: «della leadership»."""

from __future__ import annotations

_JOINED = {
    "di": {
        "il": "del",
        "lo": "dello",
        "la": "della",
        "l'": "dell'",
        "i": "dei",
        "gli": "degli",
        "le": "delle",
    },
    "su": {
        "il": "sul",
        "lo": "sullo",
        "la": "sulla",
        "l'": "sull'",
        "i": "sui",
        "gli": "sugli",
        "le": "sulle",
    },
    "a": {
        "il": "al",
        "lo": "allo",
        "la": "alla",
        "l'": "all'",
        "i": "ai",
        "gli": "agli",
        "le": "alle",
    },
}


def italian_forms(in_text: str) -> dict[str, str]:
    """`of`, `on` and `to` before *in_text*: «la leadership» gives «della leadership»."""
    return {
        "of": joined("di", in_text),
        "on": joined("su", in_text),
        "to": joined("a", in_text),
    }


def joined(preposition: str, noun: str) -> str:
    """*preposition* before *noun*, made one with the article that the noun begins with, if any."""
    plain = noun.replace("’", "'")
    forms = _JOINED[preposition]
    if plain.casefold().startswith("l'"):
        return forms["l'"] + noun[2:]
    article, _, rest = noun.partition(" ")
    if rest and article.casefold() in forms:
        return f"{forms[article.casefold()]} {rest}"
    return f"{preposition} {noun}"
