"""What was published, compared with what one says one is about."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from brandkit.classified import hundredths
from brandkit.cli import desk, reviewing
from tests.cli.test_out import front
from tests.conftest import NOW, Place

HIRING = "A candidate waited three weeks for our answer after the interview. Job adverts lie."
LEADING = "A kind boss says no with respect, and the team follows. Leadership is listening first."
RAGU = "My grandmother’s ragù needs four hours, a wooden spoon and a whole Sunday."


def posted(place: Place, n: int, text: str, month: int, *, keys: str = "") -> str:
    """A published post that says no theme."""
    path = f"published/2026/2026-{month:02}-{n:02}-linkedin.md"
    place.write(
        path,
        f"---\nid: post{month:02}{n:02}\nwhen: 2026-{month:02}-{n:02}T09:00\nstatus: published\n"
        f"channel: linkedin\n{keys}title: {text.split('.', maxsplit=1)[0]} {n}\n---\n{text} Day {n}.\n",
    )
    return path


@pytest.fixture
def record(place: Place) -> Place:
    for n in range(1, 21):
        posted(place, n, HIRING, 11)
    for n in range(1, 6):
        posted(place, n, LEADING, 9)
    posted(place, 1, RAGU, 10)
    return place


def report(place: Place, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run("themes", "--json", *args).out)
    return found


def theme_of(found: dict[str, Any], theme: str) -> dict[str, Any]:
    return next(one for one in found["themes"] if one["theme"] == theme)


def test_the_sites_that_posts_point_to_are_told(record: Place) -> None:
    for n in range(1, 7):
        host = "a.example" if n < 5 else "b.example"
        posted(record, n, f"A colleague writes well. https://{host}/{n}", 8)
    assert (
        "Your posts point to 2 sites, as varied as 1.9 of equal weight; most often to a.example (4)."
        in (record.run("themes").out)
    )
    found = report(record)
    assert found["sources"] == {"a.example": 4, "b.example": 2}
    assert found["variety"]["sources"] == 1.89


def test_a_campaign_is_named_and_no_fault(record: Place) -> None:
    calendar = record.read("calendars/editorial.toml")
    event = '\n[[campaign]]\nname = "Job fair"\non = 2026-11-10\nchannel = "linkedin"\ntheme = "hiring"\nbefore = [9]\nafter = [10]\n'
    record.write("calendars/editorial.toml", calendar + event)
    assert "of them for “Job fair”" in record.run("themes").out
    assert theme_of(report(record), "hiring")["campaigns"]["Job fair"] > 10


def test_the_record_is_read_by_theme(record: Place) -> None:
    found = report(record)
    assert found["posts"] == 26
    assert found["said"] == 0
    hiring = theme_of(found, "hiring")
    assert hiring["low"] < hiring["share"] < hiring["high"]
    assert hiring["share"] > 0.6
    assert hiring["verdict"] == "much"
    assert {"interview", "candidate"} & set(hiring["words"])
    assert "grandmother" in found["off_brand"]["posts"][0]["title"]
    assert found["variety"]["published"] < found["variety"]["target"]


def test_the_first_line_says_what_to_do(record: Place) -> None:
    out = record.run("themes").out
    head, *rest = out.splitlines()
    assert head.startswith("You want Succession to be 25 % of you; of 26 posts since Sunday 23 ")
    assert head.endswith("Write the next one on it: brandkit plan makes up for it.")
    assert any(line.strip().startswith("by: ") for line in rest)
    assert out.rstrip().endswith("brandkit themes review")


def test_correcting_some_posts_makes_it_better(record: Place) -> None:
    before = theme_of(report(record), "leadership")
    entries = [f"published/2026/2026-09-{n:02}-linkedin.md" for n in range(1, 6)]
    record.run("label", *entries, "leadership")
    record.run("label", "published/2026/2026-10-01-linkedin.md", "none")
    found = report(record)
    after = theme_of(found, "leadership")
    assert found["said"] == 6
    assert after["high"] - after["low"] < before["high"] - before["low"] + 0.02
    assert after["posts"] == 5
    assert [post["off_brand"] for post in found["off_brand"]["posts"]] == [1.0]


def test_the_plan_repays_what_the_words_of_the_record_lack(record: Place) -> None:
    unread = record.run("plan", "--dry-run").out
    assert "26 published posts have no theme and were not read yet" in unread
    record.run("themes")
    told = record.run("plan", "--dry-run").out
    assert "not read yet" not in told
    assert "makes up for" in told
    plan = json.loads(record.run("plan", "--dry-run", "--json").out)
    assert "hiring" not in {entry["theme"] for entry in plan["entries"][:4]}


def test_neither_plan_nor_agenda_loads_the_model(record: Place) -> None:
    record.run("themes")
    for command in ("plan", "agenda"):
        code = (
            "import sys; from brandkit.cli import run\n"
            f"run(['-C', {str(record.path)!r}, '--now', {NOW!r}, {command!r}])\n"
            "print('numpy' in sys.modules, 'snowballstemmer' in sys.modules, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stderr.endswith("False False\n")


def test_what_was_read_is_remembered_until_something_changes(
    record: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report(record)

    def fail() -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("brandkit.tables.load_tables", fail)
    assert report(record) == first
    record.edit("brand.toml", 'name = "Hiring"', 'name = "Hiring people"')
    with pytest.raises(AssertionError, match="read again"):
        record.run("themes")


def test_a_cache_that_cannot_be_written_is_no_trouble(record: Place) -> None:
    shutil.rmtree(record.path / ".brandkit", ignore_errors=True)
    record.write(".brandkit", "a file where the folder should be")
    assert report(record)["posts"] == 26


def test_posts_behind_a_share_can_be_opened_and_corrected(record: Place) -> None:
    out = record.run("themes", "--posts", "hiring").out
    assert out.count("published/2026/2026-11-") == 20
    assert "% sure · by: " in out
    assert "brandkit label post THEME" in out
    off = json.loads(record.run("themes", "--posts", "none", "--json").out)
    assert [post["path"] for post in off["posts"]][:1] == ["published/2026/2026-10-01-linkedin.md"]
    assert record.run("themes", "--posts", "succession").out == "No post.\n"


def test_a_planned_theme_that_the_text_left_is_told(record: Place) -> None:
    posted(record, 2, HIRING, 10, keys="theme: leadership\n")
    out = record.run("themes").out
    assert "was planned for Kind leadership, but reads like Hiring." in out


def test_a_span_a_channel_and_a_season(record: Place) -> None:
    assert report(record, "--since", "90d")["posts"] == 26
    assert report(record, "--since", "2026-10-01")["posts"] == 21
    assert report(record, "--channel", "linkedin")["posts"] == 26
    assert report(record, "--since", "2d")["headline"]["kind"] == "none"
    few = record.run("themes", "--since", "1w").out
    assert few.startswith("Only 5 posts since Monday 16 November 2026")
    record.run("themes", "--season", code=8)
    record.edit("brand.toml", 'from = "01-07", to = "02-15"', 'from = "09-01", to = "12-31"')
    assert report(record, "--season")["since"] == "2026-09-01"


@pytest.mark.parametrize(
    "args", [("--since", "soon"), ("--channel", "radio"), ("--posts", "cooking")]
)
def test_wrong_words_are_refused(record: Place, args: tuple[str, ...]) -> None:
    assert record.run("themes", *args, code=2).out == ""


def test_an_empty_record_says_where_one_comes_from(place: Place) -> None:
    assert "brandkit import linkedin FILE" in place.run("themes").out
    assert report(place)["headline"] == {"kind": "none", "theme": None}


def test_the_page_needs_nothing_from_elsewhere(record: Place) -> None:
    record.edit("published/2026/2026-10-01-linkedin.md", "title: My", "title: <script>My")
    record.run("themes", "--html", str(record.path / "report.html"))
    page = record.read("report.html")
    assert "<script" not in page
    assert "http" not in page
    assert page.count("<svg") == 5
    assert 'aria-label="Hiring: ' in page
    assert "&lt;script&gt;My grandmother" in page


def test_italian_speaks_italian(luogo: Place) -> None:
    posted(luogo, 1, "Il capo ascolta, poi decide.", 10)
    assert luogo.run("themes").out.startswith("Un post da domenica 23 novembre 2025")


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The keys that the person presses, in order."""
    pressed: list[str] = []
    monkeypatch.setattr(reviewing, "is_somebody_there", lambda: True)
    monkeypatch.setattr(desk, "is_somebody_there", lambda: True)
    monkeypatch.setattr(click, "getchar", lambda: pressed.pop(0))
    yield pressed
    assert not pressed


