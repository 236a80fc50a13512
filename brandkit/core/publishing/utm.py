"""Links that say where they were clicked: the utm parameters that web statistics read."""

from __future__ import annotations

MEDIUM = "social"
LONG_MEDIUM = {"newsletter": "email", "blog": "blog"}


def with_utm(url: str, *, source: str, medium: str, campaign: str) -> str:
    """*url* with utm_source, utm_medium and utm_campaign, which are ids; those it has stay."""
    address, hash_mark, fragment = url.partition("#")
    path, _, query = address.partition("?")
    known = {part.partition("=")[0] for part in query.split("&")}
    wanted = {"utm_source": source, "utm_medium": medium, "utm_campaign": campaign}
    added = [f"{name}={value}" for name, value in wanted.items() if value and name not in known]
    return f"{path}?{'&'.join([*filter(None, [query]), *added])}{hash_mark}{fragment}"
