"""Deliveries against real servers on loopback: mail with TLS and a password, the web, the desktop."""

from __future__ import annotations

import email
import email.policy
import json
import os
import socket
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import keyring
import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from brandkit.core.reminders.rules import Delivery
from brandkit.delivery import local, mail, secrets, web
from brandkit.delivery.message import DeliveryError, Message
from brandkit.delivery.secrets import secret
from brandkit.delivery.sending import send
from tests.server import Server

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
MESSAGE = Message(
    "abc123",
    "Now: è ora 🌱",
    ("The final text.\nTwo lines è.", "First comment"),
    "<p>page</p>",
    "https://a.example/1",
)


def refused(delivery: Delivery, message: Message = MESSAGE) -> DeliveryError:
    with pytest.raises(DeliveryError) as error:
        send(delivery, message, NOW)
    return error.value


class Inbox:
    """What a mail server took."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(  # noqa: N802 - its name
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        if self.answer.startswith("2"):
            found = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(found, EmailMessage)
            self.mails.append(found)
        return self.answer


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the authority of the tests."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    monkeypatch.setenv("MAIL_PASSWORD", "s3cret-è")


def checked(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    assert isinstance(data, LoginPassword)
    good = (data.login, data.password) == (b"ada", "s3cret-è".encode())
    return AuthResult(success=good, handled=False)


@contextmanager
def serving_mail(
    inbox: Inbox, authority: trustme.CA, *, starttls: bool = False, host: str = "localhost"
) -> Iterator[int]:
    """A mail server that asks for a password over TLS; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    options: dict[str, Any] = {"authenticator": checked, "auth_required": True}
    if starttls:
        options |= {"tls_context": context, "require_starttls": True}
    else:
        options |= {"ssl_context": context, "auth_require_tls": False}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def mailbox(port: int, **more: str | int) -> Delivery:
    settings: dict[str, str | int | bool] = {
        "to": "ada@example.org",
        "host": "localhost",
        "port": port,
        "user": "ada",
        "password": "env:MAIL_PASSWORD",
        **more,
    }
    return Delivery("mail", "mail", settings=settings)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("starttls", [False, True])
def test_a_mail_arrives_with_text_and_page_each_text_alone(
    authority: trustme.CA, starttls: bool
) -> None:
    inbox = Inbox()
    with serving_mail(inbox, authority, starttls=starttls) as port:
        how = {"security": "starttls"} if starttls else {}
        receipt = send(mailbox(port, **how), MESSAGE, NOW)
    first, second = inbox.mails
    assert receipt == "<abc123.2@example.org>"
    assert first["Message-ID"] == "<abc123.1@example.org>"
    assert second["In-Reply-To"] == first["Message-ID"]
    assert (first["Subject"], first["To"], first["From"]) == (
        "Now: è ora 🌱",
        "ada@example.org",
        "ada@example.org",
    )
    plain, page = first.get_body(("plain",)), first.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().replace("\r\n", "\n") == "The final text.\nTwo lines è.\n"
    assert "<p>page</p>" in page.get_content()
    assert second.get_content().strip() == "First comment"


@pytest.mark.usefixtures("trusted")
def test_a_title_cannot_become_a_header(authority: trustme.CA) -> None:
    inbox = Inbox()
    bad = MESSAGE._replace(subject="Hello\r\nBcc: victim@example.org\n\nbody")
    with serving_mail(inbox, authority) as port:
        send(mailbox(port), bad, NOW)
    assert inbox.mails[0]["Bcc"] is None
    assert inbox.mails[0]["Subject"] == "Hello Bcc: victim@example.org body"


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_told_without_itself(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "wrong-and-secret")
    with serving_mail(Inbox(), authority) as port:
        error = refused(mailbox(port))
    assert error.message == "the server does not take name and password (535)"
    assert "wrong-and-secret" not in repr(error)
    assert error.__cause__ is None


@pytest.mark.usefixtures("trusted")
def test_a_server_that_refuses_says_why(authority: trustme.CA) -> None:
    inbox = Inbox()
    inbox.answer = "451 Come back\tlater"
    with serving_mail(inbox, authority) as port:
        assert refused(mailbox(port)).message == "the server refuses: 451 Come back later"


def test_a_certificate_that_nobody_trusts_ends_it(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "s3cret")
    inbox = Inbox()
    with serving_mail(inbox, authority) as port:
        assert "certificate is not to be trusted" in refused(mailbox(port)).message
        assert (
            "certificate is not to be trusted" in refused(mailbox(port, host="127.0.0.1")).message
        )
    with serving_mail(inbox, authority, starttls=True) as port:
        found = refused(mailbox(port, security="starttls"))
    assert "certificate is not to be trusted" in found.message
    assert inbox.mails == []


