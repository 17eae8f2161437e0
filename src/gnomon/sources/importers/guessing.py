"""Guess how the text of a column may be read; a guess is only ever a proposal that all rows must confirm."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gnomon.datasets.contracts import ColumnType
from gnomon.sources.importers import moments
from gnomon.sources.importers.readings import (
    BOOLEANS,
    COMMA_GROUPS,
    COMMA_MARK,
    DOT_GROUPS,
    NULL_MARKERS,
    OTHER_STYLES,
    PLAIN,
    Reading,
    decimal,
    floating,
    integer,
    padded,
)

_TOLERATED_MISFITS = 0.05
_MARKERS = frozenset(NULL_MARKERS)


@dataclass(frozen=True, slots=True)
class Taste:
    """What is known of the file as a whole that helps to understand a column."""

    decimal_comma: bool | None = None
    prefers_decimal_comma: bool = False
    forced: ColumnType | None = None
    allowed: frozenset[ColumnType] = frozenset(ColumnType)
    """Types that the file's own types leave open: a JSON string may be a date, but never a number."""


def guess(column: str, sample: Sequence[str], misfits: Sequence[str], taste: Taste) -> Reading | None:
    """The narrowest reading that fits most of the sample and of the misfits of earlier guesses; None for text."""
    values = [value for value in dict.fromkeys(sample) if value.strip() not in _MARKERS]
    extra = [value for value in misfits if value not in _MARKERS]
    if taste.forced is ColumnType.TEXT:
        return None
    readings = _readings(taste)
    is_padded = any(value != value.strip(" \t") for value in (*values, *extra))
    best, best_score = None, 0
    for reading in readings:
        if reading.hint is not None and not re.search(reading.hint, column):
            continue
        candidate = padded(reading) if is_padded else reading
        score = _score(_compiled(candidate.looks), values, extra, is_forced=taste.forced is not None)
        if score > best_score:
            best, best_score = candidate, score
    if best is None and taste.forced is not None:
        return readings[0]
    return best


def _score(pattern: re.Pattern[str], values: Sequence[str], extra: Sequence[str], *, is_forced: bool) -> int:
    """How many values fit; 0 as soon as too many do not."""
    allowed = len(values) if is_forced else int(len(values) * _TOLERATED_MISFITS)
    misfits = 0
    for value in values:
        if pattern.fullmatch(value) is None:
            misfits += 1
            if misfits > allowed:
                return 0
    return len(values) - misfits + sum(pattern.fullmatch(value) is not None for value in extra)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=64)
def _readings(taste: Taste) -> tuple[Reading, ...]:
    """The readings to try, narrowest first."""
    if taste.forced is not None:
        return _forced(taste.forced, taste)
    every = (*BOOLEANS, *moments.dates(), *_numbers(taste), *moments.datetimes(), *moments.times())
    return tuple(reading for reading in every if reading.type in taste.allowed)


def _numbers(taste: Taste) -> tuple[Reading, ...]:
    """The readings of numbers in the order that the file's habits suggest."""
    plain = (integer(PLAIN), decimal(PLAIN))
    with_mark = (decimal(COMMA_MARK), integer(DOT_GROUPS), decimal(DOT_GROUPS))
    with_groups = (integer(COMMA_GROUPS), decimal(COMMA_GROUPS))
    rest = tuple(make(style) for style in OTHER_STYLES for make in (integer, decimal))
    if taste.decimal_comma is True:
        return (integer(PLAIN), *with_mark, *(r for r in rest if r.style and r.style.mark == ","), floating(COMMA_MARK))
    if taste.decimal_comma is False:
        return (*plain, *with_groups, *(r for r in rest if r.style and r.style.mark == "."), floating(PLAIN))
    middle = (*with_mark, *with_groups) if taste.prefers_decimal_comma else (*with_groups, *with_mark)
    return (*plain, *middle, *rest, floating(PLAIN), floating(COMMA_MARK))


def _forced(kind: ColumnType, taste: Taste) -> tuple[Reading, ...]:
    """The readings that end in the type that a person asked for; the first is taken where none fits the sample."""
    numbers = _numbers(taste)
    match kind:
        case ColumnType.INTEGER:
            return (
                integer(PLAIN, is_forced=True),
                *(reading for reading in numbers if reading.type is ColumnType.INTEGER and reading.style is not PLAIN),
            )
        case ColumnType.DECIMAL:
            return tuple(reading for reading in numbers if reading.type is ColumnType.DECIMAL)
        case ColumnType.FLOAT:
            return tuple(reading for reading in numbers if reading.type is ColumnType.FLOAT)
        case ColumnType.BOOLEAN:
            digits = replace(BOOLEANS[0], pattern="[01]", value="{x} = '1'", note="1 was read as true and 0 as false.")
            return (*BOOLEANS, digits)
        case ColumnType.DATE:
            return (*_unhinted(moments.dates()), *(_recast(r, kind, "DATE") for r in moments.datetimes()))
        case ColumnType.DATETIME:
            days = (_recast(r, kind, "TIMESTAMP") for r in _unhinted(moments.dates()))
            return (*moments.datetimes(), *days)
        case ColumnType.TIME:
            return moments.times()
        case _:
            return (Reading(ColumnType.JSON, "JSON", "(?s:.*)", "CAST({x} AS JSON)", "json_valid({x})"),)


def _unhinted(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    return (*readings[1:], replace(readings[0], hint=None))


def _recast(reading: Reading, kind: ColumnType, engine_type: str) -> Reading:
    """The same text brought to another type, because a person asked for it."""
    return replace(
        reading,
        type=kind,
        engine_type=engine_type,
        value=f"CAST({reading.value} AS {engine_type})",
        day_first=_recast(reading.day_first, kind, engine_type) if reading.day_first else None,
        month_first=_recast(reading.month_first, kind, engine_type) if reading.month_first else None,
    )
