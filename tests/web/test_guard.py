"""Who is let in, and what cannot be done to the board from outside."""

from __future__ import annotations

import contextlib
import http.client
import re
import time
from pathlib import Path

import pytest

from brandkit.web.app import LONGEST_BODY, make_app
from brandkit.web.site import Site
from tests.conftest import Place
from tests.web.conftest import AT, HOST, ORIGIN, Asked, served

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_the_address_opens_once_and_gives_a_cookie_for_this_site_only(asked: Asked) -> None:
    token = asked.site.guard.token
    assert token == ""
    other = asked.fresh()
    assert other.get("/?token=").status_code == 403
    assert other.get(f"/?token={token or 'guessed'}").status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites(place: Place) -> None:
    site = Site(str(place.path), AT)
    site.guard.port = 8000
    client = make_app(site).test_client()
    found = client.get(f"/?token={site.guard.token}", base_url=f"http://{HOST}")
    assert found.headers["Set-Cookie"].startswith("brandkit-8000=")
    assert "HttpOnly; Path=/; SameSite=Strict" in found.headers["Set-Cookie"]
    assert found.headers["Location"] == "/"


def test_without_the_cookie_nothing_is_shown_or_done(asked: Asked) -> None:
    stranger = asked.fresh()
    before = asked.place.tree()
    for path in ("/", "/calendar", "/themes", "/changes?seen=0", "/entries/aaaaaaaa"):
        found = stranger.get(path)
        assert found.status_code == 403
        assert "Helen" not in found.text
    assert stranger.post("/plan", headers=ORIGIN).status_code == 403
    assert asked.place.tree() == before


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1:9", "127.0.0.1", f"{HOST}.evil.example"],
)
def test_a_foreign_name_that_leads_here_gets_nothing(asked: Asked, host: str) -> None:
    found = asked.client.get("/calendar", headers={"Host": host})
    assert found.status_code == 421
    with asked.client.get("/static/board.css", headers={"Host": host}) as sheet:
        assert sheet.status_code == 421


def test_localhost_is_a_name_of_ours(asked: Asked) -> None:
    assert asked.fresh().get("/calendar", headers={"Host": "localhost:8000"}).status_code == 403


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9", f"https://{HOST}"]
)
def test_what_another_site_sends_changes_nothing(asked: Asked, origin: str | None) -> None:
    before = asked.place.tree()
    headers = {} if origin is None else {"Origin": origin}
    for path in ("/plan", "/move", "/ideas", "/undo", "/language"):
        assert asked.client.post(path, data={"text": "x"}, headers=headers).status_code == 403
    assert asked.place.tree() == before


def test_another_site_may_not_even_ask(asked: Asked) -> None:
    found = asked.client.get("/calendar", headers={"Sec-Fetch-Site": "cross-site"})
    assert found.status_code == 403


def test_every_answer_forbids_inline_scripts_frames_and_keeping(asked: Asked) -> None:
    for path in ("/calendar", "/nowhere", "/entries/aaaaaaaa", "/static/board.js"):
        with asked.client.get(path) as found:
            headers = found.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "'unsafe" not in policy.replace("style-src-attr 'unsafe-inline'", "")
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert asked.client.get("/calendar").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/entries/..%2f..%2fbrand.toml",
        "/entries/drafts%2fx.md",
        "/entries/../brand.toml",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "//etc/passwd",
    ],
)
def test_no_path_of_a_request_reaches_the_disk(asked: Asked, path: str) -> None:
    found = asked.client.get(path)
    assert found.status_code in {404, 308, 400}
    assert "def make_app" not in found.text
    assert "format = 1" not in found.text


def test_a_page_leads_back_only_to_pages_of_the_board(asked: Asked) -> None:
    for back in ("https://evil.example", "//evil.example", "/\\evil.example", "evil"):
        found = asked.post("/language", language="it", back=back)
        assert found.headers["Location"] == "/"


