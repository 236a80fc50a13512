"""One message on its way, whatever the kind of its delivery."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime

from brandkit.core.reminders.rules import (
    APPRISE,
    DESKTOP,
    FILE,
    MAIL,
    NTFY,
    WEBHOOK,
    Delivery,
)
from brandkit.delivery.message import Message


def placed(delivery: Delivery, root: str) -> Delivery:
    """*delivery* with the path of its file, which may be relative to the workspace at *root*."""
    if delivery.kind != FILE:
        return delivery
    path = os.path.join(root, os.path.expanduser(delivery.text("path")))
    return replace(delivery, settings={**delivery.settings, "path": path})


def send(delivery: Delivery, message: Message, now: datetime) -> str:
    """Deliver *message*; the receipt. `DeliveryError` where it did not get there."""
    kind = delivery.kind
    if kind == MAIL:
        from brandkit.delivery.mail import to_mail

        return to_mail(delivery, message, now)
    if kind in {WEBHOOK, NTFY}:
        from brandkit.delivery.web import to_ntfy, to_webhook

        return (to_ntfy if kind == NTFY else to_webhook)(delivery, message, now)
    if kind == APPRISE:
        from brandkit.delivery.others import to_apprise

        return to_apprise(delivery, message)
    from brandkit.delivery.local import to_desktop, to_file, to_terminal

    local = {FILE: to_file, DESKTOP: to_desktop}
    return local.get(kind, to_terminal)(delivery, message)
