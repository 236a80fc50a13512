"""How often drift is told where there is none, and how soon where there is one.

    python -m benchmarks.drift [--records 400]

Records of two years, two posts a week, are drawn at random; for the second year drift is looked for
after every post. "false": the part of records without a change in which one was told. "delay": the
median number of posts after which a change at the middle was told, when a theme falls from its
share to a sixth of it and another takes what it leaves; "missed" were not told within the year.
"""

from __future__ import annotations

import argparse
import random
import statistics
from datetime import date

from brandkit.core.themes.drift import WINDOW, bound, strongest

YEAR = 104
START = date(2026, 1, 1)


def record(mixes: list[list[float]], draw: random.Random) -> list[list[float]]:
    """A post for each mix, as a row of one 1."""
    rows = []
    for mix in mixes:
        theme = draw.choices(range(len(mix)), mix)[0]
        rows.append([float(k == theme) for k in range(len(mix))])
    return rows


def told_at(rows: list[list[float]], first: int) -> int | None:
    """The number of posts after *first* at which drift was told."""
    for end in range(first + 1, len(rows) + 1):
        found = strongest(rows[max(0, end - WINDOW) : end])
        if found is not None and found.strength >= bound(len(rows[0])):
            return end - first
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, default=400)
    records = parser.parse_args().records
    draw = random.Random(0)
    print("themes  mix            false  delay  missed")
    for count in (3, 4, 5, 6, 8):
        for name in ("equal", "uneven"):
            weights = [1.0 if name == "equal" else 0.5 + draw.random() * 2 for _ in range(count)]
            mix = [weight / sum(weights) for weight in weights]
            least = sum(
                told_at(record([mix] * (2 * YEAR), draw), YEAR) is not None for _ in range(records)
            )
            top = max(range(count), key=lambda k: mix[k])
            after = [*mix]
            after[top] = mix[top] / 6
            after[(top + 1) % count] += mix[top] - after[top]
            delays = [
                told_at(record([mix] * YEAR + [after] * YEAR, draw), YEAR)
                for _ in range(max(records // 4, 1))
            ]
            seen = [delay for delay in delays if delay is not None]
            median = f"{statistics.median(seen):.0f}" if seen else "-"
            print(
                f"{count:6}  {name:12}  {least / records:6.3f}  {median:>5}"
                f"  {1 - len(seen) / len(delays):6.2f}"
            )


if __name__ == "__main__":
    main()
