"""The board on a port of this computer, from its opening to its end."""

from __future__ import annotations

import logging
from collections.abc import Callable

from waitress.server import create_server

from brandkit.core.saying import _
from brandkit.errors import OutsideError
from brandkit.web.app import LONGEST_BODY, make_app
from brandkit.web.site import Site

HERE = "127.0.0.1"
THREADS = 12
"""Each open page waits for changes on one of them."""


def serve(board: Site, port: int, opened: Callable[[str], None]) -> None:
    """Serve the *board* until it is interrupted; *opened* is told its address, once.

    A *port* of 0 is any that is free; `OutsideError` for one that is not.
    """
    logging.getLogger("waitress").setLevel(logging.ERROR)
    app = make_app(board)
    try:
        server = create_server(
            app,
            host=HERE,
            port=port,
            threads=THREADS,
            max_request_body_size=LONGEST_BODY,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        message = _("Port {port} cannot be had ({strerror})", port=port, strerror=error.strerror)
        raise OutsideError(message) from error
    board.guard.port = int(server.effective_port)
    board.watch.start()
    try:
        opened(board.guard.address)
        server.run()
    finally:
        board.watch.stop()
        server.close()
