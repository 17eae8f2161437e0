"""Pieces of pictures of spreads: where categories and numbers lie, and the smoothing of counted steps."""

from collections.abc import Sequence
from typing import Any

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.encodings import (
    PICK,
    Spec,
    amount,
    category_sort,
    category_total,
    discrete,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field
from gnomon.charts.labels import EXACT_NUMBER, formatted, key_column, label_column, order_column
from gnomon.charts.names import clean_title, datum, derived
from gnomon.charts.view import View

SHARE = ":share"
"""Column of the smoothed share of rows in one step."""
INDEX = ":step"
STEP_NAME = ":step name"
STEPPED_BACK = {"condition": {"test": f"length(data('{PICK}_store')) > 0", "value": 0.5}, "value": 1}
"""Shapes stay whole: they step back while any group is picked."""
MIDDLE = ":middle"
"""Column of the number in the middle of a step."""
HOVER = "hover"
_FROM, _OFFSET, _COUNT, _SUM, _SQUARES = ":from", ":offset", ":all", ":sum", ":squares"
_WIDTH, _LOW, _HIGH = ":bandwidth", ":low", ":high"
REACH = 40
"""Steps at most, on each side, over which a count is smoothed."""


def category_of(view: View, one: Field, value: str) -> tuple[Spec, list[Spec]]:
    """The position of categories, in the order of this value, and what has to be worked out for it."""
    made, options = view.made, view.options
    along = made.category_channel
    title = title_or(options.x_title if along == "x" else options.y_title, one.title)
    return {along: discrete(along, one, title, category_sort(made, one))}, [category_total(made, one, value)]


def number_axis(view: View, column: str, title: str, number_format: str | None) -> Spec:
    """The position along the number that is spread out; it need not begin at zero."""
    options, across = view.options, view.made.value_channel
    named = title_or(options.x_title if across == "x" else options.y_title, title)
    return amount(across, column, named, options.number_format or number_format, zero=False)


def offset_of(made: Arrangement, column: str, sort: Any) -> Spec:
    """Side by side within a category."""
    return {f"{made.category_channel}Offset": {"field": column, "sort": sort}}


def hover_points(selection: Spec | None, tooltip: list[Spec]) -> Spec:
    """Points that show on hover and take the click, for shapes that have no marks of their own to point at."""
    hover = {"name": HOVER, "select": {"type": "point", "on": "pointerover", "clear": "pointerout", "nearest": True}}
    shown = [{"param": HOVER, "empty": False, "value": 1}]
    if selection is not None:
        selection["select"]["nearest"] = True
    return {
        "mark": {"type": "point", "filled": True, "size": 40},
        "params": [one for one in (selection, hover) if one is not None],
        "encoding": {"opacity": {"condition": shown, "value": 0}, "tooltip": tooltip},
    }


def kept_columns(made: Arrangement, groups: Sequence[Field]) -> list[str]:
    """The columns that must survive when rows of these groups are put together."""
    columns = [column for one in groups for column in (one.column, label_column(one), order_column(one))]
    crowded = [one for channel, one in made if channel in made.top and one in groups]
    ranks = [derived(one.column, "rank") for one in crowded]
    series = [derived(made.color.column, "series")] if made.color is not None and "color" in made.top else []
    return list(dict.fromkeys([*columns, *ranks, *series]))


def within_facet(made: Arrangement) -> list[str]:
    """The columns by which small multiples part."""
    return [] if made.facet is None else [key_column(made.facet)]


def smoothed(steps: Field, count: str, width: float, groups: list[str], within: list[str]) -> list[Spec]:
    """A smooth share of the rows for each step and group, also where no row is.

    Each step hands its count to the steps around it, by a normal curve whose width follows Silverman's rule and is
    never narrower than the steps themselves allow. Curves end where the values of all groups do.
    """
    place, many, spread = datum(_FROM), datum(_COUNT), datum(_WIDTH)
    mean = f"({datum(_SUM)} / {many})"
    deviation = f"sqrt(max(0, {datum(_SQUARES)} / {many} - {mean} * {mean}))"
    reach = f"min({REACH}, ceil(3.5 * {spread}))"
    part = f"{datum(count)} / {many} * densityNormal({datum(_OFFSET)}, 0, {spread})"
    return [
        {"filter": f"isValid({datum(steps.column)}) && {datum(count)} > 0"},
        {"calculate": f"round({datum(steps.column)} / {width:.15g})", "as": _FROM},
        {"calculate": f"{datum(count)} * {place}", "as": _SUM},
        {"calculate": f"{datum(count)} * {place} * {place}", "as": _SQUARES},
        {
            "joinaggregate": [
                {"op": "sum", "field": count, "as": _COUNT},
                {"op": "sum", "field": _SUM, "as": _SUM},
                {"op": "sum", "field": _SQUARES, "as": _SQUARES},
            ],
            "groupby": groups,
        },
        {
            "joinaggregate": [{"op": "min", "field": _FROM, "as": _LOW}, {"op": "max", "field": _FROM, "as": _HIGH}],
            "groupby": within,
        },
        {"calculate": f"max(0.75, 0.9 * {deviation} * pow({many}, -0.2))", "as": _WIDTH},
        {"calculate": f"sequence(-{reach}, {reach} + 1)", "as": _OFFSET},
        {"flatten": [_OFFSET]},
        {"calculate": f"{place} + {datum(_OFFSET)}", "as": INDEX},
        {"filter": f"{datum(INDEX)} >= {datum(_LOW)} && {datum(INDEX)} <= {datum(_HIGH)}"},
        {"calculate": part, "as": SHARE},
        {"aggregate": [{"op": "sum", "field": SHARE, "as": SHARE}], "groupby": [*groups, INDEX]},
        {"calculate": f"({datum(INDEX)} + 0.5) * {width:.15g}", "as": MIDDLE},
        {"calculate": _step_words(width, steps.format), "as": STEP_NAME},
    ]


def share_tooltips(steps: Field, groups: Sequence[Field]) -> list[Spec]:
    """What a point of a smoothed curve says: its groups, its step and its share."""
    step = {"field": STEP_NAME, "type": "nominal", "title": _plain(steps.label)}
    share = {"field": SHARE, "type": "quantitative", "title": "Share of rows", "format": ".2~%"}
    return [*tooltips(groups), step, share]


def _plain(title: str) -> str:
    # Vega-Lite writes these titles into an expression and leaves a backslash as it is, which could end the text.
    return clean_title(title).replace("\\", "∖")


def _step_words(width: float, number_format: str | None) -> str:
    form = number_format or EXACT_NUMBER
    start = f"{datum(INDEX)} * {width:.15g}"
    return f"{formatted(start, form)} + ' – ' + {formatted(f'{start} + {width:.15g}', form)}"
