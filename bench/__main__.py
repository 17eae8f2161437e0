"""`python -m bench`: prints ratios to DuckDB on the same files; ends with 1 when a limit was missed."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.report import Report
from bench.sections import SECTIONS
from bench.server import running_server
from bench.setting import Choices, Setting


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows of the sales table")
    parser.add_argument("--preview-rows", type=int, default=5_000_000, help="rows of the table that is looked through")
    parser.add_argument("--csv-megabytes", type=int, default=100, help="size of the CSV file")
    parser.add_argument("--rounds", type=int, default=3, help="imports of the CSV file")
    parser.add_argument("--only", choices=SECTIONS, nargs="*", default=tuple(SECTIONS), help="sections to run")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "gnomon-bench-data")
    chosen = parser.parse_args()
    choices = Choices(chosen.rows, chosen.preview_rows, chosen.csv_megabytes, chosen.rounds, chosen.folder)
    report = Report()
    with running_server() as server:
        setting = Setting(server, report, choices)
        for name, section in SECTIONS.items():
            if name in chosen.only:
                section(setting)
    print("\nAll limits were kept." if not report.missed else f"\nMissed: {', '.join(report.missed)}")
    return 1 if report.missed else 0


sys.exit(main())
