"""Short names that stay: the same text has the same one on every machine."""

from __future__ import annotations

import hashlib


def short_digest(text: str) -> str:
    """Eight base32 characters of sha256 over *text*, in small letters: 40 bits."""
    from base64 import b32encode

    return b32encode(hashlib.sha256(text.encode()).digest())[:8].decode().lower()
