"""Which theme is each text about: the answers, to be judged elsewhere, and how fast they came.

    python -m benchmarks.themes --themes THEMES.json --texts TEXTS.jsonl[.gz]
        [--history HISTORY.jsonl[.gz]] [--language en|it]

THEMES.json is `{"language": "en", "themes": [{"id", "name", "about", "keywords"}]}`; texts and
history are lines of `{"id", "text"}`; those of the history may carry `label`, a theme's id or
`none`, which counts as confirmed. One JSON object per text goes to standard output, in their order:
`{"id", "theme", "scores": {theme: probability}, "off_brand": probability}`; the time to standard
error. Each text is read on its own: the other texts teach nothing, only the history does.

With `--judge`, texts carry `label` too, and accuracy, calibration and the area under the curve for
those that are about none (labels that are no theme's id) go to standard error.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

from brandkit.core.themes.model import Model, Told
from brandkit.core.themes.subjects import Subject
from brandkit.core.themes.verdicts import Verdict, verdicts
from brandkit.tables import load_tables


def rows_of(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def subjects_of(path: Path) -> tuple[list[Subject], str]:
    declared = json.loads(path.read_text("utf-8"))
    language = declared.get("language", "en")
    return [
        Subject(
            theme["id"],
            theme["name"],
            tuple(theme.get("keywords", ())),
            tuple(line for line in (theme.get("about", ""), *theme.get("examples", ())) if line),
            language,
        )
        for theme in declared["themes"]
    ], language


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--themes", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--history", type=Path)
    parser.add_argument("--language", choices=("en", "it"), help="of texts that tell none")
    parser.add_argument("--judge", action="store_true")
    args = parser.parse_args(arguments)
    subjects, language = subjects_of(args.themes)
    texts = rows_of(args.texts)
    history = rows_of(args.history) if args.history else []
    begun = time.process_time()
    record = [Told(row["text"], row.get("label", "")) for row in history]
    model = Model(subjects, load_tables(), args.language or language, record)
    learnt = time.process_time()
    told = verdicts(model, [row["text"] for row in texts])
    done = time.process_time()
    for row, verdict in zip(texts, told, strict=True):
        answer = {
            "id": row["id"],
            "theme": verdict.theme,
            "scores": {theme: round(p, 4) for theme, p in verdict.parts.items()},
            "off_brand": round(verdict.off, 4),
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    print(
        f"{len(history)} texts learnt in {learnt - begun:.2f} s, {len(texts)} read in "
        f"{done - learnt:.2f} s of CPU: {len(texts) / max(done - learnt, 1e-6):.0f} a second; "
        f"{time.process_time():.2f} s in all",
        file=sys.stderr,
    )
    if args.judge:
        judge(texts, told)


def judge(texts: list[dict[str, Any]], told: list[Verdict]) -> None:
    """How good the answers are, for texts whose labels are known."""
    themes = set(told[0].parts)
    on = [(row["label"], v) for row, v in zip(texts, told, strict=True) if row["label"] in themes]
    right = sum(label == verdict.theme for label, verdict in on) / max(len(on), 1)
    error = 0.0
    for band in range(10):
        inside = [
            (v.confidence, label == v.theme)
            for label, v in on
            if int(v.confidence * 10 - 1e-9) == band
        ]
        error += abs(sum(c for c, _ in inside) - sum(ok for _, ok in inside)) / max(len(on), 1)
    print(f"accuracy {right:.3f}, calibration error {error:.3f}", file=sys.stderr)
    off = sorted(v.off for row, v in zip(texts, told, strict=True) if row["label"] not in themes)
    if off:
        ranks = sorted([(v.off, 0) for _label, v in on] + [(p, 1) for p in off])
        total = sum(rank for rank, (_p, is_off) in enumerate(ranks, 1) if is_off)
        area = (total - len(off) * (len(off) + 1) / 2) / (len(off) * len(on))
        print(f"off the brand: {len(off)} texts, area under the curve {area:.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
