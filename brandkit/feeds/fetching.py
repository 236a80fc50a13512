"""What stands at an address of the web, fetched within bounds.

Bounded are the whole time, the bytes after decompression and the redirects; the address that is
connected to must be one of the public internet, unless a feed is allowed to be nearer.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from brandkit import __version__
from brandkit.core.notation.feeds import FEEDS, trouble_of
from brandkit.core.saying import _

MAX_BODY = 5_000_000
"""Bytes, as they come and when they are unpacked."""
SECONDS = 20.0
"""For all of it: the name, the connections, the redirects, the last byte."""
CONNECTING = 8.0
"""Seconds for one address to answer."""
REDIRECTS = 5
_CHUNK = 65_536
_PERMANENT = {301, 308}
_REDIRECTED = {301, 302, 303, 307, 308}
_KEPT = ("content-type", "etag", "last-modified", "retry-after", "content-language")
_SAFE = "/%:@!$&'()*+,;=~-._?"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Fetched(NamedTuple):
    """What an address answered. *url* is where it was found in the end.

    *moved* is the address that it has from now on, where it said so, else nothing.
    """

    status: int
    body: bytes
    url: str
    moved: str
    headers: Mapping[str, str]


class FetchError(Exception):
    """Nothing came, and why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def fetch(
    url: str,
    *,
    private: bool = False,
    etag: str = "",
    modified: str = "",
    seconds: float = SECONDS,
) -> Fetched:
    """What stands at *url*, after redirects; `FetchError` where nothing can be had.

    *etag* and *modified* are those of last time: what did not change since then is not sent again
    (status 304). *private* allows addresses that are not of the public internet.
    """
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    watch = _Watch(seconds)
    try:
        return _followed(url, {k: v for k, v in conditions.items() if v}, watch, private=private)
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        if watch.is_over:
            message = _("it took longer than {seconds:g} s", seconds=seconds)
            raise FetchError(message) from error
        raise FetchError(_reason(error)) from error
    finally:
        watch.end()


def _followed(url: str, conditions: Mapping[str, str], watch: _Watch, *, private: bool) -> Fetched:
    """The first answer that is no redirect."""
    moved, for_good = "", True
    for _hop in range(REDIRECTS + 1):
        trouble = trouble_of(url)
        if trouble:
            raise FetchError(trouble)
        with contextlib.closing(_connected(url, watch, private=private)) as connection:
            connection.request("GET", _target(url), headers=_headers(url, conditions))
            with contextlib.closing(connection.getresponse()) as response:
                location = response.getheader("Location", "")
                if response.status not in _REDIRECTED or not location:
                    headers = {name: response.getheader(name, "") for name in _KEPT}
                    body = _body(response, watch) if response.status == http.client.OK else b""
                    return Fetched(response.status, body, url, moved, headers)
        url = urljoin(url, location.strip()).partition("#")[0]
        for_good = for_good and response.status in _PERMANENT
        moved = url if for_good else moved
    raise FetchError(_("it sends one on from address to address"))


def _target(url: str) -> str:
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe=_SAFE)


def _headers(url: str, conditions: Mapping[str, str]) -> dict[str, str]:
    parts = urlsplit(url)
    host = _ascii(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    return {
        "Host": f"{host}:{parts.port}" if parts.port else host,
        "User-Agent": f"brandkit/{__version__}",
        "Accept": "application/atom+xml, application/rss+xml, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **conditions,
    }


def _ascii(host: str) -> str:
    """A name as the net's directory has it."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _connected(url: str, watch: _Watch, *, private: bool) -> http.client.HTTPConnection:
    """A connection to an address that was looked at, not only to a name."""
    parts = urlsplit(url)
    host = _ascii(parts.hostname or "")
    port = parts.port or (443 if parts.scheme.casefold() == "https" else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = [one for one in found if private or is_public(str(one[4][0]))]
    if not allowed:
        raise FetchError(
            _(
                "{host} leads to {address}, which is not on the public internet;"
                " if it is yours, allow it: --private, or private = true below its url in {path}",
                path=FEEDS,
                host=host,
                address=str(found[0][4][0]),
            )
        )
    connection = http.client.HTTPConnection(host, port)
    connection.sock = _first_answering(allowed, watch)
    if parts.scheme.casefold() == "https":
        try:
            _secured(connection, host, watch)
        except OSError:
            connection.close()
            raise
    return connection


def _secured(connection: http.client.HTTPConnection, host: str, watch: _Watch) -> None:
    """The *connection* with TLS on it."""
    wrapped = _trust().wrap_socket(
        connection.sock, server_hostname=host, do_handshake_on_connect=False
    )
    connection.sock = wrapped
    watch.holds(wrapped)
    wrapped.do_handshake()


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that this system trusts."""
    return ssl.create_default_context()


Address = tuple[int, int, int, str, tuple[Any, ...]]


def _first_answering(addresses: Sequence[Address], watch: _Watch) -> socket.socket:
    last: OSError = OSError()
    for family, kind, protocol, _name, place in addresses:
        plain = socket.socket(family, kind, protocol)
        try:
            watch.holds(plain)
            plain.settimeout(min(CONNECTING, watch.seconds))
            plain.connect(place)
            plain.settimeout(watch.seconds)
        except OSError as error:
            plain.close()
            last = error
        else:
            return plain
    raise last


def is_public(address: str) -> bool:
    """Whether an IP *address* is one of the public internet, also where it hides in another."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _body(response: http.client.HTTPResponse, watch: _Watch) -> bytes:
    """The body, unpacked; refused where it is too long."""
    coding = response.getheader("Content-Encoding", "identity").strip().casefold()
    if coding in {"gzip", "x-gzip"}:
        unpack = _unpacker()
    elif coding in {"", "identity"}:
        unpack = _as_it_is
    else:
        raise FetchError(_("it is packed as {coding}, which was not asked for", coding=coding))
    found, came = bytearray(), 0
    while chunk := response.read1(_CHUNK):
        came += len(chunk)
        found += unpack(chunk, MAX_BODY + 1 - len(found))
        if max(came, len(found)) > MAX_BODY:
            raise FetchError(_("it is larger than {limit} MB", limit=MAX_BODY // 1_000_000))
    if watch.is_over or response.length:
        raise OSError(_("it broke off"))
    return bytes(found)


def _unpacker() -> Callable[[bytes, int], bytes]:
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS).decompress


def _as_it_is(chunk: bytes, _most: int) -> bytes:
    return chunk


def _reason(error: BaseException) -> str:
    """What went wrong, in words that help."""
    if isinstance(error, socket.gaierror):
        return _("its name is not known, or there is no network")
    if isinstance(error, TimeoutError):
        return _("it does not answer")
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("its certificate is not to be trusted: {trouble}", trouble=error.verify_message)
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return _("it does not answer as a web server: {trouble}", trouble=repr(error))


class _Watch:
    """Ends whatever connection is open when the time is over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_over = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._over)
        self._timer.daemon = True
        self._timer.start()

    def holds(self, open_one: socket.socket) -> None:
        """*open_one* is the connection from now on."""
        with self._lock:
            self._socket = open_one
            if self.is_over:
                raise TimeoutError

    def _over(self) -> None:
        with self._lock:
            self.is_over = True
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def end(self) -> None:
        self._timer.cancel()