@pytest.mark.usefixtures("trusted")
def test_a_mail_server_that_is_dead_or_silent_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.3)
    assert "localhost does not answer: Connection refused" in refused(mailbox(1)).message

    def hang(_handler: BaseHTTPRequestHandler) -> None:
        server.closing.wait(5)

    port = int(server.url.rpartition(":")[2])
    found = refused(mailbox(port, security="starttls"))
    assert "does not answer" in found.message


def hook(url: str, **more: str) -> Delivery:
    return Delivery("hook", "webhook", settings={"url": url, **more})


def test_a_webhook_gets_all_as_json_under_one_key(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "tk_secret")
    url = server.put("/hook?x=1", "thanks  a lot")
    assert send(hook(url, token="env:TOKEN"), MESSAGE, NOW) == "thanks a lot"
    asked = server.asked[0]
    assert asked.headers["Idempotency-Key"] == "abc123"
    assert asked.headers["Authorization"] == "Bearer tk_secret"
    assert asked.headers["Content-Type"].startswith("application/json")
    assert json.loads(asked.body) == {
        "id": "abc123",
        "subject": "Now: è ora 🌱",
        "texts": ["The final text.\nTwo lines è.", "First comment"],
        "url": "https://a.example/1",
    }


def test_ntfy_gets_each_text_by_itself(server: Server) -> None:
    server.put("/", "{}")
    phone = Delivery("phone", "ntfy", settings={"url": f"{server.url}/my-topic"})
    send(phone, MESSAGE._replace(urgent=True), NOW)
    first, second = (json.loads(asked.body) for asked in server.asked)
    assert first == {
        "topic": "my-topic",
        "title": "Now: è ora 🌱",
        "message": "The final text.\nTwo lines è.",
        "priority": 4,
        "click": "https://a.example/1",
    }
    assert (second["message"], second["title"]) == ("First comment", "Now: è ora 🌱 (2)")
    assert [asked.headers["Idempotency-Key"] for asked in server.asked] == ["abc123.1", "abc123.2"]
    send(phone, MESSAGE._replace(url="", texts=()), NOW)
    assert "click" not in json.loads(server.asked[-1].body)


@pytest.mark.parametrize(
    ("status", "headers", "told", "wait"),
    [
        (500, {}, "it answers 500", 0),
        (429, {"retry_after": "120"}, "it answers 429", 120),
        (503, {"retry_after": "Tue, 24 Nov 2026 09:00:00 GMT"}, "it answers 503", 1800),
        (404, {}, "it answers 404", 0),
        (302, {"location": "https://else.example/"}, "it sends one on to https://else.example/", 0),
    ],
)
def test_what_a_server_says_against_it_is_told(
    server: Server, status: int, headers: dict[str, str], told: str, wait: float
) -> None:
    error = refused(hook(server.put("/hook", "no", status=status, **headers)))
    assert error.message.startswith(told)
    assert error.wait == wait
    assert len(server.asked) == 1


def test_a_web_server_that_hangs_or_is_dead_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "SECONDS", 0.4)

    def hang(_handler: BaseHTTPRequestHandler) -> None:
        server.closing.wait(5)

    server.answers["/hang"] = hang
    assert refused(hook(f"{server.url}/hang")).message == "it took longer than 0.4 s"
    assert send(hook(server.drip("/drip")), MESSAGE, NOW) == ""  # it was taken; the rest is idle
    assert refused(hook("http://127.0.0.1:1/")).message == "Connection refused"


def test_a_file_gets_each_message_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "box.md"
    box = Delivery("box", "file", settings={"path": str(path)})
    assert send(box, MESSAGE, NOW) == str(path)
    send(box, MESSAGE._replace(id="def", texts=("x",)), NOW)
    text = path.read_text("utf-8")
    assert text.startswith(
        "## Now: è ora 🌱\n\nThe final text.\nTwo lines è.\n\n---\n\nFirst comment\n\n<!-- abc123 -->\n"
    )
    assert text.endswith("x\n\n<!-- def -->\n\n")
    nowhere = Delivery("box", "file", settings={"path": str(tmp_path / "no" / "box.md")})
    assert "cannot be written (No such file or directory)" in refused(nowhere).message


def test_the_terminal_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    send(Delivery("t", "terminal"), MESSAGE, NOW)
    assert capsys.readouterr().out.startswith("── Now: è ora 🌱\n")


