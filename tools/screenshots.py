"""The pictures of the board in the manual, taken in a real browser.

    python -m tools.screenshots [--browser /usr/bin/chromium]

A workspace of the English consultant is made in a temporary folder, with a few weeks of a record, a
draft that was answered and one that was written over; its board is opened and photographed.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
NOW = "2026-11-23T10:00"
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
RECORD = (
    ("2026-11-03", "leadership", "Firm without being hard", "A foreman asked before he ordered."),
    (
        "2026-11-05",
        "succession",
        "Who holds the keys",
        "A father gave his son the keys, not the key.",
    ),
    (
        "2026-11-10",
        "hiring",
        "Twelve lines are enough",
        "We cut the advert to what happens on day one.",
    ),
    (
        "2026-11-12",
        "leadership",
        "The boss who counts to ten",
        "Ten seconds, and somebody else spoke.",
    ),
    ("2026-11-17", "change", "The road nobody took", "We drew the old road before the new one."),
    ("2026-11-19", "succession", "A letter in the drawer", "He had written it and never given it."),
)


def brandkit(folder: Path, *args: str) -> str:
    command = [sys.executable, "-m", "brandkit", "-C", str(folder), "--now", NOW, *args]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def prepared(folder: Path) -> Path:
    """The workspace that is shown."""
    brandkit(folder, "init", "--language", "en", "--yes")
    for day, theme, title, words in RECORD:
        path = folder / "published" / "2026" / f"{day}-linkedin-{theme}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\nid: {theme[:4]}{day[-2:]}aa\nwhen: {day}T08:30:00\nstatus: published\n"
            f"channel: linkedin\ntheme: {theme}\ntitle: {title}\npublished_at: {day}T08:30:00\n"
            f"---\n{words}\n",
            "utf-8",
        )
    brandkit(folder, "idea", "add", "What a first day should never be", "--theme", "hiring")
    brandkit(folder, "idea", "add", "The meeting that ended early")
    brandkit(folder, "plan", "--weeks", "6")
    brandkit(
        folder,
        "write",
        "2026-11-24",
        "--answer",
        "scene=a foreman of twenty-six said “I do not know” in front of the whole shift",
        "--answer",
        "change=I ask one question before I say anything",
    )
    return folder


@contextlib.contextmanager
def opened(folder: Path, *command: str) -> Iterator[str]:
    """The address of the board, once."""
    args = [sys.executable, "-m", "brandkit", "-C", str(folder), "--now", NOW, *command]
    process = subprocess.Popen([*args, "--no-browser"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield re.findall(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / f"{name}.png")
    print(PICTURES / f"{name}.png")


def pictures(browser: Browser, folder: Path) -> None:
    """Every picture that the manual shows."""
    with opened(folder, "board") as address:
        context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        root = page.url.partition("/calendar")[0]
        page.goto(f"{root}/calendar?on=2026-12-01")
        take(page, "month")
        page.locator('a:has-text("A twelve-line advert")').first.click()
        take(page, "draft")
        page.get_by_role("link", name="Answer a few questions").click()
        take(page, "interview")
        page.goto(f"{root}/themes")
        take(page, "themes")
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        page.goto(f"{root}/calendar")
        take(page, "narrow")
    with tempfile.TemporaryDirectory() as empty, opened(Path(empty), "start") as address:
        page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
        page.goto(address)
        page.get_by_label("Who are you?").fill("Anna Bianchi, HR consultant")
        page.get_by_role("button", name="Keep it and go on").click()
        take(page, "start")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.browser, args=["--no-sandbox", "--disable-gpu"]
        )
        pictures(browser, prepared(Path(temporary)))
        browser.close()


if __name__ == "__main__":
    main()
