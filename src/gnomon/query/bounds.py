"""Values of filters, turned into bounds that compare exactly as the value would, in the column's own type."""

import math
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeAlias, assert_never
from zoneinfo import ZoneInfo

from gnomon.datasets.contracts import ColumnType
from gnomon.query import moments
from gnomon.query.contracts import FilterValue
from gnomon.query.engine_types import fixed_point, is_zoned
from gnomon.query.errors import WrongFilterValue
from gnomon.query.plan import (
    Always,
    AsText,
    Bound,
    Compare,
    Condition,
    Field,
    Operator,
    Output,
    Seconds,
    Value,
    WallClock,
)

MAX_DIGITS = 1000

Side: TypeAlias = Operator


@dataclass(frozen=True, slots=True)
class Subject:
    """What a filter compares: a member, or a measure of the result, and how the engine holds it."""

    name: str
    type: ColumnType
    engine_type: str
    value: Field | Output

    @property
    def is_zoned(self) -> bool:
        """Whether its moments are instants."""
        return self.type is ColumnType.DATETIME and is_zoned(self.engine_type)


def number_of(subject: Subject, given: FilterValue) -> Decimal | float:
    """The number that a filter gives, exact unless it is no finite number. Raises `WrongFilterValue`."""
    if isinstance(given, bool) or given is None:
        raise WrongFilterValue(subject.name, "a number", given)
    if isinstance(given, float) and not math.isfinite(given):
        return given
    try:
        number = Decimal(given if isinstance(given, int) else str(given).strip())
    except (InvalidOperation, ValueError):
        raise WrongFilterValue(subject.name, "a number", given) from None
    if not number.is_finite():
        return float(number)
    if abs(number.adjusted()) > MAX_DIGITS:
        raise WrongFilterValue(subject.name, "a number", given)
    return number


def moment_of(subject: Subject, given: FilterValue) -> datetime:
    """The moment that a filter gives. Raises `WrongFilterValue`."""
    expected = "a date such as 2024-03-31" if subject.type is ColumnType.DATE else "a moment such as 2024-03-31T18:00"
    moment = moments.parse(given) if isinstance(given, str) else None
    if moment is None:
        raise WrongFilterValue(subject.name, expected, given)
    return moment


def compare(subject: Subject, operator: Operator, given: FilterValue, time_zone: ZoneInfo) -> Condition:
    """`member operator given`, exact in the member's own type. Raises `WrongFilterValue`."""
    match subject.type:
        case ColumnType.INTEGER | ColumnType.DECIMAL | ColumnType.FLOAT:
            return compare_number(subject, operator, number_of(subject, given))
        case ColumnType.DATE | ColumnType.DATETIME:
            return compare_moment(subject, operator, moment_of(subject, given), time_zone)
        case ColumnType.DURATION:
            seconds = float(number_of(subject, given))
            return Compare(_seconds(subject), operator, seconds, "DOUBLE")
        case ColumnType.TEXT | ColumnType.TIME | ColumnType.BOOLEAN | ColumnType.JSON | ColumnType.GEO:
            bound, engine_type = plain_bound(subject, given)
            return Compare(plain_value(subject), operator, bound, engine_type)
        case _:
            assert_never(subject.type)


def _seconds(subject: Subject) -> Value:
    if not isinstance(subject.value, Field):
        raise TypeError("only a column holds durations")
    return Seconds(subject.value)


def plain_value(subject: Subject) -> Value:
    """The member as it is compared with equal values; what is kept as JSON is compared as text."""
    if subject.type in {ColumnType.JSON, ColumnType.GEO, ColumnType.DURATION}:
        return AsText(subject.value)
    return subject.value


def plain_bound(subject: Subject, given: FilterValue) -> tuple[Bound, str]:
    """A value that is compared as it is, and its engine type. Raises `WrongFilterValue`."""
    if subject.type is ColumnType.BOOLEAN:
        if not isinstance(given, bool):
            raise WrongFilterValue(subject.name, "true or false", given)
        return given, "BOOLEAN"
    if not isinstance(given, str):
        expected = "a time of day such as 18:30" if subject.type is ColumnType.TIME else "a text"
        raise WrongFilterValue(subject.name, expected, given)
    if subject.type is ColumnType.TIME:
        try:
            return time.fromisoformat(given).replace(tzinfo=None).isoformat(), "TIME"
        except ValueError:
            raise WrongFilterValue(subject.name, "a time of day such as 18:30", given) from None
    return given, "VARCHAR"


