"""What a question may be about: a model as one principal sees it, and what was measured of its keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gnomon.datasets.contracts import DatasetId, DatasetTable
from gnomon.query.plan import Rollup, RowFilter, Unrestricted
from gnomon.semantic.contracts import CheckedModel

KeyColumns = tuple[str, tuple[str, ...]]
"""A table of the model, and columns of it."""


@dataclass(frozen=True)
class World:
    """The tables of a model with the rows that a principal may see of each."""

    checked: CheckedModel
    anchor: str
    """The table whose columns a question calls by plain names."""
    row_filters: Mapping[str, RowFilter]
    unique: Mapping[KeyColumns, bool] = field(default_factory=dict)
    """Whether columns identify the rows of their table, as far as it was measured."""
    unmeasured: set[KeyColumns] = field(default_factory=set)
    """What somebody wanted to know and nobody had measured; until then rows are kept apart the careful way."""
    rollups: Mapping[DatasetId, Sequence[Rollup]] = field(default_factory=dict)
    """Tables that were aggregated beforehand, of the very versions that stand here."""

    @property
    def table(self) -> DatasetTable:
        """The anchor's dataset."""
        return self.checked.tables[self.anchor]

    def identifies(self, table: str, columns: tuple[str, ...]) -> bool:
        """Whether at most one row of the table has any given values in these columns, as far as is known."""
        known = self.unique.get((table, columns))
        if known is None:
            self.unmeasured.add((table, columns))
        return bool(known)

    def is_ambiguous(self, table: str, columns: tuple[str, ...]) -> bool:
        """Whether some values in these columns are known to stand in several rows of the table."""
        return not self.identifies(table, columns) and (table, columns) in self.unique

    def sees_all(self, table: str) -> bool:
        """Whether the principal may see every row of a table, and so may be told what was measured of all of them."""
        return isinstance(self.row_filters[table], Unrestricted)
