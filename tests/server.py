"""A real web server on loopback that answers as a test wants: well, badly, slowly, or for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Request(NamedTuple):
    """What was asked."""

    path: str
    headers: Mapping[str, str]
    body: bytes = b""


class Server:
    """Answers each path with what is put there; *asked* is what it was asked so far."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.url = ""
        self.closing = threading.Event()

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """An answer at *path*; `content_type="…"` becomes the header Content-Type. Its address."""
        content = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-").title(), value)
            if status != 304 and "transfer_encoding" not in headers:
                handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            if status != 304:
                handler.wfile.write(content)

        self.answers[path] = answer
        return self.url + path

    def drip(self, path: str, piece: bytes = b" ", pause: float = 0.05) -> str:
        """An answer at *path* that never ends. Its address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            while not self.closing.wait(pause):
                handler.wfile.write(piece)

        self.answers[path] = answer
        return self.url + path


@contextmanager
def serving() -> Iterator[Server]:
    """A server, as long as it is needed."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            server.asked.append(Request(self.path, dict(self.headers.items()), body))
            answer = server.answers.get(self.path)
            try:
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)
            except OSError:
                self.close_connection = True

        do_POST = do_GET  # noqa: N815 - its names

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server.url = f"http://127.0.0.1:{httpd.server_address[1]}"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()
