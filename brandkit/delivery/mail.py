"""E-mail: one message for each text, over TLS, under an id of our own."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from brandkit.core.reminders.rules import Delivery
from brandkit.core.saying import _
from brandkit.delivery.message import DeliveryError, Message
from brandkit.delivery.secrets import secret

SECONDS = 20.0
_LOGGED_IN = 235
PORTS = {"tls": 465, "starttls": 587, "none": 25}


def to_mail(delivery: Delivery, message: Message, now: datetime) -> str:
    """Send *message*; the id that the last of its mails has."""
    mails = mails_of(delivery, message, now)
    user, password = delivery.text("user"), secret(delivery.text("password"))
    try:
        with _connected(delivery) as server:
            if user:
                _log_in(server, user, password)
            for mail in mails:
                server.send_message(mail)
    except smtplib.SMTPAuthenticationError as error:
        message_ = _("the server does not take name and password ({code})", code=error.smtp_code)
        raise DeliveryError(message_) from None
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(
            _("the server refuses: {code} {said}", code=error.smtp_code, said=_line(error))
        ) from None
    except smtplib.SMTPRecipientsRefused:
        raise DeliveryError(_("the server does not take {to}", to=delivery.text("to"))) from None
    except ssl.SSLCertVerificationError as error:
        raise DeliveryError(
            _("its certificate is not to be trusted: {trouble}", trouble=error.verify_message)
        ) from None
    except (TimeoutError, socket.gaierror, OSError, smtplib.SMTPException) as error:
        raise DeliveryError(
            _("{host} does not answer: {trouble}", host=delivery.text("host"), trouble=_said(error))
        ) from None
    return str(mails[-1]["Message-ID"])


def _connected(delivery: Delivery) -> smtplib.SMTP:
    security = delivery.text("security", "tls").casefold()
    host = delivery.text("host")
    port = int(delivery.settings.get("port", PORTS[security]))
    trust = ssl.create_default_context()
    if security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=trust)
    server = smtplib.SMTP(host, port, timeout=SECONDS)
    if security == "starttls":
        try:
            server.starttls(context=trust)
        except BaseException:
            server.close()
            raise
    return server


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """Say who one is; smtplib itself can only say it in ASCII, and RFC 4616 wants UTF-8."""
    if user.isascii() and password.isascii():
        server.login(user, password)
        return
    server.ehlo_or_helo_if_needed()
    said = base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, answer = server.docmd("AUTH", f"PLAIN {said}")
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, answer)


def mails_of(delivery: Delivery, message: Message, now: datetime) -> list[EmailMessage]:
    """The mails of *message*: each text alone, the first with a page beside it."""
    to = delivery.text("to")
    sender = delivery.text("from", to)
    domain = sender.rpartition("@")[2]
    found = []
    for n, text in enumerate(message.texts or ("",), 1):
        mail = EmailMessage()
        subject = " ".join(message.subject.split())  # a line break would begin another header
        mail["Subject"] = subject if n == 1 else f"{subject} ({n})"
        mail["From"], mail["To"] = sender, to
        mail["Date"] = format_datetime(now)
        mail["Message-ID"] = f"<{message.id}.{n}@{domain}>"
        if n > 1:
            mail["In-Reply-To"] = mail["References"] = f"<{message.id}.1@{domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(f"{text}\n")
        if message.page and n == 1:
            mail.add_alternative(message.page, subtype="html")
        found.append(mail)
    return found


def _line(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:200]


def _said(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)[:200] or type(error).__name__