def compare_number(subject: Subject, operator: Operator, number: Decimal | float) -> Condition:
    """Compare in the column's exact type, with the bound rounded to the side that changes nothing."""
    exact = fixed_point(subject.engine_type)
    if exact is None:
        return Compare(subject.value, operator, float(number), "DOUBLE")
    least, greatest, scale = exact
    if isinstance(number, float):
        if math.isnan(number):
            # The engine holds NaN for the greatest of all numbers.
            return Always(operator is not Operator.AT_LEAST)
        return Always((number > 0) is (operator is not Operator.AT_LEAST))
    unscaled = scaled(number, scale, up=operator is not Operator.AT_MOST)
    if operator is Operator.AT_LEAST:
        if unscaled > greatest:
            return Always(False)
        unscaled = max(unscaled, least)
    else:
        if unscaled < least:
            return Always(False)
        if unscaled > greatest:
            operator, unscaled = Operator.AT_MOST, greatest
    bound = exact_bound(unscaled, scale)
    return Compare(subject.value, operator, bound, subject.engine_type)


def scaled(number: Decimal, scale: int, *, up: bool) -> int:
    """`number × 10^scale` as a whole number, rounded up or down."""
    sign, digits, exponent = number.as_tuple()
    unscaled = int("".join(map(str, digits)) or "0") * (-1 if sign else 1)
    shift = int(exponent) + scale
    if shift >= 0:
        return int(unscaled * 10**shift)
    divisor = 10**-shift
    return int(-(-unscaled // divisor)) if up else int(unscaled // divisor)


def exact_bound(unscaled: int, scale: int) -> Bound:
    """A fixed-point number as it is bound: a whole number where 64 bits hold it, else its digits."""
    if scale == 0:
        return unscaled if -(2**63) <= unscaled < 2**63 else str(unscaled)
    digits = str(abs(unscaled)).rjust(scale + 1, "0")
    return f"{'-' if unscaled < 0 else ''}{digits[:-scale]}.{digits[-scale:]}"


def compare_moment(subject: Subject, operator: Operator, moment: datetime, time_zone: ZoneInfo) -> Condition:
    """Compare instants with instants, wall-clock time with wall-clock time, and dates with whole days."""
    if subject.is_zoned:
        instant = moment if moment.tzinfo else moments.to_instant(moment, time_zone)
        return Compare(subject.value, operator, moments.instant_text(instant), "TIMESTAMP WITH TIME ZONE")
    wall = moments.to_wall(moment, time_zone)
    if subject.type is ColumnType.DATE:
        has_time = wall.time() != time.min
        if has_time and operator is not Operator.AT_MOST:
            if wall.date() == moments.LATEST.date():
                return Always(operator is Operator.LESS)
            wall += timedelta(days=1)
        return Compare(subject.value, operator, moments.date_text(wall.date()), "DATE")
    return Compare(subject.value, operator, moments.wall_text(wall), "TIMESTAMP")


def equal_bound(subject: Subject, given: FilterValue, time_zone: ZoneInfo) -> tuple[Bound, str] | None:
    """The bound that equals a given value, and its type; None when nothing in the column can equal it."""
    match subject.type:
        case ColumnType.INTEGER | ColumnType.DECIMAL | ColumnType.FLOAT:
            return _equal_number(subject, number_of(subject, given))
        case ColumnType.DATE:
            wall = moments.to_wall(moment_of(subject, given), time_zone)
            return (moments.date_text(wall.date()), "DATE") if wall.time() == time.min else None
        case ColumnType.DATETIME:
            wall = moments.to_wall(moment_of(subject, given), time_zone)
            return moments.wall_text(wall), "TIMESTAMP"
        case _:
            return plain_bound(subject, given)


def _equal_number(subject: Subject, number: Decimal | float) -> tuple[Bound, str] | None:
    exact = fixed_point(subject.engine_type)
    if exact is None:
        return float(number), "FLOAT" if subject.engine_type == "FLOAT" else "DOUBLE"
    if isinstance(number, float):
        return None
    least, greatest, scale = exact
    unscaled = scaled(number, scale, up=True)
    if unscaled != scaled(number, scale, up=False) or not least <= unscaled <= greatest:
        return None
    return exact_bound(unscaled, scale), subject.engine_type


def equal_value(subject: Subject, time_zone_name: str) -> Value:
    """The member as it is compared with the values of a list: instants as the wall clock shows them."""
    if subject.is_zoned:
        return WallClock(subject.value, time_zone_name)
    return plain_value(subject)
