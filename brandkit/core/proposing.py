"""Themes proposed from what somebody wrote: the words and phrases that keep coming back.

A phrase counts once in each text (in each paragraph, where there is one text only), so that one
long piece on a subject does not outweigh five short ones. Nothing is guessed beyond that: myth,
stand and message are left for the interview to ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST = 5
FEWEST = 2
"""Texts in which a phrase stands before it is proposed."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LINKS = {
    "it": frozenset("di del dello della dei degli delle in nel nella".split()),
    "en": frozenset("of in for".split()),
}
_STOP = {
    "it": frozenset(
        "il lo la i gli le un uno una di a da in con su per tra fra del dello della dei degli delle"
        " al allo alla ai agli alle dal dallo dalla dai dagli dalle nel nello nella nei negli nelle"
        " sul sullo sulla sui sugli sulle e ed o ma se che chi cui non più meno come quando dove"
        " perché anche ancora già sempre mai poi dopo prima oggi ieri ora adesso molto molti molte"
        " poco pochi tanto tanti tutto tutti tutte tutta ogni questo questa questi queste quello"
        " quella quelli quelle mio mia miei mie tuo tua suo sua nostro nostra loro io tu lui lei"
        " noi voi essere avere fare sono sei è siamo siete era erano stato stata ho hai ha abbiamo"
        " hanno aveva avevano faccio fa fanno fatto dire dico dice detto può possono posso deve"
        " devono vuole vogliono cosa cose modo volta volte anno anni giorno giorni parte caso"
        " persona persone lavoro lavorare senza verso sotto sopra dentro fuori due tre quattro"
        " cinque primo prima nuovo nuova grande bene male così quindi però mentre invece solo"
        " stesso stessa altro altra altri altre qualche alcuni nessuno nessuna niente serve basta"
        " aiuto aiutare mi ti ci vi si ne li gli ciò proprio qui qua lì là".split()
    ),
    "en": frozenset(
        "the a an of to in on at by for from with without about into over under between and or but"
        " if then than so as is are was were be been being have has had do does did done can could"
        " will would should may might must not no nor only also very more most less least much many"
        " few some any all each every other others another such same own too just ever never always"
        " often again once here there when where why how what which who whom whose this that these"
        " those it its he she they them their his her you your we our us me my mine one two three"
        " four five first last new old good bad big small well way thing things time times year"
        " years day days people person work works working make makes made making get gets got take"
        " takes took give help helps use used using say says said see seen know known think thought"
        " because since until while through before after up down out off".split()
    ),
}


class Proposal(NamedTuple):
    """A theme that somebody seems to write about; *share* is out of 100."""

    name: str
    share: int
    keywords: tuple[str, ...]


def propose(texts: Sequence[str], language: str) -> list[Proposal]:
    """Up to five themes for the *texts*, the most recurrent first; none where nothing recurs."""
    units = list(texts) if len(texts) > 1 else re.split(r"\n\s*\n", texts[0] if texts else "")
    tokens = [_WORD.findall(unit) for unit in units]
    counts: Counter[tuple[str, ...]] = Counter()
    shown: dict[tuple[str, ...], Counter[str]] = {}
    for words in tokens:
        seen: dict[tuple[str, ...], str] = {}
        for phrase in _phrases(words, language):
            key = tuple(_stem(word) for word in phrase if _counts(word, language))
            seen.setdefault(key, " ".join(phrase))
        for key, phrase_text in seen.items():
            counts[key] += 1
            shown.setdefault(key, Counter())[phrase_text.casefold()] += 1
    chosen = _chosen(counts)
    total = sum(counts[key] for key in chosen)
    return [
        Proposal(
            _capital(shown[key].most_common(1)[0][0]),
            max(round(100 * counts[key] / total), 5),
            _keywords(key, tokens, language, chosen),
        )
        for key in chosen
    ]


def _phrases(words: Sequence[str], language: str) -> Iterable[tuple[str, ...]]:
    """Words that carry meaning, pairs of them, and pairs that a preposition joins."""
    for n, word in enumerate(words):
        if not _counts(word, language):
            continue
        yield (word,)
        if n + 1 < len(words) and _counts(words[n + 1], language):
            yield (word, words[n + 1])
        if (
            n + 2 < len(words)
            and words[n + 1].casefold() in _LINKS[language]
            and _counts(words[n + 2], language)
        ):
            yield (word, words[n + 1], words[n + 2])


def rests_on(proposal: Proposal, text: str, language: str) -> bool:
    """Whether *text* has all words of the proposal's name."""
    return set(stems_of(proposal.name, language)) <= set(stems_of(text, language))


def stems_of(text: str, language: str) -> list[str]:
    """The words of *text* that carry meaning, without their endings."""
    return [_stem(word) for word in _WORD.findall(text) if _counts(word, language)]


def _counts(word: str, language: str) -> bool:
    plain = re.split("[’']", word.casefold())[-1]
    return len(plain) >= 4 and plain not in _STOP[language]


def _stem(word: str) -> str:
    """A word without its ending, so that singular and plural are one."""
    plain = re.split("[’']", word.casefold())[-1]
    return plain[:-1] if len(plain) > 4 and plain[-1] in "aeiouàèéìòùs" else plain


def _chosen(counts: Counter[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The phrases that recur most and share no word; a pair is worth more than a word."""
    ranked = sorted(
        (key for key, count in counts.items() if count >= FEWEST),
        key=lambda key: (-counts[key] * (1.6 if len(key) > 1 else 1), key),
    )
    chosen: list[tuple[str, ...]] = []
    for key in ranked:
        if len(chosen) == MOST:
            break
        if not any(set(key) & set(other) for other in chosen):
            chosen.append(key)
    return chosen


def _keywords(
    key: tuple[str, ...],
    tokens: Sequence[Sequence[str]],
    language: str,
    chosen: Sequence[tuple[str, ...]],
) -> tuple[str, ...]:
    """The words that stand in the same texts as the phrase *key* most often."""
    heads = {stem for other in chosen for stem in other}
    found: Counter[str] = Counter()
    for words in tokens:
        plain = {word.casefold() for word in words if _counts(word, language)}
        if set(key) <= {_stem(word) for word in plain}:
            found.update(word for word in plain if _stem(word) not in heads)
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(word for word, count in ranked[:5] if count >= FEWEST)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