def test_a_review_takes_a_key_a_post_and_keeps_each_at_once(record: Place, keys: list[str]) -> None:
    keys += ["x", "1", "s", "0", "\r", "q"]
    out = record.run("themes", "review", "--most", "6").out
    assert out.rstrip().endswith("3 posts confirmed. What they taught is used from now on.")
    labels = [
        front(record, path.relative_to(record.path).as_posix()).get("label")
        for path in sorted(record.path.glob("published/*/*.md"))
    ]
    said = [label for label in labels if label]
    assert len(said) == 3
    assert "none" in said
    assert said.count("leadership") >= 1


@pytest.mark.parametrize("key", ["q", "\x03", "\x04"])
def test_a_review_can_be_left(record: Place, keys: list[str], key: str) -> None:
    keys.append(key)
    before = record.tree()
    record.run("themes", "review")
    assert record.tree() == before


def test_a_review_without_a_terminal_names_the_posts(record: Place) -> None:
    ran = record.run("themes", "review", code=8)
    assert "brandkit label ENTRY THEME" in ran.err
    assert ran.err.count("?") == 8


def test_a_review_of_nothing_says_so(place: Place) -> None:
    assert place.run("themes", "review").out.startswith("Nothing to confirm")


@pytest.mark.parametrize(
    ("parts", "whole"),
    [([0.5, 0.25, 0.25], [50, 25, 25]), ([1 / 3] * 3, [34, 33, 33]), ([1], [100])],
)
def test_hundredths_sum_to_a_hundred(parts: list[float], whole: list[int]) -> None:
    assert hundredths(parts) == whole


