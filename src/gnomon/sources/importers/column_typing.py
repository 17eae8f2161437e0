"""Settle the type of every column by all of its rows.

A column has a type when all of its values fit it. Where the column is long (1,000 values or more) and clearly of one
type, up to one value in a thousand, and never more than 1,000 of them, may be misfits: the column keeps its type, and
each misfit is listed among the rejects while its row stays, with nothing in that place. In every other case the column
is text, which loses nothing. Codes are never misfits: a single `00501`, `+1555` or `1E5` makes a column text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gnomon.datasets.contracts import ColumnType
from gnomon.sources.importers.guessing import Taste, guess
from gnomon.sources.importers.readings import NULL_MARKERS, PLAIN, Reading, floating, on
from gnomon.sources.importers.sql import Connection, first_row, literal, name

MIN_VALUES_FOR_MISFITS = 1_000
MAX_MISFITS = 1_000
MAX_MISFIT_SHARE = 0.001

_ROUNDS = 4
_COLUMNS_AT_ONCE = 50
"""Planning one statement grows with the square of its columns."""
_EXAMPLES = 20
_MARKER_PATTERN = literal(rf"[ \t]*(?:{'|'.join(map(re.escape, NULL_MARKERS))})[ \t]*")
_CODE = r"[+]?[0-9]+(?:[eE][0-9]+)?"
_DAY_NAMES = {True: "day first", False: "month first"}


@dataclass(frozen=True, slots=True)
class Native:
    """A column that comes with a type, and how it becomes one of ours."""

    type: ColumnType
    engine_type: str
    value: str
    """SQL over the column's name in the file."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """What all rows of a column said about its type."""

    name: str
    reading: Reading | None
    """None for text."""
    notes: tuple[str, ...] = ()
    misfits: int = 0
    markers: int = 0
    native: Native | None = None
    """For a column that the file itself gave a type."""

    @property
    def type(self) -> ColumnType:
        if self.native:
            return self.native.type
        return self.reading.type if self.reading else ColumnType.TEXT

    @property
    def engine_type(self) -> str:
        if self.native:
            return self.native.engine_type
        return self.reading.engine_type if self.reading else "VARCHAR"

    @property
    def value(self) -> str:
        """The typed value of the column, as SQL over its text."""
        if self.native:
            return self.native.value
        if self.reading is None:
            return name(self.name)
        if not self.misfits and not self.markers:
            return on(self.reading.value, name(self.name))
        fits, value = on(self.reading.fits, name(self.name)), on(self.reading.value, name(self.name))
        return f"CASE WHEN {fits} THEN {value} END"

    @property
    def is_misfit(self) -> str:
        """Whether a row's text has no place in this column, as SQL."""
        if self.reading is None:
            return "false"
        text = name(self.name)
        return f"({text} IS NOT NULL AND NOT {on(self.reading.fits, text)} AND NOT {_is_marker(text)})"


@dataclass(frozen=True, slots=True)
class _Measured:
    """What one pass over all rows said about one reading of one column."""

    fitting: int
    markers: int
    misfits: int
    first: int | None
    second: int | None
    codes: int
    examples: tuple[str, ...]

    @property
    def values(self) -> int:
        return self.fitting + self.markers + self.misfits


_NOTHING = Reading(ColumnType.TEXT, "VARCHAR", r"[^\s\S]", "NULL")
"""A reading that nothing fits: it asks a column that was empty in the sample for examples."""


