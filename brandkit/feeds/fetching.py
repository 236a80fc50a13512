"""What stands at an address of the web, fetched within bounds.

Bounded are the whole time, the bytes after decompression and the redirects; the address that is
connected to must be one of the public internet, unless a feed is allowed to be nearer.
"""

from __future__ import annotations

import contextlib
import http.client
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from brandkit import __version__
from brandkit.core.notation.feeds import FEEDS, trouble_of
from brandkit.core.saying import _
from brandkit.network import (
    NetworkError,
    NotPublicError,
    Watch,
    connected,
    host_line,
    reason,
    target,
)

MAX_BODY = 5_000_000
"""Bytes, as they come and when they are unpacked."""
SECONDS = 20.0
"""For all of it: the name, the connections, the redirects, the last byte."""
REDIRECTS = 5
_CHUNK = 65_536
_PERMANENT = {301, 308}
_REDIRECTED = {301, 302, 303, 307, 308}
_KEPT = ("content-type", "etag", "last-modified", "retry-after", "content-language")


class Fetched(NamedTuple):
    """What an address answered. *url* is where it was found in the end.

    *moved* is the address that it has from now on, where it said so, else nothing.
    """

    status: int
    body: bytes
    url: str
    moved: str
    headers: Mapping[str, str]


def fetch(
    url: str,
    *,
    private: bool = False,
    etag: str = "",
    modified: str = "",
    seconds: float = SECONDS,
) -> Fetched:
    """What stands at *url*, after redirects; `NetworkError` where nothing can be had.

    *etag* and *modified* are those of last time: what did not change since then is not sent again
    (status 304). *private* allows addresses that are not of the public internet.
    """
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    watch = Watch(seconds)
    try:
        return _followed(url, {k: v for k, v in conditions.items() if v}, watch, private=private)
    except NotPublicError as error:
        raise NetworkError(
            _(
                "{host} leads to {address}, which is not on the public internet;"
                " if it is yours, allow it: --private, or private = true below its url in {path}",
                path=FEEDS,
                host=error.host,
                address=error.address,
            )
        ) from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        if watch.is_over:
            message = _("it took longer than {seconds:g} s", seconds=seconds)
            raise NetworkError(message) from error
        raise NetworkError(reason(error)) from error
    finally:
        watch.end()


def _followed(url: str, conditions: Mapping[str, str], watch: Watch, *, private: bool) -> Fetched:
    """The first answer that is no redirect."""
    moved, for_good = "", True
    for _hop in range(REDIRECTS + 1):
        trouble = trouble_of(url)
        if trouble:
            raise NetworkError(trouble)
        with contextlib.closing(connected(url, watch, private=private)) as connection:
            connection.request("GET", target(url), headers=_headers(url, conditions))
            with contextlib.closing(connection.getresponse()) as response:
                location = response.getheader("Location", "")
                if response.status not in _REDIRECTED or not location:
                    headers = {name: response.getheader(name, "") for name in _KEPT}
                    body = _body(response, watch) if response.status == http.client.OK else b""
                    return Fetched(response.status, body, url, moved, headers)
        url = urljoin(url, location.strip()).partition("#")[0]
        for_good = for_good and response.status in _PERMANENT
        moved = url if for_good else moved
    raise NetworkError(_("it sends one on from address to address"))


def _headers(url: str, conditions: Mapping[str, str]) -> dict[str, str]:
    return {
        "Host": host_line(url),
        "User-Agent": f"brandkit/{__version__}",
        "Accept": "application/atom+xml, application/rss+xml, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **conditions,
    }


def _body(response: http.client.HTTPResponse, watch: Watch) -> bytes:
    """The body, unpacked; refused where it is too long."""
    coding = response.getheader("Content-Encoding", "identity").strip().casefold()
    if coding in {"gzip", "x-gzip"}:
        unpack = _unpacker()
    elif coding in {"", "identity"}:
        unpack = _as_it_is
    else:
        raise NetworkError(_("it is packed as {coding}, which was not asked for", coding=coding))
    found, came = bytearray(), 0
    while chunk := response.read1(_CHUNK):
        came += len(chunk)
        found += unpack(chunk, MAX_BODY + 1 - len(found))
        if max(came, len(found)) > MAX_BODY:
            raise NetworkError(_("it is larger than {limit} MB", limit=MAX_BODY // 1_000_000))
    if watch.is_over or response.length:
        raise OSError(_("it broke off"))
    return bytes(found)


def _unpacker() -> Callable[[bytes, int], bytes]:
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS).decompress


def _as_it_is(chunk: bytes, _most: int) -> bytes:
    return chunk
