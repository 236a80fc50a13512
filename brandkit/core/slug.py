"""Names for files, from any text."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 60
_RESERVED = frozenset(
    "con prn aux nul".split() + [f"{name}{n}" for name in ("com", "lpt") for n in range(10)]
)


def slug(text: str) -> str:
    """*text* in small letters and hyphens, without accents where Latin, never empty or reserved."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = unicodedata.normalize("NFKC", plain).casefold()
    words = re.sub(r"[\W_]+", "-", plain).strip("-")
    cut = words.encode()[:MAX_BYTES].decode(errors="ignore").strip("-")
    if not cut:
        return "untitled"
    return f"{cut}-" if cut in _RESERVED else cut