def type_columns(
    connection: Connection,
    relation: str,
    samples: Mapping[str, Sequence[str]],
    tastes: Mapping[str, Taste],
    day_first: bool | None,
) -> list[TypedColumn]:
    """The type of each column, by name in order; `samples` hold some of their values."""
    guesses: dict[str, Reading] = {}
    for column, sample in samples.items():
        if tastes[column].forced is ColumnType.TEXT:
            continue
        has_values = any(value not in NULL_MARKERS for value in sample)
        reading = guess(column, sample, (), tastes[column]) if has_values else _NOTHING
        if reading is not None:
            guesses[column] = reading
    settled = {column: TypedColumn(column, None) for column in samples}
    best: dict[str, tuple[int, Reading]] = {}
    for round_ in range(_ROUNDS):
        if not guesses:
            break
        again: dict[str, Reading] = {}
        for column, measured in _measure(connection, relation, guesses).items():
            taste, reading = tastes[column], guesses[column]
            typed, better = _settle(column, reading, measured, taste, day_first)
            if reading is _NOTHING and not measured.examples:
                typed = _without_values(column, measured, taste, day_first)
            elif reading is _NOTHING:
                better = guess(column, measured.examples, (), taste)
            elif better is None and measured.misfits and taste.forced is None:
                better = guess(column, samples[column] or measured.examples, measured.examples, taste)
            if column not in best or measured.misfits < best[column][0]:
                best[column] = (measured.misfits, reading)
                settled[column] = typed
            if better is not None and better != reading and round_ + 1 < _ROUNDS:
                again[column] = better
        guesses = again
    return list(settled.values())


def _without_values(column: str, measured: _Measured, taste: Taste, day_first: bool | None) -> TypedColumn:
    """A column without a value has the type that it was given, if it was given one."""
    wanted = guess(column, (), (), taste)
    if wanted is None:
        return TypedColumn(column, None)
    return _settle(column, wanted, measured, taste, day_first)[0]


def _measure(connection: Connection, relation: str, guesses: Mapping[str, Reading]) -> dict[str, _Measured]:
    """Hold every guess against all rows, in one pass."""
    columns = list(guesses)
    found: dict[str, _Measured] = {}
    for start in range(0, len(columns), _COLUMNS_AT_ONCE):
        part = columns[start : start + _COLUMNS_AT_ONCE]
        # The verdict is a column of its own, because the engine would else match the pattern in every aggregate.
        judged = ", ".join(
            f"{name(column)} AS t{index}, {_verdict(name(column), guesses[column])} AS v{index}"
            for index, column in enumerate(part)
        )
        selected = ", ".join(_aggregates(f"t{index}", f"v{index}", guesses[c]) for index, c in enumerate(part))
        row = first_row(connection, f"SELECT {selected} FROM (SELECT {judged} FROM {relation})")
        for index, column in enumerate(part):
            fitting, markers, misfits, first, second, codes, low, high = row[index * 8 : index * 8 + 8]
            examples = tuple(dict.fromkeys((*(low or ()), *(high or ()))))
            found[column] = _Measured(fitting or 0, markers or 0, misfits or 0, first, second, codes or 0, examples)
    return found


def _verdict(text: str, reading: Reading) -> str:
    """0 for a value that fits, 1 for a marker of no value, 2 for a misfit."""
    fits = on(reading.fits, text)
    return f"CASE WHEN {text} IS NULL THEN NULL WHEN {fits} THEN 0 WHEN {_is_marker(text)} THEN 1 ELSE 2 END"


def _aggregates(text: str, verdict: str, reading: Reading) -> str:
    misfit = f"CASE WHEN {verdict} = 2 THEN left({text}, 200) END"
    code = f"CASE WHEN {verdict} = 2 THEN regexp_full_match({text}, {literal(_CODE)}) END"
    first, second = (
        "NULL" if measure == "NULL" else f"{on(measure, f'CASE WHEN {verdict} = 0 THEN {text} END')}"
        for measure in reading.measures
    )
    return (
        f"count_if({verdict} = 0), count_if({verdict} = 1), count_if({verdict} = 2), {first}, {second}, "
        f"count_if({code}), min({misfit}, {_EXAMPLES}), max({misfit}, {_EXAMPLES})"
    )


def _is_marker(text: str) -> str:
    # A pattern, because the engine would evaluate a long IN list for every row, not only where it is asked.
    return f"regexp_full_match({text}, {_MARKER_PATTERN})"


