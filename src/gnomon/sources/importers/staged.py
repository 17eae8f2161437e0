"""Tables whose rows the engine already holds: extracted JSON, the sheet of a workbook, a Parquet file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gnomon.datasets.contracts import Reject
from gnomon.sources.importers.column_typing import Native
from gnomon.sources.importers.rejects import RejectList
from gnomon.sources.importers.sql import Connection
from gnomon.sources.importers.tables import rows_that


@dataclass(frozen=True, slots=True)
class StagedTable:
    """Rows that lie ready under a name of the engine."""

    source: str
    """The rows, as SQL."""
    line: str
    """Which line of the file a row is, as SQL over `source`."""
    names: tuple[str, ...]
    source_names: tuple[str, ...]
    natives: Mapping[str, Native] = field(default_factory=dict)
    encoding: str | None = None
    header_line: int | None = None
    warnings: tuple[str, ...] = ()
    rejected: Sequence[Reject] = ()
    """The first of the rows that were left out on the way here."""
    rejected_count: int = 0

    def relation(self, *, keeps_rejects: bool = False) -> str:
        return self.source

    def collect_rejects(self, connection: Connection, rejects: RejectList) -> frozenset[int]:
        rejects.add_uncounted(self.rejected, self.rejected_count)
        return frozenset()

    def locate(
        self, connection: Connection, tests: Mapping[str, str], left_out: frozenset[int], at_most: int
    ) -> list[tuple[int, str, str]]:
        return rows_that(connection, self.source, tests, self.line, at_most)
