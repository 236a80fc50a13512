"""The coverage gates: 100 % of branches where a mistake costs words, 95 % in search and model."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path

from coverage import Coverage

FULL = (
    "brandkit/core/notation/",
    "brandkit/core/calendar/",
    "brandkit/core/pins.py",
    "brandkit/core/shares.py",
    "brandkit/core/slug.py",
    "brandkit/files.py",
)
REST = 95.0


def main() -> int:
    """Print each file below its gate; 1 if there is one."""
    coverage = Coverage()
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        coverage.json_report(outfile=str(report), pretty_print=False)
        found = json.loads(report.read_text("utf-8"))
    low = []
    rest_lines = rest_covered = 0
    for name, file in sorted(found["files"].items()):
        summary, path = file["summary"], name.replace("\\", "/")
        if path.startswith(FULL):
            if summary["percent_covered"] < 100:
                lines, branches = file["missing_lines"], file.get("missing_branches", [])
                low.append(f"{path}: {summary['percent_covered']:.1f} % {lines} {branches}")
            continue
        rest_lines += summary["num_statements"] + summary.get("num_branches", 0)
        rest_covered += summary["covered_lines"] + summary.get("covered_branches", 0)
    share = 100 * rest_covered / max(rest_lines, 1)
    out = io.StringIO()
    coverage.report(file=out, skip_covered=True)
    print(out.getvalue())
    print(f"gated at 100 %: {len(low)} below; the rest: {share:.1f} % of {REST} %")
    for line in low:
        print(line)
    return int(bool(low) or share < REST)


if __name__ == "__main__":
    sys.exit(main())
