"""Readable labels: columns that a spec works out beside the values, for axes, legends, facets and tooltips.

A label column never holds an absent value: what has no value, and what is empty, has words of its own there.
"""

from collections.abc import Iterable, Mapping

from gnomon.charts.fields import Field, Place
from gnomon.charts.names import datum, derived
from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.number_formats import POWERS, read_format
from gnomon.semantic.contracts import TimeGrain

# The mark that no eye sees keeps our words apart from a text that says the same, and sorts them behind all others.
_UNSEEN = "\\ufeff"
NO_VALUE = f"'{_UNSEEN}No value'"
"""The expression that names an absent value: the one place where pictures have a word for it."""
EMPTY = f"'{_UNSEEN}Empty'"
_NATIVE = (
    "/^(?:__(?:proto|(?:define|lookup)[GS]etter)__|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable"
    "|toLocaleString|toString|valueOf)$/"
)
"""What every object of JavaScript has: Vega stacks groups in such objects, and draws nothing over one called so."""
OTHERS = f"'{_UNSEEN}Others'"
"""The expression that names what is left of many groups."""

BIG = "abs({0}) >= 10000 ? replace(replace(format({0}, '.3~s'), 'G', 'B'), 'k', 'K') : "
EXACT_NUMBER = ",.6~f"
YEAR_NUMBER = "d"
AXIS_NUMBER = (
    BIG.format("datum.value")
    + f"datum.value !== 0 && abs(datum.value) < 0.001 ? datum.label : format(datum.value, '{EXACT_NUMBER}')"
)
LEGEND_NUMBER = BIG.format("datum.value") + "format(datum.value, ',.4~r')"
LAST = 1e300
"""Where absent values stand in an order."""
_WEEKDAYS = "['Mon','Tue','Wed','Thu','Fri','Sat','Sun']"
_MONTHS = "['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec']"

TIME_FORMATS: Mapping[TimeGrain | None, str] = {
    None: "%-d %b %Y %H:%M:%S",
    TimeGrain.SECOND: "%-d %b %Y %H:%M:%S",
    TimeGrain.MINUTE: "%-d %b %Y %H:%M",
    TimeGrain.HOUR: "%-d %b %Y %H:00",
    TimeGrain.DAY: "%a %-d %b %Y",
    TimeGrain.WEEK: "Week of %-d %b %Y",
    TimeGrain.MONTH: "%b %Y",
    TimeGrain.QUARTER: "Q%q %Y",
    TimeGrain.YEAR: "%Y",
}
AXIS_TIME = {
    "year": "%Y",
    "quarter": "%b",
    "month": "%b",
    "week": "%-d %b",
    "date": "%-d %b",
    "day": "%-d %b",
    "hours": "%H:00",
    "minutes": "%H:%M",
    "seconds": "%H:%M:%S",
}
"""How an axis of time writes its steps, each as short as it can be."""
DAY_MS = 86_400_000

Widths = Mapping[str, float | None]
"""Width of each binned column, as the answer tells it."""


def label_column(one: Field) -> str:
    """The column that holds a readable label for each value."""
    return derived(one.column, "label")


def exact_column(one: Field) -> str:
    """The column that holds an exact number as text."""
    return derived(one.column, "exact")


def order_column(one: Field) -> str:
    """The column whose values have the order of the field, absent ones last."""
    return label_column(one) if is_plain_text(one) else derived(one.column, "order")


def key_column(one: Field) -> str:
    """The column to group by: Vega takes an absent value and the text “null” for the same."""
    return label_column(one) if is_plain_text(one) else one.column


def label_transforms(fields: Iterable[Field], widths: Widths) -> list[dict[str, str]]:
    """Work out readable labels: “Jan 2024”, “Mon”, “10 – 20”; and the order of those that do not sort as they read."""
    steps: list[dict[str, str]] = []
    for one in fields:
        if is_amount(one):
            continue
        value = datum(one.column)
        label = f"isValid({value}) ? ({_label(one, value, widths)}) : {NO_VALUE}"
        steps.append({"calculate": label, "as": label_column(one)})
        if not is_plain_text(one):
            steps.append({"calculate": f"isValid({value}) ? {value} : {LAST}", "as": order_column(one)})
    return steps


