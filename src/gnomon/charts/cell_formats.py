"""Which of the cell formats that people chose have a column in the picture."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.cells import CellColumn, CellFormat
from gnomon.charts.fields import Field
from gnomon.datasets.contracts import ColumnType

NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})


def cell_columns(made: Arrangement) -> tuple[CellColumn, ...]:
    """The columns of numbers whose cells can be formatted."""
    return tuple(CellColumn(column=one.column, title=one.title) for one in _numbers(made))


def cells_of(made: Arrangement, formats: tuple[CellFormat, ...]) -> tuple[CellFormat, ...]:
    """The formats of columns that are there, by their result columns; others wait until their field is back."""
    numbers = _numbers(made)
    found: dict[tuple[str, str], CellFormat] = {}
    for chosen in formats:
        named = [one for one in numbers if one.column == chosen.column]
        for one in named or [one for one in numbers if one.ref.member == chosen.column]:
            found.setdefault((one.column, chosen.kind), chosen.model_copy(update={"column": one.column}))
    return tuple(found.values())


def _numbers(made: Arrangement) -> list[Field]:
    fields = made.measures or made.fields
    return [one for one in fields if one.type in NUMBERS and one.ref.grain is None]
