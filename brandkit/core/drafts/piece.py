"""The parts of a template, woven and put together in the shape of a channel."""

from __future__ import annotations

from collections.abc import Sequence

from brandkit.core.counting.rules import Rules
from brandkit.core.drafts.shapes import PART, SHAPES, in_parts
from brandkit.core.drafts.weave import settle


def one_line(woven: str) -> str:
    """A title, a first comment or an alt text: one line; empty where something is missing."""
    return " ".join(" ".join(settle(woven)).split())


def paragraphs(woven: str, kind: str) -> list[str]:
    """The paragraphs of a part; headings only where the channel has them."""
    return settle(woven, headings=SHAPES[kind].long)


def put_together(
    title: str, parts: Sequence[Sequence[str]], hashtags: Sequence[str], kind: str, rules: Rules
) -> str:
    """The whole piece as it is published on a *kind* of channel, within its *rules*."""
    shape = SHAPES[kind]
    flow = [paragraph for part in parts for paragraph in part]
    tags = " ".join(f"#{tag.lstrip('#')}" for tag in hashtags[: shape.hashtags])
    if tags:
        flow.append(tags)
    if shape.long:
        flow.insert(0, f"# {title}")
    return f"\n\n{PART}\n\n".join("\n\n".join(part) for part in in_parts(flow, kind, rules))