def test_the_benchmark_answers_as_its_contract_says(tmp_path: Path) -> None:
    themes = {
        "language": "en",
        "themes": [
            {"id": "h", "name": "Hiring", "about": "Jobs", "keywords": ["interview", "candidate"]},
            {"id": "c", "name": "Cooking", "about": "Food", "keywords": ["recipe", "pasta"]},
        ],
    }
    (tmp_path / "themes.json").write_text(json.dumps(themes))
    rows = [{"id": 1, "text": HIRING, "label": "h"}, {"id": 2, "text": RAGU, "label": "c"}]
    rows.append({"id": 3, "text": "", "label": "other"})
    (tmp_path / "texts.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    (tmp_path / "history.jsonl").write_text(json.dumps({"id": 0, "text": RAGU, "label": "c"}))
    program = Path(__file__).resolve().parents[2] / "benchmarks" / "themes.py"
    done = subprocess.run(
        [
            sys.executable,
            str(program),
            "--judge",
            f"--themes={tmp_path}/themes.json",
            f"--texts={tmp_path}/texts.jsonl",
            f"--history={tmp_path}/history.jsonl",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2, 3]
    assert [answer["theme"] for answer in answers[:2]] == ["h", "c"]
    for answer in answers:
        assert set(answer) == {"id", "theme", "scores", "off_brand"}
        assert sum(answer["scores"].values()) == pytest.approx(1, abs=1e-3)
    assert "accuracy 1.000" in done.stderr


def test_themes_are_proposed_from_what_fits_none_and_nothing_is_changed(record: Place) -> None:
    garden = "The tomatoes on my balcony survived the hail, so did the basil"
    for n in range(2, 7):
        posted(record, n, f"{garden} this week {n}.", 10)
    before = record.tree()
    ran = record.run("themes", "propose")
    assert record.tree() == before
    head, *rest = ran.out.splitlines()
    assert "of 31 posts may fit none of your themes" in head
    assert sum(line == "  [[theme]]" for line in rest) >= 1
    assert any("tomatoes" in line.casefold() for line in rest)
    found = json.loads(record.run("themes", "propose", "--json").out)
    assert any(len(proposal["posts"]) >= 5 for proposal in found["proposals"])
    assert record.run("themes", "propose").out == ran.out


def test_where_nothing_recurs_nothing_is_proposed(place: Place) -> None:
    posted(place, 1, RAGU, 10)
    assert place.run("themes", "propose").out.startswith("Nothing keeps coming back in the one")
