"""`python -m bench`: prints ratios to DuckDB on the same files; ends with 1 when a limit was missed."""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import data, sections
from bench.report import Report
from bench.server import Server, running_server

SECTIONS = ("footprint", "uncached", "handwritten", "cached", "tiles", "preview", "csv")


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows of the sales table")
    parser.add_argument("--preview-rows", type=int, default=5_000_000, help="rows of the table that is looked through")
    parser.add_argument("--csv-megabytes", type=int, default=100, help="size of the CSV file")
    parser.add_argument("--rounds", type=int, default=3, help="imports of the CSV file")
    parser.add_argument("--only", choices=SECTIONS, nargs="*", default=SECTIONS, help="sections to run")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "gnomon-bench-data")
    chosen = parser.parse_args()
    report = Report()
    with running_server() as server:
        if "footprint" in chosen.only:
            sections.footprint(server, report)
        if {"uncached", "handwritten", "cached", "tiles"} & set(chosen.only):
            dataset = uploaded(server, chosen.folder, chosen.rows)
            for name, section in (
                ("uncached", sections.uncached),
                ("handwritten", sections.handwritten),
                ("cached", sections.cached),
                ("tiles", sections.twelve_tiles),
            ):
                if name in chosen.only:
                    section(server, dataset, report)
        if "preview" in chosen.only:
            sections.preview(server, uploaded(server, chosen.folder, chosen.preview_rows), report)
        if "csv" in chosen.only:
            path = data.sales_csv(chosen.folder, chosen.csv_megabytes)
            sections.csv_import(server, path, report, chosen.rounds)
    print("\nAll limits were kept." if not report.missed else f"\nMissed: {', '.join(report.missed)}")
    return 1 if report.missed else 0


def uploaded(server: Server, folder: Path, rows: int) -> dict[str, Any]:
    """The sales of so many rows as a dataset."""
    dataset = server.upload(data.sales_parquet(folder, rows))
    print(f"      {dataset['row_count']:,} rows x {len(dataset['columns'])} columns", flush=True)
    return dataset


sys.exit(main())
