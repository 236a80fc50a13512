"""Lines of the inbox that are about people, into their notes."""

from __future__ import annotations

import os

from brandkit import workspace
from brandkit.circle import take_inbox
from brandkit.core.notation.inbox import INBOX, inbox_lines
from brandkit.errors import UnreadableError
from brandkit.workplace import Workplace


def inbox_lines_taken(desk: Workplace) -> list[str]:
    """Take lines like `@Marta …` into the logs of people, and say which; under the lock."""
    place = os.path.join(desk.root, INBOX)
    if not os.path.isfile(place):
        return []
    try:
        lines = inbox_lines(workspace.text_of(desk.root, INBOX))
    except UnreadableError:
        return []  # the plan tells it, with the other ideas that cannot be read
    if not any(line.words.startswith("@") and not line.ticked for line in lines):
        return []
    people = workspace.load_people(desk.root).people
    found = take_inbox(desk.root, people, desk.now.date(), desk.brand.language)
    words = desk.words
    told = [words("people.inbox", name=name, text=text) for name, text in found.taken]
    for text, n in found.open:
        key = "people.inbox several" if n > 1 else "people.inbox nobody"
        told.append(words(key, text=text))
    return told
