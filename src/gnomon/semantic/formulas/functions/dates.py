"""Dates, and dates with a time; nothing here reads a clock."""

from collections.abc import Sequence

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import ValueType, Weekday
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.functions.declarations import (
    BOTH,
    Accepts,
    Constants,
    Declaration,
    Form,
    Macro,
    Parameter,
    Scalar,
    choice,
    one,
    pattern,
)
from gnomon.semantic.formulas.functions.patterns import complaint_about_date_form
from gnomon.semantic.formulas.syntax import Call, NumberValue, Syntax, TextValue, Unary
from gnomon.semantic.formulas.typed import Checking, Scope, Typed
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

DATES = FunctionCategory.DATES
D = one("date", Accepts.MOMENT)
WITHIN_A_DAY = ("second", "minute", "hour")
UNITS = (*WITHIN_A_DAY, "day", "week", "month", "quarter", "year")
_STEPS = {
    "second": "TO_SECONDS({})",
    "minute": "TO_MINUTES({})",
    "hour": "TO_HOURS({})",
    "day": "TO_DAYS(CAST({} AS INTEGER))",
    "week": "TO_WEEKS(CAST({} AS INTEGER))",
    "month": "TO_MONTHS(CAST({} AS INTEGER))",
    "quarter": "TO_QUARTERS(CAST({} AS INTEGER))",
    "year": "TO_YEARS(CAST({} AS INTEGER))",
}
_DAYS_FROM_MONDAY = {Weekday.MONDAY: 0, Weekday.SUNDAY: 1, Weekday.SATURDAY: 2}


def _cut(given: Sequence[ValueType], constants: Constants) -> ValueType:
    return types.DATETIME if constants.get("unit") in WITHIN_A_DAY else types.DATE


def _moved(given: Sequence[ValueType], constants: Constants) -> ValueType:
    is_date = given[0].type is ColumnType.DATE and constants.get("unit") not in WITHIN_A_DAY
    return types.DATE if is_date else types.DATETIME


def _part(name: str, doc: str, engine: str, parameter: Parameter = D) -> Scalar:
    """A number that stands in a date."""
    shown = "ordered_at" if parameter is D else "created_at"
    return Scalar(name, DATES, (parameter,), types.INTEGER, doc, f"{name}({shown})", engine)


def _number(value: int, span: Span) -> Syntax:
    number = NumberValue(str(abs(value)), span)
    return number if value >= 0 else Unary("-", number, span, 2)


def _added(date: Syntax, count: int, unit: str, call: Call) -> Syntax:
    arguments = (date, _number(count, call.span), TextValue(unit, call.span))
    return Call("DATE_ADD", call.name_span, arguments, call.span, date.depth + 1)


def _only_argument(call: Call) -> Syntax:
    if len(call.arguments) != 1:
        raise FormulaWrong(
            call.span,
            f"{call.name.upper()} takes 1 argument, not {len(call.arguments)}.",
            f"It is written {call.name.upper()}(date).",
        )
    return call.arguments[0]


def _fiscal(engine_part: str, checking: Checking, call: Call, scope: Scope) -> Typed:
    """A part of the date so many months later that fiscal years become calendar years; named by where they end."""
    months = (13 - checking.calendar.fiscal_year_starts) % 12
    date = _added(_only_argument(call), months, "month", call) if months else _only_argument(call)
    return checking.check(Call(engine_part, call.name_span, (date,), call.span, date.depth + 1), scope)


def _fiscal_year(checking: Checking, call: Call, scope: Scope) -> Typed:
    return _fiscal("YEAR", checking, call, scope)


def _fiscal_quarter(checking: Checking, call: Call, scope: Scope) -> Typed:
    return _fiscal("QUARTER", checking, call, scope)


def _start_of_week(checking: Checking, call: Call, scope: Scope) -> Typed:
    days = _DAYS_FROM_MONDAY[checking.calendar.week_starts]
    date = _only_argument(call)
    later = _added(date, days, "day", call) if days else date
    cut = Call("DATE_TRUNC", call.name_span, (TextValue("week", call.span), later), call.span, later.depth + 1)
    return checking.check(_added(cut, -days, "day", call) if days else cut, scope)


