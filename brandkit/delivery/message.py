"""What is delivered, and what may go wrong with it."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """What a person gets. *id* is the same whenever it is tried again.

    *texts* are held one by one: the final text of a piece stands alone in one, its first comment in
    the next. *page* is HTML for those who show it, *url* leads to the piece once it is out.
    """

    id: str
    subject: str
    texts: tuple[str, ...]
    page: str = ""
    url: str = ""
    urgent: bool = False
    logged: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(self.texts)


class DeliveryError(Exception):
    """It did not get there, and why. *wait* is for how many seconds one was asked to wait.

    The message never holds a secret.
    """

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.message = message
        self.wait = wait
