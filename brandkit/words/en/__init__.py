"""English: the names of days and months, and every sentence of a screen by its key."""

from __future__ import annotations

from brandkit.words.en import board, gathering, habits, knowing, planning, reminding, working

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
SENTENCES = {
    **planning.SENTENCES,
    **working.SENTENCES,
    **gathering.SENTENCES,
    **knowing.SENTENCES,
    **reminding.SENTENCES,
    **habits.SENTENCES,
    **board.SENTENCES,
}