FUNCTIONS: tuple[Declaration, ...] = (
    _part("YEAR", "The year of a date.", "YEAR"),
    _part("QUARTER", "The quarter of a date, from 1 to 4.", "QUARTER"),
    _part("MONTH", "The month of a date, from 1 to 12.", "MONTH"),
    _part("WEEK", "The week of a date by ISO 8601, from 1 to 53.", "WEEKOFYEAR"),
    _part("DAY", "The day of the month of a date.", "DAY"),
    _part("DAY_OF_WEEK", "The day of the week of a date: 1 is Monday, 7 is Sunday.", "ISODOW"),
    _part("DAY_OF_YEAR", "The day of the year of a date, from 1 to 366.", "DAYOFYEAR"),
    _part("HOUR", "The hour of a time, from 0 to 23.", "HOUR", one("time", Accepts.CLOCK)),
    _part("MINUTE", "The minute of a time.", "MINUTE", one("time", Accepts.CLOCK)),
    _part("SECOND", "The second of a time.", "SECOND", one("time", Accepts.CLOCK)),
    Scalar(
        "MONTH_NAME", DATES, (D,), types.TEXT, "The month of a date in English.", "MONTH_NAME(ordered_at)", "MONTHNAME"
    ),
    Scalar("DAY_NAME", DATES, (D,), types.TEXT, "The weekday of a date in English.", "DAY_NAME(ordered_at)", "DAYNAME"),
    Scalar(
        "DATE_TRUNC",
        DATES,
        (choice("unit", *UNITS), D),
        _cut,
        "The first moment of the second, minute, hour, day, week (from Monday), month, quarter or year of a date.",
        "DATE_TRUNC('month', ordered_at)",
        "DATE_TRUNC",
        is_cast=True,
    ),
    Macro(
        "START_OF_MONTH",
        DATES,
        ("date",),
        "DATE_TRUNC('month', date)",
        "The first day of the month of a date.",
        "START_OF_MONTH(ordered_at)",
        {},
    ),
    Macro(
        "START_OF_QUARTER",
        DATES,
        ("date",),
        "DATE_TRUNC('quarter', date)",
        "The first day of the quarter of a date.",
        "START_OF_QUARTER(ordered_at)",
        {},
    ),
    Macro(
        "START_OF_YEAR",
        DATES,
        ("date",),
        "DATE_TRUNC('year', date)",
        "The first day of the year of a date.",
        "START_OF_YEAR(ordered_at)",
        {},
    ),
    Form(
        "START_OF_WEEK",
        DATES,
        "START_OF_WEEK(date)",
        "The first day of the week of a date, as the model's calendar begins weeks.",
        "START_OF_WEEK(ordered_at)",
        _start_of_week,
        BOTH,
    ),
    Scalar(
        "END_OF_MONTH",
        DATES,
        (D,),
        types.DATE,
        "The last day of the month of a date.",
        "END_OF_MONTH(ordered_at)",
        "LAST_DAY",
    ),
    Scalar(
        "DATE_ADD",
        DATES,
        (D, one("count", Accepts.INTEGER), choice("unit", *UNITS)),
        _moved,
        "A date so many units later, or earlier where negative; the 31st becomes the last day of a shorter month.",
        "DATE_ADD(ordered_at, 3, 'month')",
        {unit: f"TRY(date + {step.format('count')})" for unit, step in _STEPS.items()},
        "unit",
        is_cast=True,
    ),
    Scalar(
        "DATE_DIFF",
        DATES,
        (choice("unit", *UNITS), one("start", Accepts.MOMENT), one("finish", Accepts.MOMENT)),
        types.INTEGER,
        "How many units begin after one date and up to another: 1 month from January 31 to February 1.",
        "DATE_DIFF('day', ordered_at, shipped_at)",
        "TRY(DATE_DIFF(unit, start, finish))",
    ),
    Scalar(
        "DATE",
        DATES,
        (one("year", Accepts.INTEGER), one("month", Accepts.INTEGER), one("day", Accepts.INTEGER)),
        types.DATE,
        "The date of a year, a month and a day; null where there is none.",
        "DATE(2024, quantity, 1)",
        "TRY(MAKE_DATE(year, month, day))",
    ),
    Macro(
        "AGE_IN_YEARS",
        DATES,
        ("birth", "at"),
        "YEAR(at) - YEAR(birth) - IF(MONTH(at) * 100 + DAY(at) < MONTH(birth) * 100 + DAY(birth), 1, 0)",
        "How many years are completed from one date to another.",
        "AGE_IN_YEARS(ordered_at, shipped_at)",
        {},
    ),
    Form(
        "FISCAL_YEAR",
        DATES,
        "FISCAL_YEAR(date)",
        "The fiscal year of a date by the model's calendar, named by the calendar year in which it ends.",
        "FISCAL_YEAR(ordered_at)",
        _fiscal_year,
        BOTH,
    ),
    Form(
        "FISCAL_QUARTER",
        DATES,
        "FISCAL_QUARTER(date)",
        "The quarter of the fiscal year of a date, from 1 to 4.",
        "FISCAL_QUARTER(ordered_at)",
        _fiscal_quarter,
        BOTH,
    ),
    Scalar(
        "FORMAT_DATE",
        DATES,
        (D, pattern("form", complaint_about_date_form)),
        types.TEXT,
        "A date as a text in a form of %Y %m %d %H %M %S %y %b %B %a %A %j.",
        "FORMAT_DATE(ordered_at, '%Y-%m')",
        "STRFTIME",
    ),
    Scalar(
        "READ_DATE",
        DATES,
        (one("x", Accepts.TEXT), pattern("form", complaint_about_date_form)),
        types.DATETIME,
        "The moment that a text tells in a form such as %d.%m.%Y; null where it does not.",
        "READ_DATE(note, '%d.%m.%Y')",
        "TRY_STRPTIME",
        is_cast=True,
    ),
    Scalar(
        "DURATION_SECONDS",
        DATES,
        (one("duration", Accepts.DURATION),),
        types.FLOAT,
        "A duration as a number of seconds.",
        "DURATION_SECONDS(waited)",
        "EPOCH",
        is_cast=True,
    ),
)
