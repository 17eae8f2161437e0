"""Series of a picture: several measures side by side, and the largest groups told apart from the others."""

from dataclasses import dataclass

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Mark
from gnomon.charts.encodings import Spec, color_of
from gnomon.charts.fields import Field
from gnomon.charts.labels import OTHERS, key_column, label_column
from gnomon.charts.names import datum, derived
from gnomon.charts.words import lowered

FOLDED_KEY = ":key"
FOLDED_NAME = ":series"
FOLDED_VALUE = ":value"
TANGLING = frozenset(
    {Mark.LINE, Mark.AREA, Mark.BOX, Mark.DENSITY, Mark.RADAR, Mark.PARALLEL, Mark.STREAM, Mark.SLOPE, Mark.BUMP}
)
"""Kinds of which many under one color would tell nothing."""


@dataclass(frozen=True, slots=True)
class Series:
    """Where the drawn values come from, and what tells the series apart."""

    transforms: tuple[Spec, ...]
    value: str
    """Column that is drawn."""
    value_title: str | None
    """None where a legend names the measures."""
    color: Spec | None
    """The color channel."""
    offset: str | None
    """Column that tells apart what stands side by side."""
    is_folded: bool
    """Whether several measures became rows."""


def series_of(made: Arrangement, show_legend: bool) -> Series:
    """One measure by color, or several measures as series of their own."""
    if len(made.y) == 1:
        offset = None if made.series is None else _series_column(made, made.series)
        return Series((), made.y[0].column, made.y[0].title, color_of(made, show_legend), offset, is_folded=False)
    titles = distinct_titles(made.y)
    names = [{"key": one.column, "name": title} for one, title in zip(made.y, titles, strict=True)]
    transforms: tuple[Spec, ...] = (
        {"fold": [one.column for one in made.y], "as": [FOLDED_KEY, FOLDED_VALUE]},
        # The names that people see come in as data, never as an expression.
        {
            "lookup": FOLDED_KEY,
            "from": {"data": {"values": names}, "key": "key", "fields": ["name"]},
            "as": [FOLDED_NAME],
        },
    )
    palette: Spec = {"field": FOLDED_NAME, "type": "nominal", "sort": titles, "title": None}
    palette["legend"] = {"title": None} if show_legend else None
    if made.series is None:
        return Series(transforms, FOLDED_VALUE, None, palette, FOLDED_NAME, is_folded=True)
    # Color is taken by a field: the measures stand in pictures of their own, or in dashes.
    return Series(
        transforms,
        FOLDED_VALUE,
        None,
        color_of(made, show_legend),
        _series_column(made, made.series),
        is_folded=True,
    )


def share_title(series: Series) -> str:
    """What an axis of percentages shows."""
    return f"Share of {lowered(series.value_title)}" if series.value_title else "Share"


def top_transforms(made: Arrangement) -> list[Spec]:
    """Find the largest groups of each crowded channel; the others are left out, or share one color."""
    steps: list[Spec] = []
    for channel, count in made.top.items():
        one = _field_on(made, channel)
        steps += ranked(one, _ranking_column(made))
        rank = datum(derived(one.column, "rank"))
        if channel != "color" or not _shares_a_color(made):
            steps.append({"filter": f"{rank} <= {count}"})
        if channel == "color":
            text = f"{rank} <= {count} ? {datum(label_column(one))} : {OTHERS}"
            steps.append({"calculate": text, "as": derived(one.column, "series")})
    return steps


def _shares_a_color(made: Arrangement) -> bool:
    """Whether small groups stay in the picture under one color; lines of many groups would only tangle."""
    if made.mark in TANGLING:
        return False
    return made.mark in {Mark.SCATTER, Mark.HISTOGRAM} or all(one.is_additive for one in made.y)


def ranked(one: Field, value: str | None) -> list[Spec]:
    """Work out the rank of each group by its total."""
    total, rank = derived(one.column, "total"), derived(one.column, "rank")
    measured: Spec = {"op": "count", "as": total} if value is None else {"op": "sum", "field": value, "as": total}
    key = key_column(one)
    order = [{"field": total, "order": "descending"}, {"field": key, "order": "ascending"}]
    return [
        {"joinaggregate": [measured], "groupby": [key]},
        {"window": [{"op": "dense_rank", "as": rank}], "sort": order, "frame": [None, None]},
    ]


def _ranking_column(made: Arrangement) -> str | None:
    measures = [one for one in (*made.y, made.color, *made.measures) if one is not None and one.is_measure]
    return measures[0].column if measures else None


def _field_on(made: Arrangement, channel: str) -> Field:
    found = {"x": made.x, "y": made.y[0] if made.y else None, "color": made.color, "facet": made.facet}[channel]
    if found is None:
        raise LookupError(f"nothing stands on {channel}")
    return found


def _series_column(made: Arrangement, one: Field) -> str:
    return derived(one.column, "series") if "color" in made.top else label_column(one)


def distinct_titles(fields: tuple[Field, ...]) -> list[str]:
    """What several measures are called, each by a name of its own."""
    titles: list[str] = []
    for one in fields:
        title = one.title
        while title in titles:
            title += " "
        titles.append(title)
    return titles
