"""Which of the cell formats that people chose have a column in the picture."""

from collections.abc import Sequence

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.cells import CellColumn, CellFormat
from gnomon.charts.contracts import Mark
from gnomon.charts.fields import Field
from gnomon.datasets.contracts import ColumnType

NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})


def cell_columns(made: Arrangement) -> tuple[CellColumn, ...]:
    """The columns whose cells can be formatted: those of numbers, and of a table all others too."""
    numbers = numbers_of(made)
    others = [one for one in made.fields if one not in numbers] if numbers and made.mark is Mark.TABLE else []
    return (
        *(CellColumn(column=one.column, title=one.title) for one in numbers),
        *(CellColumn(column=one.column, title=one.title, is_number=False) for one in others),
    )


def cells_of(made: Arrangement, formats: tuple[CellFormat, ...]) -> tuple[CellFormat, ...]:
    """The formats of columns that are there, by their result columns; others wait until their field is back.

    So do those, and those rules, that look at a column which is not there.
    """
    numbers = numbers_of(made)
    found: dict[tuple[str, str], CellFormat] = {}
    for chosen in formats:
        seen = _looking_at(numbers, chosen)
        if seen is None:
            continue
        is_by_another = seen.decided_by is not None and made.mark is Mark.TABLE
        for column in _named(made.fields if is_by_another else numbers, chosen.column):
            found.setdefault((column, chosen.kind), seen.model_copy(update={"column": column}))
    return tuple(found.values())


def _looking_at(numbers: list[Field], chosen: CellFormat) -> CellFormat | None:
    """A format by the result columns that it looks at; None where nothing of it is left."""
    by = one_named(numbers, chosen.decided_by)
    rules = tuple(
        rule.model_copy(update={"than": one_named(numbers, rule.than)})
        for rule in chosen.rules
        if rule.than is None or _named(numbers, rule.than)
    )
    is_lost = (chosen.decided_by is not None and by is None) or bool(chosen.rules and not rules)
    return None if is_lost else chosen.model_copy(update={"decided_by": by, "rules": rules})


def _named(fields: Sequence[Field], name: str) -> list[str]:
    """The columns that a name means: the result column of that name, or all of the member."""
    exactly = [one.column for one in fields if one.column == name]
    return exactly or [one.column for one in fields if one.ref.member == name]


def one_named(numbers: list[Field], name: str | None) -> str | None:
    """The first column that a name means."""
    return next(iter(_named(numbers, name)), None) if name is not None else None


def numbers_of(made: Arrangement) -> list[Field]:
    """The columns of numbers of a picture: its measures, or of single rows all of its fields."""
    fields = made.measures or made.fields
    return [one for one in fields if one.type in NUMBERS and one.ref.grain is None]
