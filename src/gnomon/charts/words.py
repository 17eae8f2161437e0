"""Words of pictures: titles, sentences and labels, made from fields."""

from collections.abc import Sequence

from gnomon.charts.contracts import FieldRef
from gnomon.charts.names import clean_title
from gnomon.datasets.contracts import ROWS
from gnomon.semantic.contracts import Aggregation, TimeGrain

GRAIN_WORDS = {
    TimeGrain.SECOND: "second",
    TimeGrain.MINUTE: "minute",
    TimeGrain.HOUR: "hour",
    TimeGrain.DAY: "day",
    TimeGrain.WEEK: "week",
    TimeGrain.MONTH: "month",
    TimeGrain.QUARTER: "quarter",
    TimeGrain.YEAR: "year",
    TimeGrain.HOUR_OF_DAY: "hour of day",
    TimeGrain.DAY_OF_WEEK: "weekday",
    TimeGrain.MONTH_OF_YEAR: "month of year",
}

_AGGREGATION_WORDS = {
    Aggregation.SUM: "Sum of",
    Aggregation.AVG: "Average",
    Aggregation.MIN: "Smallest",
    Aggregation.MAX: "Largest",
    Aggregation.COUNT: "Count of",
    Aggregation.COUNT_DISTINCT: "Distinct values of",
    Aggregation.MEDIAN: "Median",
    Aggregation.STDDEV: "Standard deviation of",
}


def dimension_title(ref: FieldRef, label: str) -> str:
    """“Order date”, “Order date (month)”, or what a person called it."""
    if ref.label:
        return clean_title(ref.label)
    return clean_title(f"{label} ({GRAIN_WORDS[ref.grain]})" if ref.grain else label)


def measure_title(ref: FieldRef, aggregation: Aggregation, label: str) -> str:
    """“Sum of amount”, “90th percentile of delay”, “Number of rows”, or what a person called it."""
    if ref.label:
        return clean_title(ref.label)
    if ref.member == ROWS:
        return "Number of rows"
    if aggregation is Aggregation.QUANTILE:
        return clean_title(
            f"{_ordinal(ref.quantile if ref.quantile is not None else 0.5)} percentile of {lowered(label)}"
        )
    return clean_title(f"{_AGGREGATION_WORDS[aggregation]} {lowered(label)}")


def with_unit(title: str, ref: FieldRef, unit: str | None) -> str:
    """“Sum of weight (kg)”; what a person called a field stays as it is."""
    return title if ref.label or not unit else clean_title(f"{title} ({unit})")


def lowered(label: str) -> str:
    """A label inside a sentence: “Sale amount” → “sale amount”; “IMDB rating” and “Major Genre” stay."""
    return label[:1].lower() + label[1:] if label[1:] == label[1:].lower() else label


def listed(words: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """“1 row”, “1,234 rows”."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def _ordinal(quantile: float) -> str:
    number = f"{quantile * 100:g}"
    teens = number[-2:] in {"11", "12", "13"}
    ending = "th" if teens or "." in number else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return f"{number}{ending}"