def test_what_is_typed_as_html_does_nothing(asked: Asked) -> None:
    place = asked.place
    name = f"drafts/{place.drafts()[0]}"
    text = place.read(name)
    head, _, _body = text.partition("\n---\n")
    head = "\n".join(
        f"title: '{EVIL}'" if line.startswith("title:") else line for line in head.split("\n")
    )
    place.write(name, f"{head}\nfirst_comment: '{EVIL}'\nalt: '{EVIL}'\n---\n\n{EVIL}\n")
    blog = next(one for one in place.drafts() if "blog" in one)
    other = place.read(f"drafts/{blog}").partition("\n---\n")[0]
    place.write(f"drafts/{blog}", f"{other}\n---\n\n{EVIL} [link](javascript:alert(3))\n")
    place.write("ideas/evil.md", f"---\ntitle: '{EVIL}'\n---\n{EVIL}\n")
    fed = f"title: '{EVIL}'\nurl: 'javascript:alert(4)'\nwork: '{EVIL}'\nsource: '{EVIL}'"
    place.write("ideas/fed.md", f"---\n{fed}\n---\n> {EVIL}\n")
    place.write(
        "ideas/link.md", "---\ntitle: x\nurl: 'https://a.example/\"><script>alert(5)'\n---\n"
    )
    place.write("material/evil.md", f"---\nthemes: ['{EVIL}']\n---\n{EVIL}\n")
    place.write("inbox.md", f"- {EVIL}\n")
    place.edit("brand.toml", 'name = "Helen Marsh"', f'name = "{EVIL}"')
    pages = [
        "/calendar",
        "/calendar?view=list",
        "/ideas",
        "/material",
        "/plan",
        "/themes",
        "/habits",
        "/new",
    ]
    for one in (name, f"drafts/{blog}"):
        identity = asked.id_of(one)
        pages += [f"/entries/{identity}", f"/entries/{identity}/out", f"/entries/{identity}/why"]
    for path in pages:
        shown = asked.get(path)
        assert "<script>alert" not in shown, path
        assert "<img src=x onerror" not in shown, path
        assert 'href="javascript:' not in shown, path


def test_an_address_that_is_no_web_address_is_no_link(asked: Asked) -> None:
    name = f"drafts/{asked.place.drafts()[0]}"
    asked.place.edit(name, "\n---\n", "\nurl: 'javascript:alert(1)'\n---\n")
    assert "javascript:alert" not in asked.get(f"/entries/{asked.id_of(name)}")


def test_a_board_to_be_read_changes_nothing(place: Place) -> None:
    place.run("plan")
    asked = Asked(place, read_only=True)
    before = place.tree()
    name = asked.id_of(f"drafts/{place.drafts()[0]}")
    for path in ("/plan", "/move", "/ideas", "/undo", f"/entries/{name}", f"/entries/{name}/skip"):
        assert "only to be read" in asked.post(path, code=403).text
    for path in ("/calendar", f"/entries/{name}", "/themes", "/habits"):
        shown = asked.get(path)
        forms = re.findall(r'<form[^>]*action="([^"]*)"', shown)
        assert set(forms) <= {"/language", "/calendar", f"/entries/{name}"}, path
        assert "data-drop" not in shown
        assert "data-save" not in shown
    assert place.tree() == before


def test_a_body_of_100_mb_is_refused_and_costs_no_memory(place: Place) -> None:
    before = place.tree()
    with served(place.path) as site:
        connection = http.client.HTTPConnection("127.0.0.1", site.guard.port, timeout=20)
        connection.putrequest("POST", "/ideas")
        connection.putheader("Content-Length", str(100_000_000))
        connection.putheader("Origin", f"http://127.0.0.1:{site.guard.port}")
        connection.endheaders()
        sent = 0
        with contextlib.suppress(OSError):  # it hangs up, as it should
            while sent < 100_000_000:
                connection.send(b"x" * 65_536)
                sent += 65_536
        assert sent < 4 * LONGEST_BODY
        connection.close()
    assert place.tree() == before


def test_a_body_above_the_limit_is_told(asked: Asked) -> None:
    found = asked.client.post("/ideas", data={"text": "x" * (LONGEST_BODY + 1)}, headers=ORIGIN)
    assert found.status_code == 413
    assert "nothing was written" in found.text


def test_a_page_that_is_not_there_is_told(asked: Asked) -> None:
    assert "no such page" in asked.get("/nowhere", code=404)


def test_the_vendored_scripts_are_what_their_projects_published() -> None:
    import hashlib

    static = Path(__file__).resolve().parents[2] / "brandkit" / "web" / "static"
    listed = dict(
        line.split()[::-1] for line in (static / "SHA256SUMS").read_text("utf-8").splitlines()
    )
    assert set(listed) == {path.name for path in static.glob("*.min.js")}
    for name, digest in listed.items():
        assert hashlib.sha256((static / name).read_bytes()).hexdigest() == digest
    licences = (static / "LICENSES.md").read_text("utf-8")
    assert all(name in licences for name in listed)


def test_whoever_waits_is_let_go_at_the_end(place: Place) -> None:
    with served(place.path) as site:
        began = time.monotonic()
        site.watch.end()
        assert site.watch.after(site.watch.count, 20) == site.watch.count
        assert time.monotonic() - began < 5
