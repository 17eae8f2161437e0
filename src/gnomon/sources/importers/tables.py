"""What every kind of file becomes before its values are typed: a table that the engine can scan."""

from collections.abc import Mapping
from typing import Protocol

from gnomon.sources.importers.column_typing import Native
from gnomon.sources.importers.rejects import RejectList
from gnomon.sources.importers.sql import Connection, name


class FileTable(Protocol):
    """A file as a relation: some columns are text, others come with a type."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in the dataset."""

    @property
    def source_names(self) -> tuple[str, ...]:
        """The names of the columns in the file."""

    @property
    def natives(self) -> Mapping[str, Native]:
        """The columns that come with a type."""

    @property
    def encoding(self) -> str | None:
        """What the file is written in, if it is text."""

    @property
    def header_line(self) -> int | None:
        """The line that names the columns."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was noticed about the file as a whole."""

    def relation(self, *, keeps_rejects: bool = False) -> str:
        """The rows, in their order, as SQL."""

    def collect_rejects(self, connection: Connection, rejects: RejectList) -> frozenset[int]:
        """List the rows that the scan that kept rejects could not use; returns what `locate` needs to know of them."""

    def locate(
        self, connection: Connection, tests: Mapping[str, str], left_out: frozenset[int], at_most: int
    ) -> list[tuple[int, str, str]]:
        """Line, column and text of the values for which a test holds."""


def rows_that(
    connection: Connection, relation: str, tests: Mapping[str, str], row: str, at_most: int
) -> list[tuple[int, str, str]]:
    """Row, column and text of the values for which a test holds, in the order of the rows."""
    columns = list(tests)
    values = ", ".join(
        f"CASE WHEN {tests[column]} THEN {name(column)} END AS v{index}" for index, column in enumerate(columns)
    )
    is_any = " OR ".join(f"v{index} IS NOT NULL" for index in range(len(columns)))
    rows = connection.execute(
        f"SELECT * FROM (SELECT {row} AS row_, {values} FROM {relation}) WHERE {is_any} ORDER BY row_ LIMIT {at_most}"
    ).fetchall()
    found = ((row[0], column, value) for row in rows for column, value in zip(columns, row[1:], strict=True))
    return [misfit for misfit in found if misfit[2] is not None][:at_most]
