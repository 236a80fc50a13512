"""English before and after a noun: a or an, possessives, a name inside a sentence."""

from __future__ import annotations

import re

_LETTERS_WITH_AN = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel sound: an HR plan, a UX plan."""
_AN = re.compile(r"(?:hour|honest|honou?r|heir|[aeiou])", re.IGNORECASE)
_A = re.compile(r"(?:uni(?!n|m)|use|usu|eu|one\b|once\b|ubiq|uten|unanim)", re.IGNORECASE)
_PROPER = frozenset(
    "english italian french german spanish european american british african asian chinese indian"
    " january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday christmas kubernetes python"
    " google microsoft linkedin excel i".split()
)


def indefinite(noun: str) -> str:
    """*noun* with a or an, by its sound: an hour, a university, an HR plan."""
    word = noun.strip().split(" ")[0]
    head = re.match(r"[A-Z]+(?![a-z])", word)
    if head and (len(word) == 1 or len(head.group()) > 1):
        return f"{'an' if word[0] in _LETTERS_WITH_AN else 'a'} {noun}"
    vowel = _AN.match(word) and not _A.match(word)
    return f"{'an' if vowel else 'a'} {noun}"


def possessive(noun: str, *, plural: bool = False) -> str:
    """«Anna’s», «James’s», «the teachers’» where *plural*."""
    if plural and noun.casefold().endswith("s"):
        return f"{noun}’"
    return f"{noun}’s"


def in_a_sentence(name: str) -> str:
    """A theme's name as it stands in a sentence: its first letter small, unless it is a name."""
    first = name.split(" ", maxsplit=1)[0]
    if any(char.isupper() for char in first[1:]) or first.casefold() in _PROPER:
        return name
    return name[:1].lower() + name[1:]
