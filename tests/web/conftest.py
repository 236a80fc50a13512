"""A board over a workspace: asked as a program would, or opened in a real browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from werkzeug.test import TestResponse

from brandkit.web.app import make_app
from brandkit.web.serving import listening
from brandkit.web.site import Site
from tests.conftest import NOW, Place

HOST = "127.0.0.1:8000"
ORIGIN = {"Origin": f"http://{HOST}"}
AT = datetime.fromisoformat(NOW).replace(tzinfo=ZoneInfo("Europe/Rome"))
OLD = """
---
id: oldoldol
when: 2026-11-19T08:30
published_at: 2026-11-19T08:30
channel: linkedin
theme: change
status: published
title: Old
---
Words.
"""
"""A post on change that came out the week before."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


class Client(FlaskClient):
    """Asks under the board's own name."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if args and isinstance(args[0], str):
            kwargs.setdefault("base_url", f"http://{HOST}")
        return super().open(*args, **kwargs)


class Asked:
    """The board of a workspace, asked by somebody who was let in."""

    def __init__(self, place: Place, *, read_only: bool = False) -> None:
        self.place = place
        self.site = Site(str(place.path), AT, read_only=read_only)
        self.site.guard.port = 8000
        self.app = make_app(self.site)
        self.app.test_client_class = Client
        self.client = self.fresh()
        self.get(f"/?token={self.site.guard.token}", code=303)

    def fresh(self) -> FlaskClient:
        """A browser that was not let in."""
        return self.app.test_client()

    def get(self, path: str, code: int = 200) -> str:
        found = self.client.get(path)
        assert found.status_code == code, (path, found.status_code, found.text)
        return found.text

    def post(self, path: str, code: int = 303, **form: Any) -> TestResponse:
        found = self.client.post(path, data=form, headers=ORIGIN)
        assert found.status_code == code, (path, found.status_code, found.text)
        return found

    def told(self, path: str, **form: Any) -> str:
        """What the page says after something was done."""
        found = self.post(path, **form)
        return self.get(found.headers["Location"])

    def id_of(self, name: str) -> str:
        """The id of the entry in a file."""
        (line,) = [one for one in self.place.read(name).splitlines() if one.startswith("id: ")]
        return line.removeprefix("id: ").strip('"')


@pytest.fixture
def asked(place: Place) -> Asked:
    """The board of the English consultant, four weeks planned."""
    place.run("plan")
    return Asked(place)


@dataclass(frozen=True)
class Live:
    """A board that is served, and a page of a browser that shows it."""

    place: Place
    site: Site
    page: Page

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.site.guard.port}"

    def goto(self, path: str) -> None:
        self.page.goto(self.root + path)


def find_browser() -> str:
    """The browser of this computer; nothing where there is none."""
    named = os.environ.get("BRANDKIT_BROWSER", "")
    return named or next((found for name in CHROMIUM if (found := shutil.which(name))), "")


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="package")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    path = find_browser()
    if not path:
        message = "no Chromium here: the board was not tried in a browser"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    playwright: Playwright = request.getfixturevalue("playwright")
    found = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield found
    found.close()


@contextlib.contextmanager
def served(root: Path, *, read_only: bool = False) -> Iterator[Site]:
    """A board on a port of its own."""
    site = Site(str(root), AT, read_only=read_only)
    with listening(site, 0) as found:
        server: Any = found  # its stubs know half of it
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield site
        site.watch.end()
        server.task_dispatcher.shutdown(timeout=5)

        def close() -> None:
            for channel in list(server.active_channels.values()):
                channel.close()
            server.close()

        server.pull_trigger()
        server.trigger.pull_trigger(close)
        thread.join(5)


Opening = Callable[..., contextlib.AbstractContextManager[Live]]


@pytest.fixture
def opening(browser: Browser) -> Opening:
    """Opens the board of a workspace in the browser; whatever its scripts complain of fails."""

    @contextlib.contextmanager
    def open_board(place: Place, *, width: int = 1440, read_only: bool = False) -> Iterator[Live]:
        with served(place.path, read_only=read_only) as site:
            context = browser.new_context(viewport={"width": width, "height": 900})
            context.set_default_timeout(10_000)
            page = context.new_page()
            complaints: list[str] = []
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "console",
                lambda said: complaints.append(said.text) if "Security" in said.text else None,
            )
            page.goto(site.guard.address)
            try:
                yield Live(place, site, page)
            finally:
                context.close()
            assert complaints == []

    return open_board


@pytest.fixture
def live(place: Place, opening: Opening) -> Iterator[Live]:
    """The board of the English consultant in a browser, four weeks planned."""
    place.run("plan")
    with opening(place) as found:
        yield found
