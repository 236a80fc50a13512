"""What one says of oneself, against limits, voice and what the record shows."""

from __future__ import annotations

import json

import pytest

from brandkit.core.notation.profile import sections_of
from tests.cli.test_themes import HIRING, posted
from tests.conftest import Place

PROFILE = """\
# Headline

I help family firms to hand over to their children

# About

Succession is a conversation before it is a contract. I sit at that table with founders and heirs.

# Bio Bluesky

{bio}
"""


def test_a_claim_that_the_record_does_not_show_is_told_and_the_reverse(place: Place) -> None:
    place.write("profile.md", PROFILE.format(bio="Family firms and their heirs."))
    for n in range(1, 29):
        posted(place, n, HIRING, 10)
        posted(place, n, HIRING, 9)
    place.run(
        "label", *(f"published/2026/2026-10-{n:02}-linkedin.md" for n in range(1, 29)), "hiring"
    )
    ran = place.run("check", "--profile")
    first, second, third, last = ran.out.splitlines()
    assert first.startswith(
        "profile.md:1:1: the profile speaks of Succession; of what you published, 0–"
    )
    assert first.endswith("(advice)")
    assert "of what you published is about Hiring; the profile does not say so" in second
    assert third == "The profile speaks of Succession."
    assert last == "Nothing in the profile has to be mended."
    found = json.loads(place.run("check", "--profile", "--json").out)
    assert found["claims"] == ["succession"]
    assert [one["rule"] for one in found["findings"]] == ["claim", "unsaid"]


def test_what_is_too_long_or_not_ones_voice_is_to_be_mended(place: Place) -> None:
    text = PROFILE.format(bio="x " * 200).replace("I help", f"{'I help ' * 40}\n\nI help")
    place.write("profile.md", text)
    place.edit("brand.toml", 'kind = "linkedin"', 'kind = "linkedin"\nlimits = { about = 20 }')
    brand = place.read("brand.toml")
    sky = '\n[[channel]]\nid = "sky"\nname = "Bluesky"\nkind = "bluesky"\nlanguage = "en"\n'
    place.write("brand.toml", brand + sky)
    out = place.run("check", "--profile", code=1).out
    assert "Headline: 332 characters, LinkedIn takes 220" in out
    assert "About: 98 characters, LinkedIn takes 20" in out
    assert "Bio Bluesky: 399 graphemes, Bluesky takes 256" in out
    assert out.endswith("3 things to mend.\n")


def test_a_record_of_few_posts_says_nothing_of_a_profile(place: Place) -> None:
    posted(place, 1, HIRING, 10)
    found = json.loads(place.run("check", "--profile", "--json").out)
    assert found["findings"] == []


@pytest.mark.parametrize(("args", "code"), [(("1",), 2)])
def test_a_profile_is_no_entry(place: Place, args: tuple[str, ...], code: int) -> None:
    assert "leave ENTRY out" in place.run("check", "--profile", *args, code=code).err


def test_a_profile_without_headings_or_without_a_file_is_told(place: Place) -> None:
    place.write("profile.md", "I am Helen and I help people.\n")
    assert "profile.md:1:1: no heading" in place.run("check", "--profile", code=1).out
    (place.path / "profile.md").unlink()
    assert "profile.md" in place.run("check", "--profile", code=4).err


@pytest.mark.parametrize(
    ("heading", "field", "channel"),
    [
        ("# Headline", "headline", ""),
        ("## Chi sono ##", "about", ""),
        ("# Bio: Bluesky", "bio", "bluesky"),
        ("# BIO", "bio", ""),
        ("# Biography of a firm", "", ""),
        ("# My dog", "", ""),
    ],
)
def test_a_heading_names_a_field(heading: str, field: str, channel: str) -> None:
    (section,) = sections_of(f"before\n{heading}\nText\n")
    assert (section.field, section.channel) == (field, channel)
