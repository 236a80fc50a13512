"""Themes that somebody writes about and has not declared."""

from __future__ import annotations

from collections.abc import Sequence

from brandkit.classified import Record, text_of
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.core.beginning import theme_block
from brandkit.core.proposing import Proposal, propose, rests_on
from brandkit.core.themes.consistency import Published

NAMED = 3
SAME = 0.7
"""The part of their posts that two proposals share when they are one."""
UNLIKE = 0.5
"""A post whose best theme is less likely than this may be about another."""


def show_proposals(
    desk: Desk, record: Record, posts: Sequence[Published], *, as_json: bool
) -> None:
    """What recurs in those of the *posts* that fit no theme, as themes to be taken or left."""
    words, language = desk.words, desk.brand.language
    free = [post for post in posts if _is_free(desk, post)]
    entries = {entry.id: entry for entry in record.entries}
    texts = [text_of(entries[post.id]) for post in free]
    found = _found(propose(texts, language) if len(texts) > 1 else [], free, texts, language)
    shares = [max(round(100 * len(behind) / len(posts)), 1) for _proposal, behind in found]
    found = [
        (proposal._replace(share=share), behind)
        for (proposal, behind), share in zip(found, shares, strict=True)
    ]
    if as_json:
        answer(
            {
                "posts": len(free),
                "proposals": [
                    {**proposal._asdict(), "posts": [post.path for post in behind]}
                    for proposal, behind in found
                ],
            }
        )
        return
    if not found:
        say([wrapped(words("propose.none", n=len(free)))])
        return
    lines = [wrapped(words("propose.found", n=len(free), all=len(posts)))]
    for n, (proposal, behind) in enumerate(found, 1):
        titles = list(dict.fromkeys(post.title or post.path for post in behind))
        named = ", ".join(f"“{title}”" for title in titles[:NAMED])
        more = " …" if len(titles) > NAMED else ""
        lines += ["", wrapped(words("propose.posts", n=len(behind), titles=named + more)), ""]
        lines += [f"  {line}" for line in theme_block(n, proposal, language).splitlines()]
    say([*lines, "", wrapped(words("propose.take"))])


def _found(
    proposals: Sequence[Proposal], free: Sequence[Published], texts: Sequence[str], language: str
) -> list[tuple[Proposal, list[Published]]]:
    """The proposals with the posts behind them; what has the same posts is one more keyword."""
    found: list[tuple[Proposal, list[Published]]] = []
    for proposal in proposals:
        behind = [p for p, t in zip(free, texts, strict=True) if rests_on(proposal, t, language)]
        ids = {post.id for post in behind}
        for place, (earlier, posts) in enumerate(found):
            if len(ids & {post.id for post in posts}) >= SAME * min(len(ids), len(posts)):
                words = (*earlier.keywords, proposal.name.casefold())
                found[place] = (earlier._replace(keywords=words), posts)
                break
        else:
            found.append((proposal, behind))
    return found


def _is_free(desk: Desk, post: Published) -> bool:
    """Whether *post* is about none of the themes, perhaps, or about the exploring one."""
    theme = desk.brand.theme(post.theme)
    if theme is None:
        return True
    return theme.explore or (not post.is_said and post.parts[theme.id] < UNLIKE)