def exact_transforms(fields: Iterable[Field], number_format: str | None) -> list[dict[str, str]]:
    """Write numbers out for tooltips; Vega would write an absent one as zero."""
    return [
        {"calculate": written(datum(one.column), _exact_format(one, number_format)), "as": exact_column(one)}
        for one in fields
        if is_amount(one)
    ]


def written(value: str, number_format: str) -> str:
    """The expression that writes a number in this format."""
    return f"isValid({value}) ? {formatted(value, number_format)} : {NO_VALUE}"


def formatted(value: str, number_format: str) -> str:
    """The expression that writes a number that is there; d3 knows no unit, and of currencies the dollar alone."""
    own = read_format(number_format)
    number = f"({value}) / 1e{POWERS[own.unit]}" if own.unit else value
    text = f"format({number}, '{own.d3}')"
    if own.symbol is not None:
        text = f"replace({text}, '$', '{own.symbol}')"
    if own.unit:
        text = f"replace({text}, /\\)?$/, '{own.unit}$&')"
    if own.before or own.after:
        text = f"('{own.before}' + {text} + '{own.after}')"
    return text


def short_number(value: str, number_format: str | None) -> str:
    """The expression that writes a number in few characters, or as a person asked for."""
    if number_format:
        return written(value, number_format)
    return f"isValid({value}) ? ({BIG.format(value)}format({value}, ',.4~r')) : {NO_VALUE}"


def is_amount(one: Field) -> bool:
    """Whether a field is read as a number rather than by its label."""
    return one.is_measure or one.place is Place.NUMBER


def is_plain_text(one: Field) -> bool:
    """Whether the values are texts that read as they are."""
    return one.place is Place.NAME and one.type is not ColumnType.BOOLEAN


def format_of_label(one: Field) -> str | None:
    """The d3-format of a field that groups: the model's own, or that of years."""
    return one.format or (YEAR_NUMBER if one.looks_like_years else None)


def _exact_format(one: Field, number_format: str | None) -> str:
    chosen = number_format or one.format if one.is_measure else format_of_label(one)
    return chosen or EXACT_NUMBER


def _label(one: Field, value: str, widths: Widths) -> str:
    match one.place:
        case Place.TIME:
            day = TimeGrain.DAY if one.type is ColumnType.DATE else None
            return f"utcFormat({value}, '{TIME_FORMATS[one.ref.grain or day]}')"
        case Place.STEPS:
            return _step_label(one, value, widths.get(one.column) or 1)
        case Place.ORDER:
            return _order_label(one, value)
        case _ if one.type is ColumnType.BOOLEAN:
            return f"{value} ? 'Yes' : 'No'"
        case _:
            return f"{value} === '' ? {EMPTY} : test({_NATIVE}, {value}) ? {value} + '{_UNSEEN}' : {value}"


def _step_label(one: Field, value: str, width: float) -> str:
    if one.is_stepped_moment:
        style = "%-d %b %Y" if width >= DAY_MS / 1000 else "%-d %b %Y %H:%M"
        return f"utcFormat({value}, '{style}') + ' – ' + utcFormat(time({value}) + {width * 1000:.15g}, '{style}')"
    style = one.format or EXACT_NUMBER
    return f"{formatted(value, style)} + ' – ' + {formatted(f'{value} + {width:.15g}', style)}"


def _order_label(one: Field, value: str) -> str:
    match one.ref.grain:
        case TimeGrain.DAY_OF_WEEK:
            return f"{_WEEKDAYS}[{value} - 1]"
        case TimeGrain.MONTH_OF_YEAR:
            return f"{_MONTHS}[{value} - 1]"
        case TimeGrain.HOUR_OF_DAY:
            return f"format({value}, '02d') + ':00'"
        case _ if one.type is ColumnType.TIME:
            return f"utcFormat({value}, '%H:%M:%S')"
        case _:
            return formatted(value, _exact_format(one, None))
