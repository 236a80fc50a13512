"""Fetching within bounds, against a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import tracemalloc
from http.server import BaseHTTPRequestHandler

import pytest

from brandkit import network
from brandkit.feeds import fetching
from brandkit.feeds.fetching import MAX_BODY, fetch
from brandkit.network import NetworkError, is_public
from tests.server import Server


def refusal(url: str, **options: object) -> str:
    with pytest.raises(NetworkError) as error:
        fetch(url, **{"private": True, **options})  # type: ignore[arg-type]
    return error.value.message


def test_what_stands_there_comes_with_its_headers(server: Server) -> None:
    url = server.put("/feed?x=1&y=%20z", "<rss/>", etag='"a"', last_modified="yesterday")
    found = fetch(url, private=True)
    assert (found.status, found.body, found.url, found.moved) == (200, b"<rss/>", url, "")
    assert found.headers["etag"] == '"a"'
    assert found.headers["last-modified"] == "yesterday"
    asked = server.asked[0].headers
    assert asked["Host"] == server.url.removeprefix("http://")
    assert asked["User-Agent"].startswith("brandkit/")
    assert "If-None-Match" not in asked


def test_an_address_with_letters_of_its_language_is_asked_for_as_the_net_has_it(
    server: Server,
) -> None:
    server.put("/novit%C3%A0?q=%C3%A8", "x")
    assert fetch(f"{server.url}/novità?q=è#here", private=True).body == b"x"


def test_what_did_not_change_is_not_sent_again(server: Server) -> None:
    url = server.put("/feed", status=304)
    found = fetch(url, private=True, etag='"a"', modified="yesterday")
    assert (found.status, found.body) == (304, b"")
    assert server.asked[0].headers["If-None-Match"] == '"a"'
    assert server.asked[0].headers["If-Modified-Since"] == "yesterday"


def test_redirects_are_followed_and_those_for_good_are_told(server: Server) -> None:
    end = server.put("/end", "here")
    one = server.put("/one", status=301, location="/two")
    server.put("/two", status=308, location=end)
    found = fetch(one, private=True)
    assert (found.body, found.url, found.moved) == (b"here", end, end)
    for_now = server.put("/for-now", status=302, location="/one")
    assert fetch(for_now, private=True).moved == ""
    mixed = server.put("/mixed", status=301, location="/for-now")
    assert fetch(mixed, private=True).moved == for_now


def test_a_circle_of_redirects_is_left(server: Server) -> None:
    url = server.put("/circle", status=302, location="/circle")
    assert "from address to address" in refusal(url)
    assert len(server.asked) == fetching.REDIRECTS + 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://me:pw@127.0.0.1/", "ftp://a"])
def test_no_redirect_leads_out_of_the_web(server: Server, target: str) -> None:
    url = server.put("/out", status=302, location=target)
    assert refusal(url)
    assert len(server.asked) == 1


def test_an_address_of_ones_own_network_is_refused_before_anything_is_sent(
    server: Server,
) -> None:
    url = server.put("/feed", "<rss/>")
    message = refusal(url, private=False)
    assert "127.0.0.1, which is not on the public internet" in message
    assert "--private" in message
    assert not server.asked


def test_a_name_that_leads_to_a_public_and_to_a_private_address_goes_to_the_public_one(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def connect(addresses: list[tuple[object, ...]], _watch: object) -> socket.socket:
        tried.extend(address[4] for address in addresses)
        raise OSError("no network in tests")

    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("10.0.0.7", "8.8.8.8")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: found)
    monkeypatch.setattr(network, "_first_answering", connect)
    assert refusal("http://mixed.example/", private=False) == "no network in tests"
    assert tried == [("8.8.8.8", 80)]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("2001:0:53aa:64c:0:fffe:80ff:fffe", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_body_that_unpacks_to_too_much_is_let_go_within_bounds(server: Server) -> None:
    bomb = gzip.compress(b"\0" * 300_000_000, 9)
    url = server.put("/bomb", bomb, content_encoding="gzip")
    tracemalloc.start()
    assert refusal(url) == "it is larger than 5 MB"
    assert tracemalloc.get_traced_memory()[1] < 4 * MAX_BODY
    tracemalloc.stop()


def test_a_body_that_is_too_long_is_let_go(server: Server) -> None:
    url = server.put("/long", b"x" * (MAX_BODY + 1))
    assert refusal(url) == "it is larger than 5 MB"
    assert len(fetch(server.put("/fits", b"x" * MAX_BODY), private=True).body) == MAX_BODY


def test_a_packed_body_is_unpacked(server: Server) -> None:
    url = server.put("/packed", gzip.compress(b"words " * 50_000), content_encoding="gzip")
    assert fetch(url, private=True).body == b"words " * 50_000
    url = server.put("/br", b"x", content_encoding="br")
    assert refusal(url) == "it is packed as br, which was not asked for"
    url = server.put("/broken", b"no gzip at all", content_encoding="gzip")
    assert "does not answer as a web server" in refusal(url)


def test_a_slow_drip_is_ended_in_time(server: Server) -> None:
    started = time.monotonic()
    assert refusal(server.drip("/drip"), seconds=0.6) == "it took longer than 0.6 s"
    assert time.monotonic() - started < 5


def test_a_server_that_never_answers_is_left_in_time(server: Server) -> None:
    def hang(handler: BaseHTTPRequestHandler) -> None:
        server.closing.wait(10)

    server.answers["/hang"] = hang
    assert refusal(f"{server.url}/hang", seconds=0.4) == "it took longer than 0.4 s"


def test_a_body_that_breaks_off_is_no_body(server: Server) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<rss>")
        handler.close_connection = True

    server.answers["/broken"] = broken
    assert refusal(f"{server.url}/broken") == "it broke off"


def test_what_goes_wrong_is_said_in_words() -> None:
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    assert refusal(f"http://127.0.0.1:{port}/") == "Connection refused"
    assert refusal("http://127.0.0.1:99999/").startswith("it does not answer as a web server")
    assert refusal("ftp://a.example").startswith("'ftp://a.example' is no web address")


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refusal("http://nowhere.example/") == "its name is not known, or there is no network"


def test_what_is_no_web_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]

    def serve() -> None:
        connection, _place = listening.accept()
        connection.recv(1000)
        connection.sendall(b"220 mail.example ESMTP\r\n")
        connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    assert refusal(f"http://127.0.0.1:{port}/").startswith("it does not answer as a web server")
    thread.join()
    listening.close()


def test_a_certificate_that_nobody_signed_is_not_trusted(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is made, and ended before anything is asked over it."""
    assert ssl.create_default_context().check_hostname
    url = server.put("/feed", "x").replace("http://", "https://")
    message = refusal(url)  # a server that does not speak TLS at all
    assert "WRONG_VERSION_NUMBER" in message.upper().replace(" ", "_") or message
    assert not server.asked

    def untrusted(*_: object) -> None:
        error = ssl.SSLCertVerificationError(1, "certificate verify failed")
        error.verify_message = "self-signed certificate"
        raise error

    monkeypatch.setattr(network, "_secured", untrusted)
    assert refusal(url) == "its certificate is not to be trusted: self-signed certificate"
