"""Relationships that the names and types of columns suggest; whether they hold is measured elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gnomon.datasets.contracts import Column, ColumnType, DatasetTable
from gnomon.semantic.checking import comparable
from gnomon.semantic.words import words_of

MAX_CANDIDATES = 200

_KEY_WORDS = frozenset({"id", "key", "code", "uuid", "guid", "no", "nr", "number", "sku", "iso"})
_JOINABLE = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.TEXT, ColumnType.DATE, ColumnType.DATETIME})


@dataclass(frozen=True, slots=True)
class Candidate:
    """That a column of one table may hold the key of another."""

    name: str
    """What the role may be called."""
    from_table: DatasetTable
    from_column: str
    to_table: DatasetTable
    to_column: str
    names_table: bool
    """Whether the column's name says which table it belongs to."""


def candidates(tables: Sequence[DatasetTable]) -> list[Candidate]:
    """The likely keys between some datasets, those first whose column names the other table; a pair may stand twice."""
    found = [
        one
        for to_table in tables
        for to_column in to_table.columns
        if to_column.type in _JOINABLE
        for one in _towards(tables, to_table, to_column)
    ]
    found.sort(key=lambda one: not one.names_table)
    return found[:MAX_CANDIDATES]


def _towards(tables: Sequence[DatasetTable], to_table: DatasetTable, to_column: Column) -> Iterator[Candidate]:
    """Columns of the other tables that may hold this one's values."""
    table, key = _stems(to_table.sql_name), _stems(to_column.name)
    is_day = to_column.type is ColumnType.DATE and not _CALENDAR_STEMS.isdisjoint(table)
    if not (is_day or (key and (key[-1] in _KEY_WORDS or key == table))):
        return
    # As other tables spell the key: `customer id`, whether this one says `id` or `customer_id`.
    is_spelled = key[: len(table)] == table
    spelled = key if is_spelled else [*table, *key]
    for from_table in tables:
        for column in from_table.columns if from_table.dataset_id != to_table.dataset_id else ():
            words = _stems(column.name)
            names_table = words[-len(spelled) :] == spelled
            is_same = words == key and len(key) > 1
            is_moment = is_day and column.type is ColumnType.DATE
            if comparable(column.type, to_column.type) and (names_table or is_same or is_moment):
                role = _role(column, from_table, to_table)
                yield Candidate(role, from_table, column.name, to_table, to_column.name, names_table or is_moment)


def _role(column: Column, from_table: DatasetTable, to_table: DatasetTable) -> str:
    """What the other table is for this one: `customer` for `customer_id`, `shipped_on` as it is."""
    words = [word.casefold() for word in words_of(column.name)]
    role = "_".join(words[:-1] if len(words) > 1 and words[-1] in _KEY_WORDS else words)
    taken = {from_table.sql_name.casefold(), to_table.sql_name.casefold()}
    return f"{role}_of_{from_table.sql_name}" if role in taken else role


def _stems(name: str) -> list[str]:
    """The words of a name without what tells singular from plural: `countries` and `country` are both `countr`."""
    return [word if word in _KEY_WORDS else _stem(word) for word in (each.casefold() for each in words_of(name))]


def _stem(word: str) -> str:
    endings = (ending for ending in ("ies", "es", "s", "y", "e") if word.endswith(ending))
    ending = next(endings, "")
    return word.removesuffix(ending) if len(word) > len(ending) + 1 else word


_CALENDAR_STEMS = frozenset(_stem(word) for word in ("calendar", "date", "day"))
