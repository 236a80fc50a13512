"""Webhook and ntfy: JSON over HTTP, each text under an Idempotency-Key of its own."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from brandkit import __version__
from brandkit.core.feeds import asked_to_wait
from brandkit.core.reminders.rules import Delivery
from brandkit.core.saying import _
from brandkit.delivery.message import DeliveryError, Message
from brandkit.delivery.secrets import secret
from brandkit.network import NetworkError, Watch, connected, host_line, reason, target

SECONDS = 20.0
_READ = 2000
"""Bytes of an answer that are looked at."""


def to_webhook(delivery: Delivery, message: Message, now: datetime) -> str:
    """One request for the whole message: id, subject, texts, url."""
    body = {
        "id": message.id,
        "subject": message.subject,
        "texts": list(message.texts),
        "url": message.url or None,
    }
    return _post(delivery, delivery.text("url"), body, message.id, now)


def to_ntfy(delivery: Delivery, message: Message, now: datetime) -> str:
    """One notification for each text, so that it can be held and pasted by itself."""
    base, _slash, topic = delivery.text("url").rstrip("/").rpartition("/")
    receipt = ""
    for n, text in enumerate(message.texts or ("",), 1):
        body: dict[str, Any] = {
            "topic": topic,
            "title": message.subject if n == 1 else f"{message.subject} ({n})",
            "message": text,
            "priority": 4 if message.urgent else 3,
        }
        if message.url:
            body["click"] = message.url
        receipt = _post(delivery, f"{base}/", body, f"{message.id}.{n}", now)
    return receipt


def _post(
    delivery: Delivery, url: str, body: Mapping[str, Any], identity: str, now: datetime
) -> str:
    """The beginning of the answer; `DeliveryError` for anything but success."""
    content = json.dumps(body, ensure_ascii=False).encode()
    headers = {
        "Host": host_line(url),
        "User-Agent": f"brandkit/{__version__}",
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": identity,
        "Connection": "close",
    }
    token = secret(delivery.text("token"))
    if token:
        headers["Authorization"] = f"Bearer {token}"
    watch = Watch(SECONDS)
    try:
        with contextlib.closing(connected(url, watch, private=True)) as connection:
            connection.request("POST", target(url), body=content, headers=headers)
            with contextlib.closing(connection.getresponse()) as response:
                said = response.read(_READ)
                return _judged(response, said, now)
    except NetworkError as error:
        raise DeliveryError(error.message) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if watch.is_over:
            message = _("it took longer than {seconds:g} s", seconds=SECONDS)
            raise DeliveryError(message) from None
        raise DeliveryError(reason(error)) from None
    finally:
        watch.end()


def _judged(response: http.client.HTTPResponse, said: bytes, now: datetime) -> str:
    if 200 <= response.status < 300:
        return " ".join(said.decode("utf-8", "replace").split())[:200]
    if 300 <= response.status < 400:
        place = response.getheader("Location", "")
        message = _("it sends one on to {place}; write that address", place=place[:200])
        raise DeliveryError(message)
    until = asked_to_wait(response.getheader("Retry-After", ""), now)
    wait = (until - now).total_seconds() if until is not None else 0.0
    raise DeliveryError(_("it answers {status}", status=response.status), wait)
