"""Who may speak with the board: the browser that was opened for it, from its own pages.

The page is bound to this computer, and that is not enough: any page of the web that is open in the
same browser can send requests here, and a name that somebody else owns can be made to lead here. So
the Host must be ours, what changes something must come from a page of ours, and everything needs
the cookie that the address with the one-time token gave.
"""

from __future__ import annotations

import secrets
from hmac import compare_digest

from flask import Request, Response

SAFE = frozenset({"GET", "HEAD"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script and no sheet but ours; what is dragged is moved by its style attribute."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """The keys of one board. *port* is where it listens, once that is known."""

    def __init__(self) -> None:
        self.port = 0
        self.token = secrets.token_urlsafe(24)
        self._session = secrets.token_urlsafe(24)

    @property
    def address(self) -> str:
        """Where the board is opened, once."""
        return f"{self._origin('127.0.0.1')}/?token={self.token}"

    @property
    def _cookie(self) -> str:
        return f"brandkit-{self.port}"  # a browser tells the ports of one host not apart

    def _origin(self, name: str) -> str:
        return f"http://{name}:{self.port}"

    def is_ours(self, host: str) -> bool:
        """Whether *host* is a name of this board's."""
        return host in {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}

    def spends(self, token: str) -> bool:
        """Whether *token* is the one-time token, which from now on opens nothing."""
        if not self.token or not compare_digest(token.encode(), self.token.encode()):
            return False
        self.token = ""
        return True

    def is_known(self, request: Request) -> bool:
        """Whether the browser has the cookie."""
        shown = request.cookies.get(self._cookie, "")
        return compare_digest(shown.encode(), self._session.encode())

    def is_from_here(self, request: Request) -> bool:
        """Whether what asks is a page of ours, or for something harmless the person."""
        if request.method in SAFE:
            return request.headers.get("Sec-Fetch-Site") != "cross-site"
        return request.headers.get("Origin") == f"http://{request.host}"

    def let_in(self, response: Response) -> Response:
        """*response* with the cookie."""
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict")
        return response
