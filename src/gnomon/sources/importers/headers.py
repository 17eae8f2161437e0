"""The names of columns: whether a file has a line of them, and how each becomes a name of its own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from gnomon.datasets.contracts import ROWS
from gnomon.sources.importers.guessing import Taste, guess

MAX_NAME_LENGTH = 255
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def has_header(records: Sequence[Sequence[str]]) -> bool:
    """Whether the first record names the columns rather than being a row."""
    if not records:
        return False
    first, rows = records[0], records[1:]
    typed = [index for index, field in enumerate(first) if _reads(field)]
    if typed:
        if len(typed) == len(first):
            return False
        if rows and _are_years([first[index] for index in typed]):
            return not _are_years([rows[0][index] for index in typed if index < len(rows[0])])
        return not any(_column_reads(rows, index) for index in typed)
    return not any(row != first and _shares_a_field(first, row) for row in rows)


def _shares_a_field(first: Sequence[str], row: Sequence[str]) -> bool:
    """A name that stands again below itself is no name, but a value."""
    return any(field.strip() and field == below for field, below in zip(first, row, strict=False))


def _reads(field: str) -> bool:
    return bool(field.strip()) and guess("", [field], (), Taste()) is not None


def _column_reads(rows: Sequence[Sequence[str]], index: int) -> bool:
    values = [row[index] for row in rows[:50] if index < len(row) and row[index].strip()]
    return bool(values) and guess("", values, (), Taste()) is not None


def _are_years(fields: Sequence[str]) -> bool:
    if len(fields) < 2 or not all(_YEAR.fullmatch(field.strip()) for field in fields):
        return False
    years = [int(field) for field in fields]
    return all(later - earlier == years[1] - years[0] != 0 for earlier, later in pairwise(years))


def unique_names(headers: Sequence[str]) -> tuple[str, ...]:
    """A name of its own for every header, without regard to case; blank ones are named by their place."""
    wanted = [_clean(header) or f"column_{position}" for position, header in enumerate(headers, start=1)]
    taken = {ROWS}
    reserved = {name.casefold() for name in wanted}
    chosen: list[str] = []
    for name in wanted:
        unique, number = name, 2
        while unique.casefold() in taken or (number > 2 and unique.casefold() in reserved):
            suffix = f"_{number}"
            unique = name[: MAX_NAME_LENGTH - len(suffix)] + suffix
            number += 1
        taken.add(unique.casefold())
        chosen.append(unique)
    return tuple(chosen)


def _clean(header: str) -> str:
    return " ".join(_CONTROLS.sub(" ", header).split())[:MAX_NAME_LENGTH].strip()
