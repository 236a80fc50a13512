"""Build the wheel, install it into a fresh environment outside the checkout, and use it there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("templates", "calendars", "starters")
NOW = "2026-11-23T10:00"


def run(*command: str, cwd: Path, code: int = 0) -> str:
    """The output of a command that must end with *code*."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COVERAGE"))}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != code:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}, not {code}")
    return done.stdout


def check_contents(wheel: Path) -> None:
    """What ships is what git keeps, no more and no less."""
    listed = run("git", "ls-files", "brandkit", *SHIPPED, cwd=ROOT).split()
    wanted = {
        f"brandkit/data/{name}" if name.startswith(SHIPPED) else name
        for name in listed
        if not name.endswith(".keep")
    }
    data = wheel.name.split("-py3")[0] + ".data/data/share/man"
    wanted |= {f"{data}/man1/brandkit.1", f"{data}/it/man1/brandkit.1"}
    with zipfile.ZipFile(wheel) as archive:
        found = {name for name in archive.namelist() if ".dist-info/" not in name}
    if found != wanted:
        raise SystemExit(f"missing: {sorted(wanted - found)}\nextra: {sorted(found - wanted)}")


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
        build = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(place))
        run(*pip, *build, str(ROOT), cwd=place)
        (wheel,) = place.glob("*.whl")
        check_contents(wheel)
        venv.create(place / "fresh", with_pip=True)
        scripts = place / "fresh" / ("Scripts" if os.name == "nt" else "bin")
        python, brandkit = str(scripts / "python"), str(scripts / "brandkit")
        quiet = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(python, *quiet, str(wheel), cwd=place)
        run(brandkit, "init", "brand", "--language", "it", "--yes", cwd=place)
        brand = place / "brand"
        print(run(brandkit, "--now", NOW, "plan", cwd=brand))
        agenda = run(brandkit, "--now", NOW, "agenda", cwd=brand)
        if agenda.count("LinkedIn") < 5 or not list(brand.glob("drafts/*.md")):
            raise SystemExit(f"the agenda of the wheel is not a month's:\n{agenda}")
        run(brandkit, "plan", cwd=place, code=3)
        if "Uso: brandkit" not in run(brandkit, "copy", "--help", cwd=brand):
            raise SystemExit("the wheel does not speak Italian")
        run(brandkit, "--now", NOW, "check", "2026-11-24", cwd=brand, code=1)
        if '"claims": []' in run(brandkit, "check", "--profile", "--json", cwd=brand):
            raise SystemExit("the wheel does not read themes")
        run(brandkit, "--now", NOW, "board", "--static", "pages", cwd=brand)
        if "<h1>Novembre 2026</h1>" not in (brand / "pages" / "index.html").read_text("utf-8"):
            raise SystemExit("the wheel has no board")
    print("the wheel works in a fresh environment")


if __name__ == "__main__":
    main()