def _settle(
    column: str, reading: Reading, measured: _Measured, taste: Taste, day_first: bool | None
) -> tuple[TypedColumn, Reading | None]:
    """The column as this reading leaves it, and a reading to try instead where no engine type has room."""
    text = TypedColumn(column, None, _text_notes(reading, measured))
    if measured.fitting == 0 and taste.forced is None:
        return text, None
    notes: list[str] = [reading.note] if reading.note else []
    misfits = measured.misfits
    if reading.month_first is not None and reading.day_first is not None:
        is_day_first, misfits, note = _day_order(measured, day_first)
        reading = reading.day_first if is_day_first else reading.month_first
        notes += [note] if note else []
    else:
        sized = _sized(reading, measured)
        if sized is None:
            wider = floating(reading.style or PLAIN) if reading.type is ColumnType.DECIMAL else None
            return text, wider if taste.forced is None else None
        reading = sized
    if measured.markers:
        notes.append(f"{_values(measured.markers, 'was', 'were')} read as empty, being “NA”, “-” or the like.")
    if misfits and taste.forced is None and not _may_have_misfits(reading, measured, misfits):
        return text, None
    if misfits:
        notes.append(f"{_values(misfits, 'does', 'do')} not fit the type; see the rejects.")
    return TypedColumn(column, reading, tuple(notes), misfits, measured.markers), None


def _values(count: int, one: str, many: str) -> str:
    return f"{count:,} value{'' if count == 1 else 's'} {one if count == 1 else many}"


def _may_have_misfits(reading: Reading, measured: _Measured, misfits: int) -> bool:
    """The rule of the module, for a column that nobody gave a type."""
    is_number = reading.type in (ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT)
    return (
        measured.values >= MIN_VALUES_FOR_MISFITS
        and misfits <= min(MAX_MISFITS, measured.values * MAX_MISFIT_SHARE)
        and not (is_number and measured.codes)
    )


def _text_notes(reading: Reading, measured: _Measured) -> tuple[str, ...]:
    if measured.fitting < 0.9 * measured.values or not measured.examples or reading is _NOTHING:
        return ()
    words = {ColumnType.INTEGER: "whole numbers", ColumnType.DECIMAL: "numbers", ColumnType.FLOAT: "numbers"}
    what = words.get(reading.type, f"of the type {reading.type}")
    example = measured.examples[0][:40]
    return (f"Most values are {what}, but {measured.misfits:,} are not, such as “{example}”; read as text.",)


def _day_order(measured: _Measured, day_first: bool | None) -> tuple[bool, int, str | None]:
    """Whether the day comes first, how many values that leaves out, and what to say about it."""
    with_day, with_month = measured.first or 0, measured.second or 0
    rest = measured.values - measured.markers
    if day_first is not None:
        return day_first, rest - (with_day if day_first else with_month), None
    if with_day == with_month:
        return True, rest - with_day, "Day and month could not be told apart: read as day first."
    is_day_first = with_day > with_month
    return is_day_first, rest - max(with_day, with_month), f"Dates are written {_DAY_NAMES[is_day_first]}."


def _sized(reading: Reading, measured: _Measured) -> Reading | None:
    """The reading with an engine type that holds every digit; None when there is none."""
    if reading.type is ColumnType.INTEGER:
        if not measured.second:
            return _as_number(reading, "BIGINT")
        return _as_number(reading, "DECIMAL(38,0)") if (measured.first or 0) <= 38 else None
    if reading.type is ColumnType.DECIMAL:
        whole, scale = max(measured.first or 0, 1), measured.second or 0
        if whole + scale > 38:
            return None
        return _as_number(reading, f"DECIMAL({18 if whole + scale <= 18 else 38},{scale})")
    return reading


def _as_number(reading: Reading, engine_type: str) -> Reading:
    return replace(reading, engine_type=engine_type, value=f"CAST({reading.value} AS {engine_type})")