def program(folder: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that *name* that the system finds."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder / "said"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_desktop_shows_each_text_and_no_word_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    said = program(tmp_path, "notify-send", f'printf "%s|" "$@" >> {tmp_path}/said', monkeypatch)
    odd = MESSAGE._replace(texts=("$(touch /tmp/never); `x` --help",))
    send(Delivery("d", "desktop"), odd, NOW)
    assert (
        said.read_text() == "--app-name=brandkit|--|Now: è ora 🌱|$(touch /tmp/never); `x` --help|"
    )
    monkeypatch.setattr(local.sys, "platform", "darwin")  # type: ignore[attr-defined]
    said.unlink()
    program(tmp_path, "osascript", f'printf "%s|" "$@" >> {tmp_path}/said', monkeypatch)
    send(Delivery("d", "desktop"), odd, NOW)
    assert said.read_text().endswith("|end run|Now: è ora 🌱|$(touch /tmp/never); `x` --help|")


def test_windows_gets_the_words_as_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local.sys, "platform", "win32")  # type: ignore[attr-defined]
    command, environment = local._command("title' ; rm", "text")
    assert "title' ; rm" not in " ".join(command)
    assert environment == {"BRANDKIT_TITLE": "title' ; rm", "BRANDKIT_TEXT": "text"}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_desktop_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    desktop = Delivery("d", "desktop")
    assert refused(desktop).message == "notify-send is not installed"
    program(tmp_path, "notify-send", "echo Cannot autolaunch D-Bus >&2; exit 1", monkeypatch)
    assert refused(desktop).message == "the desktop shows nothing: Cannot autolaunch D-Bus"
    monkeypatch.setattr(local, "SECONDS", 0.2)
    program(tmp_path, "notify-send", "exec sleep 5", monkeypatch)
    assert refused(desktop).message == "the desktop does not answer"


def test_a_secret_is_found_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", "s1")
    assert secret("env:A_SECRET") == "s1"
    assert secret(f"cmd:{sys.executable} -c 'print(\"s2\"); print(3)'") == "s2"
    assert secret("") == ""


@pytest.mark.parametrize(
    "reference",
    ["env:NO_SUCH_NAME", "cmd:/no/such/program", "cmd:false", "cmd:'", "keyring:brandkit/nobody"],
)
def test_a_secret_that_is_not_there_is_told_by_its_reference(
    reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_password", lambda *_: None)
    with pytest.raises(DeliveryError, match="is not there"):
        secret(reference)


def test_a_command_that_waits_for_ever_gives_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "SECONDS", 0.2)
    with pytest.raises(DeliveryError):
        secret(f"cmd:{sys.executable} -c 'import time; time.sleep(9)'")


class Ring(KeyringBackend):
    """A keyring of the tests."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        if service == "locked":
            raise KeyringError("the secret s3cret is locked")
        return f"{service}+{username}"

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


def test_the_keyring_is_asked() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())  # type: ignore[no-untyped-call]
    try:
        assert secret("keyring:brandkit/mail/two") == "brandkit+mail/two"
        with pytest.raises(DeliveryError) as error:
            secret("keyring:locked/x")
        assert error.value.message == "the keyring does not open: KeyringError"
    finally:
        keyring.set_keyring(before)


def test_without_the_package_keyring_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(DeliveryError, match="install the package keyring"):
        secret("keyring:a/b")


class Apprise:
    """Stands for the package, which is another's to test."""

    told: list[tuple[str, str]] = []  # noqa: RUF012 - a record of the tests
    well = True

    def add(self, url: str) -> bool:
        return url.startswith("tgram://")

    def notify(self, body: str, title: str) -> bool:
        self.told.append((title, body))
        return self.well


def test_apprise_is_used_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACE", "tgram://secret")
    delivery = Delivery("t", "apprise", settings={"url": "env:PLACE"})
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert "brandkit[notify]" in refused(delivery).message
    stand_in = type(sys)("apprise")
    vars(stand_in)["Apprise"] = Apprise
    monkeypatch.setitem(sys.modules, "apprise", stand_in)
    send(delivery, MESSAGE, NOW)
    assert [body for _title, body in Apprise.told] == [
        "The final text.\nTwo lines è.",
        "First comment",
    ]
    monkeypatch.setattr(Apprise, "well", False)
    assert refused(delivery).message == "apprise could not deliver it"
    monkeypatch.setenv("PLACE", "pigeon://secret")
    assert refused(delivery).message == "apprise does not know this kind of address"


def test_no_secret_is_in_a_delivery_or_its_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "tk_secret")
    delivery = hook("http://127.0.0.1:1/", token="env:TOKEN")
    assert "tk_secret" not in repr(delivery)
    assert "tk_secret" not in repr(refused(delivery))
    assert timedelta(0) == timedelta(seconds=refused(delivery).wait)


def test_the_desktop_is_found_from_where_nobody_named_its_bus(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    there = {"/run/user/1000/bus"}
    monkeypatch.setattr(os.path, "exists", lambda path: path in there)
    assert local._bus() == {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}
    there.clear()
    assert local._bus() == {}
