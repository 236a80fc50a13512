"""What LinkedIn's archive holds besides posts: the profile, what others say, the people."""

from __future__ import annotations

from brandkit.archives.network import listed_in, network_in, take_network
from brandkit.archives.others import new_in, said_in, take_others
from brandkit.archives.profile import is_taken, profile_in, take
from brandkit.cli.desk import Desk
from brandkit.housekeeping import writing
from brandkit.workspace import load_people, load_remarks


def taken_profile(desk: Desk, path: str, *, wanted: bool) -> str:
    """Take the archive's profile over, if that is *wanted*; what is to be told of it."""
    found = profile_in(path)
    if found is None or is_taken(desk.root, found):
        return ""
    if not wanted:
        return desk.words("import.profile")
    with writing(desk.root):
        take(desk.root, found, desk.brand.language)
    return desk.words("import.profile taken")


def taken_people(desk: Desk, path: str, *, wanted: bool) -> list[str]:
    """Take the connections over, if that is *wanted*; what is to be told of it."""
    words = desk.words
    if not wanted:
        n = listed_in(path)
        return [words("import.people", n=n)] if n else []
    found = network_in(path, desk.brand.name)
    if found is None:
        return []
    with writing(desk.root):
        notes = load_people(desk.root).people
        took = take_network(desk.root, found, notes, desk.brand.language, words("import.message"))
    told = [words("import.people taken", n=took.all, new=took.new)]
    if took.notes:
        told.append(words("import.people dates", n=len(took.notes)))
    return told


def taken_others(desk: Desk, path: str, *, wanted: bool) -> str:
    """Take what others say over, if that is *wanted*; what is to be told of it."""
    said = said_in(path)
    if not said:
        return ""
    with writing(desk.root):
        new = new_in(said, load_remarks(desk.root).remarks)
        if not new:
            return ""
        if not wanted:
            texts = len(new.recommendations)
            return desk.words("import.others", skills=len(new.skills), texts=texts)
        paths = take_others(desk.root, new, desk.now.date())
    return desk.words("import.others taken", n=len(paths))
