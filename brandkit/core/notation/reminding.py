"""`[reminders]` and `[[delivery]]` of brand.toml, and `[reminders]` of a calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from brandkit.core.notation.fields import Complaint, Field, parse_time
from brandkit.core.notation.locator import append_block, basic_string, locate, replace_value
from brandkit.core.reminders.rules import (
    APPRISE,
    DESKTOP,
    FILE,
    KINDS,
    MAIL,
    NTFY,
    OVERDUE,
    RULES,
    SINGLE,
    STANDARD,
    WEBHOOK,
    Delivery,
    Quiet,
    Reminding,
    Rules,
    parse_offset,
)
from brandkit.core.saying import _

_RULE_HELP = {
    "write": 'how long before its slot to remind of writing, like ["2d 09:00"]; [] for never',
    "publish": 'how long after the moment of its slot to remind of publishing: ["0m"]',
    "late": 'how long after its slot to tell that it is still not out, like ["3h"]',
    "tell": "how long after publishing to remind of telling those who are named in it",
    "answer": 'how long after publishing to remind of the comments, like ["1h", "1d"]',
    "outcome": "how long after publishing to ask what came of it",
}
CALENDAR_REMINDERS = {rule: Field("texts", _RULE_HELP[rule]) for rule in RULES}
REMINDERS = {
    **CALENDAR_REMINDERS,
    "machine": Field("text", "the computer that delivers; brandkit remind install writes it"),
    "quiet_from": Field("time", "from when no reminder comes, but for the slots themselves"),
    "quiet_until": Field("time", "until when no reminder comes"),
    "overdue": Field(
        "text",
        "what was due while the computer was off: one by one, as one message, or not at all",
        choices=OVERDUE,
    ),
}
DELIVERY = {
    "id": Field("text", "a short name", required=True, pattern=r"[a-z0-9][a-z0-9-]{0,39}"),
    "kind": Field("text", "how it reaches you", required=True, choices=KINDS),
    "only": Field("texts", "the reminders it is for; all, if left out", choices=RULES),
    "digest": Field("time", "the hour at which a day's reminders come as one message"),
    "path": Field("text", "file: where to write"),
    "to": Field("text", "mail: your address"),
    "from": Field("text", "mail: the sender's address; yours, if left out"),
    "host": Field("text", "mail: the server that sends"),
    "port": Field("integer", "mail: its port", low=1, high=65535),
    "security": Field(
        "text",
        "mail: tls, starttls, or none on this machine only",
        choices=("tls", "starttls", "none"),
    ),
    "user": Field("text", "mail, ntfy: your name there"),
    "password": Field("text", "where the password is: keyring:…, env:… or cmd:…"),
    "url": Field("text", "webhook, ntfy: the address; apprise: where its address is, by reference"),
    "token": Field("text", "webhook, ntfy: where the token is: keyring:…, env:… or cmd:…"),
}
NEEDED = {
    FILE: ("path",),
    MAIL: ("to", "host"),
    WEBHOOK: ("url",),
    NTFY: ("url",),
    APPRISE: ("url",),
}
SECRETS = ("password", "token")
_REFERENCE = re.compile(r"(?:keyring:[^/]+/.+|env:\w+|cmd:.+)", re.DOTALL)
_WEB = re.compile(r"https?://[^\s/?#@]+[^\s@]*", re.IGNORECASE)


def is_reference(text: str) -> bool:
    """Whether *text* says where a secret is, and is none itself."""
    return _REFERENCE.fullmatch(text) is not None


def reminders_mistakes(table: Mapping[str, Any]) -> list[Complaint]:
    """What is wrong in the well-formed `[reminders]` of a brand or a calendar."""
    settings = table.get("reminders", {})
    found = [
        Complaint(
            ("reminders", rule, n),
            _("{rule}: {text!r} is no span; write 2d 09:00, 1d, 3h or 15m", rule=rule, text=text),
        )
        for rule in RULES
        for n, text in enumerate(settings.get(rule, ()))
        if parse_offset(text) is None
    ]
    if ("quiet_from" in settings) != ("quiet_until" in settings):
        key = "quiet_from" if "quiet_from" in settings else "quiet_until"
        message = _("quiet hours need both quiet_from and quiet_until")
        found.append(Complaint(("reminders", key), message))
    return found


def delivery_mistakes(table: Mapping[str, Any]) -> list[Complaint]:
    """What is wrong in the well-formed `[[delivery]]` tables of a brand."""
    found: list[Complaint] = []
    seen: set[str] = set()
    for n, one in enumerate(table.get("delivery", ())):
        path = ("delivery", n)
        if one["id"] in seen:
            message = _("id: there is another delivery {id!r}", id=one["id"])
            found.append(Complaint((*path, "id"), message))
        seen.add(one["id"])
        for key in NEEDED.get(one["kind"].casefold(), ()):
            if not str(one.get(key, "")).strip():
                message = _("{key} is missing: {help}", key=key, help=_(DELIVERY[key].help))
                found.append(Complaint((*path, "kind"), message))
        found += _mistakes_of(one, path)
    return found


def _mistakes_of(one: Mapping[str, Any], path: tuple[str | int, ...]) -> list[Complaint]:
    found = []
    kind = one["kind"].casefold()
    secret = (*SECRETS, *(("url",) if kind == APPRISE else ()))
    for key in secret:
        if key in one and not is_reference(one[key]):
            message = _(
                "{key}: a secret does not stand in this file; say where it is, like"
                " keyring:brandkit/{id}, env:NAME or cmd:pass show {id}",
                key=key,
                id=one["id"],
            )
            found.append(Complaint((*path, key), message))
    if kind in {WEBHOOK, NTFY} and "url" in one and not _WEB.fullmatch(one["url"]):
        message = _("url: {url!r} is no web address without a password", url=one["url"])
        found.append(Complaint((*path, "url"), message))
    if one.get("security") == "none" and not _is_here(str(one.get("host", ""))):
        message = _("security: without TLS only a server on this machine (localhost) is spoken to")
        found.append(Complaint((*path, "security"), message))
    for key in ("to", "from"):
        if key in one and not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+", one[key]):
            message = _("{key}: {text!r} is no e-mail address", key=key, text=one[key])
            found.append(Complaint((*path, key), message))
    return found


def _is_here(host: str) -> bool:
    return host.casefold() in {"localhost", "127.0.0.1", "::1"}


def rules_in(table: Mapping[str, Any], standard: Rules = STANDARD) -> Rules:
    """The rules of a `[reminders]` table; what it does not name is as in *standard*."""
    settings = table.get("reminders", {})
    own = {
        rule: tuple(offset for text in settings[rule] if (offset := parse_offset(text)))
        for rule in RULES
        if rule in settings
    }
    return {**standard, **own}


def reminding_in(table: Mapping[str, Any]) -> Reminding:
    """How the person wants to be reminded, out of the checked *table* of brand.toml."""
    settings = table.get("reminders", {})
    start, end = (parse_time(settings.get(key, "")) for key in ("quiet_from", "quiet_until"))
    deliveries = tuple(_delivery(one) for one in table.get("delivery", ()))
    return Reminding(
        machine=settings.get("machine", "").strip(),
        rules=rules_in(table),
        quiet=Quiet(start, end) if start is not None and end is not None else None,
        overdue=settings.get("overdue", SINGLE).casefold(),
        deliveries=deliveries or (Delivery(DESKTOP, DESKTOP),),
    )


def _delivery(one: Mapping[str, Any]) -> Delivery:
    own = {"id", "kind", "only", "digest"}
    return Delivery(
        one["id"],
        one["kind"].casefold(),
        tuple(rule.casefold() for rule in one.get("only", ())),
        parse_time(one["digest"]) if "digest" in one else None,
        {key: value for key, value in one.items() if key in DELIVERY and key not in own},
    )


def with_machine(text: str, machine: str) -> str:
    """The text of brand.toml in which *machine* delivers; all else stays as it is."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    places = locate(plain)
    value = basic_string(machine)
    if ("reminders", "machine") in places:
        return mark + replace_value(plain, ("reminders", "machine"), value)
    row = f"machine = {value}"
    header = places.get(("reminders",))
    if header is None:
        return mark + append_block(plain, f"[reminders]\n{row}")
    if header.start != header.end:  # an inline table: { … }
        inside = plain[header.start + 1 :].lstrip()
        comma = "" if inside.startswith("}") else ", "
        return f"{mark}{plain[: header.start + 1]} {row}{comma}{inside}"
    end = plain.find("\n", header.key)
    newline = "\r\n" if plain[:end].endswith("\r") else "\n"
    if end < 0:
        return f"{mark}{plain}{newline}{row}{newline}"
    return f"{mark}{plain[: end + 1]}{row}{newline}{plain[end + 1 :]}"
