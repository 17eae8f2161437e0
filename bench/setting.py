"""What every section is given: the server, the choices of the command line, the report, and the data when it asks."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import data
from bench.report import Report
from bench.server import API, Server


@dataclass(frozen=True)
class Choices:
    """What the command line said."""

    rows: int
    preview_rows: int
    csv_megabytes: int
    rounds: int
    folder: Path


@dataclass
class Setting:
    """One run of the bench; data sets are uploaded once and shared by the sections."""

    server: Server
    report: Report
    choices: Choices
    uploaded: dict[int, dict[str, Any]] = field(default_factory=dict)

    def sales(self, rows: int | None = None) -> dict[str, Any]:
        """The sales of so many rows as a dataset; as many as were chosen unless told."""
        count = rows or self.choices.rows
        if count not in self.uploaded:
            dataset = self.server.upload(data.sales_parquet(self.choices.folder, count))
            print(f"      {dataset['row_count']:,} rows x {len(dataset['columns'])} columns", flush=True)
            self.uploaded[count] = dataset
        return self.uploaded[count]

    def drop(self, rows: int) -> None:
        """Throw a dataset away that no other section needs."""
        dataset = self.uploaded.pop(rows)
        self.server.client.delete(f"{API}/datasets/{dataset['id']}").raise_for_status()
