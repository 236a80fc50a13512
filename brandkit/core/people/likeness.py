"""Words of notes that mean alike: forms of one word agree in how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable

from brandkit.core.people.naming import folded

_WORD = re.compile(r"[^\W\d_]{3,}")
LONGEST = 5
"""Letters that tell a word from others; what follows is mostly its ending."""
COMMON = frozenset(
    "with that from this have they them their what when which work your able about some also for"
    " and the who can you are was one two any all not but his her its our has had looking look need"
    " help find somebody someone knows know would like"
    " come sono della delle degli dello nella nelle negli alla alle agli per con che chi una uno"
    " cosa anche dove quando molto persone qualcuno qualche cerca cerco cercando offre aiuto lavoro"
    " sto trovare bisogno sappia conosca vorrei mio mia dei del gli suo sua loro tra fra".split()
)


def stems(texts: Iterable[str]) -> set[str]:
    """The beginnings of the words in *texts* that say something: `cors` of corso and corsi."""
    words = {word for text in texts for word in _WORD.findall(folded(text))}
    return {word[: min(LONGEST, max(len(word) - 1, 3))] for word in words - COMMON}
