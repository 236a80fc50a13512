"""Connections to web servers, within bounds of time and to addresses that were looked at."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from brandkit.core.saying import _

CONNECTING = 8.0
"""Seconds for one address to answer."""
_SAFE = "/%:@!$&'()*+,;=~-._?"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NetworkError(Exception):
    """Nothing came, and why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotPublicError(NetworkError):
    """An address that is not one of the public internet."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host}: {address}")
        self.host, self.address = host, address


def connected(url: str, watch: Watch, *, private: bool) -> http.client.HTTPConnection:
    """A connection to an address that was looked at, not only to a name."""
    parts = urlsplit(url)
    host = _ascii(parts.hostname or "")
    port = parts.port or (443 if parts.scheme.casefold() == "https" else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = [one for one in found if private or is_public(str(one[4][0]))]
    if not allowed:
        raise NotPublicError(host, str(found[0][4][0]))
    connection = http.client.HTTPConnection(host, port)
    connection.sock = _first_answering(allowed, watch)
    if parts.scheme.casefold() == "https":
        try:
            _secured(connection, host, watch)
        except OSError:
            connection.close()
            raise
    return connection


def _secured(connection: http.client.HTTPConnection, host: str, watch: Watch) -> None:
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


def _first_answering(addresses: Sequence[Address], watch: Watch) -> socket.socket:
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


def target(url: str) -> str:
    """What is asked for in the first line of a request."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe=_SAFE)


def host_line(url: str) -> str:
    """The Host header for *url*."""
    parts = urlsplit(url)
    host = _ascii(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{parts.port}" if parts.port else host


def _ascii(host: str) -> str:
    """A name as the net's directory has it."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


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


def reason(error: BaseException) -> str:
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


class Watch:
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
