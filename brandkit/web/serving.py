"""The board on a port of this computer, from its opening to its end."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from types import FrameType

from flask import Flask
from waitress.server import TcpWSGIServer, create_server

from brandkit.core.saying import _
from brandkit.errors import BrandkitError, OutsideError
from brandkit.web.app import LONGEST_BODY, make_app
from brandkit.web.glance import MONTH, Look, glance
from brandkit.web.site import Site
from brandkit.web.visit import Visit

HERE = "127.0.0.1"
THREADS = 12
"""Each open page waits for changes on one of them."""


def serve(board: Site, port: int, opened: Callable[[str], None]) -> None:
    """Serve the *board* until it is interrupted; *opened* is told its address, once.

    A *port* of 0 is any that is free; `OutsideError` for one that is not.
    """
    with listening(board, port) as server, _ending(board):
        opened(board.guard.address)
        server.run()


@contextlib.contextmanager
def listening(board: Site, port: int) -> Iterator[TcpWSGIServer]:
    """The server of a *board*, with its port; all of it is closed at the end."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    app = make_app(board)
    place = _bound(port)
    board.guard.port = int(place.getsockname()[1])
    server = create_server(
        app,
        sockets=[place],
        threads=THREADS,
        max_request_body_size=LONGEST_BODY,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    assert isinstance(server, TcpWSGIServer)
    board.watch.start()
    _prepare(app, board)
    try:
        yield server
    finally:
        board.watch.stop()
        server.close()


def _bound(port: int) -> socket.socket:
    """A socket of this computer's own at *port*, which nobody else reaches."""
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # where it would let two programs have one port
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((HERE, port))
    except OSError as error:
        place.close()
        message = _("Port {port} cannot be had ({strerror})", port=port, strerror=error.strerror)
        raise OutsideError(message) from error
    return place


def _prepare(app: Flask, board: Site) -> None:
    """What the first page needs is made while the browser starts."""
    app.jinja_env.get_template("calendar.html")
    app.jinja_env.get_template("notes.html")
    with contextlib.suppress(BrandkitError, OSError):
        visit = Visit(board.root, board.at, "", board.memory)
        glance(visit, Look(MONTH, visit.now.date()))
        visit.ideas()


@contextlib.contextmanager
def _ending(board: Site) -> Iterator[None]:
    """Who waits for changes is let go before the server waits for its threads."""

    def end(_number: int, _frame: FrameType | None) -> None:
        board.watch.end()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
