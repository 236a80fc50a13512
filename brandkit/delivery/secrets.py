"""Secrets by reference: `keyring:service/name`, `env:NAME`, `cmd:pass show x`."""

from __future__ import annotations

import os
import shlex
import subprocess

from brandkit.core.saying import _
from brandkit.delivery.message import DeliveryError

SECONDS = 20.0
"""For a command that gives a secret; it may ask its owner."""


def secret(reference: str) -> str:
    """What *reference* leads to; nothing where there is none. It is never logged or stored."""
    kind, _colon, place = reference.partition(":")
    if not reference:
        return ""
    if kind == "env":
        found = os.environ.get(place, "")
    elif kind == "keyring":
        found = _of_keyring(*place.split("/", 1))
    else:
        found = _of_command(place)
    if not found:
        raise DeliveryError(_("the secret {reference} is not there", reference=reference))
    return found


def _of_keyring(service: str, name: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        message = _("for keyring:… install the package keyring")
        raise DeliveryError(message) from None
    try:
        return keyring.get_password(service, name) or ""
    except KeyringError as error:
        message = _("the keyring does not open: {trouble}", trouble=type(error).__name__)
        raise DeliveryError(message) from None


def _of_command(command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the person's own command, from their own file
            shlex.split(command),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""  # its words may hold what nobody should read
    return done.stdout.split("\n")[0].strip()
