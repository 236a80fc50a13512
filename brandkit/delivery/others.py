"""All the other ways, through the package apprise (`pip install brandkit[notify]`)."""

from __future__ import annotations

from brandkit.core.reminders.rules import Delivery
from brandkit.core.saying import _
from brandkit.delivery.message import DeliveryError, Message
from brandkit.delivery.secrets import secret


def to_apprise(delivery: Delivery, message: Message) -> str:
    """Send each text; its address, which holds its secret, is kept by reference."""
    try:
        import apprise
    except ImportError:
        message_ = _("for this, install: pip install 'brandkit[notify]'")
        raise DeliveryError(message_) from None
    there = apprise.Apprise()
    if not there.add(secret(delivery.text("url"))):
        raise DeliveryError(_("apprise does not know this kind of address"))
    for n, text in enumerate(message.texts or ("",), 1):
        title = message.subject if n == 1 else f"{message.subject} ({n})"
        if not there.notify(body=text, title=title):
            raise DeliveryError(_("apprise could not deliver it"))
    return ""
