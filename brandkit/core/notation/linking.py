"""Links between notes, as note tools write them: `[[Lucia Bianchi]]`."""

from __future__ import annotations

import re

_LINK = re.compile(r"^\[\[([^\]|#]+)[^\]]*\]\]$")


def unlinked(text: str) -> str:
    """`Lucia Bianchi` for `[[Lucia Bianchi]]`; any other *text* as it is."""
    link = _LINK.match(text)
    return link.group(1).strip() if link else text


def linked_name(name: str) -> str:
    """`[[Lucia Bianchi]]`."""
    return f"[[{name}]]"
