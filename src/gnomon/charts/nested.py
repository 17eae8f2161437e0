"""Parts of a whole within each other: the arrangement and the tree that treemaps and sunbursts share."""

from gnomon.charts.arrangement import MAX_SERIES, Arrangement, only_measures
from gnomon.charts.contracts import ChartSort, Mark, NotDrawable, Recommendation
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Field, Wells, grouped, row_count_field
from gnomon.charts.hands import by_hand
from gnomon.charts.labels import OTHERS, exact_transforms, label_column, order_column, short_number
from gnomon.charts.names import datum, derived
from gnomon.charts.series import ranked
from gnomon.charts.vega_parts import ramp, tip, tip_signals, vega_steps
from gnomon.charts.view import View

MAX_LEVELS = 3
MAX_PARTS = 1_000
TREE, LEAVES, BRANCHES = "tree", "leaves", "branches"
HUE, WHOLE, SHARE, NAME, SIZE, NUMBER = ":hue", ":whole", ":share", ":name", ":size", ":number"
LETTER = 6.4
"""What a letter of a name takes on average; an expression cannot measure it."""
ID, PARENT, TIP_LINES = ":id", ":parent", ":tip"
HUES = "hues"
AMOUNTS = "amounts"


def arrange_nested(mark: Mark, wells: Wells) -> Arrangement:
    """One to three groupings within each other, in the order of the wells, and a measure that is their size."""
    candidates = (wells.x, wells.color, wells.facet, *wells.dimensions)
    found = {one.ref: grouped(one) for one in candidates if one is not None and not one.is_measure}
    levels = tuple(found.values())[:MAX_LEVELS]
    if not levels:
        raise NotDrawable(mark, "a field whose values are the parts")
    value = next(iter(wells.measures), row_count_field("y"))
    shade = wells.color if wells.color is not None and wells.color.is_measure and wells.color is not value else None
    inner = levels[1:]
    return Arrangement(
        mark=mark,
        x=levels[0],
        y=(value,),
        color=shade or next(iter(inner), None),
        detail=inner if shade else inner[1:],
        tooltip=only_measures((*wells.measures, *wells.tooltip), tuple(one for one in (value, shade) if one)),
        limit=MAX_PARTS,
        notes=_notes(value),
    )


def _notes(value: Field) -> tuple[str, ...]:
    if not value.is_additive:
        return ("The parts do not make a whole, because these values do not add up; bars would be more honest.",)
    if value.has_negative_values:
        return ("Negative values have no size and are left out.",)
    return ()


def suggested(mark: Mark, wells: Wells, score: float, reason: str) -> Recommendation | None:
    """Recommends a kind for two or three groupings of one measure that adds up."""
    measures = wells.measures
    is_whole = len(measures) == 1 and measures[0].is_additive and not measures[0].has_negative_values
    groups = {one.ref.member for one in wells.dimensions}
    are_names = not any(one.is_moment or one.is_number for one in wells.dimensions)
    if not (is_whole and are_names and 2 <= len(groups) <= MAX_LEVELS):
        return None
    return Recommendation(mark=mark, score=score, reason=reason)


def levels_of(made: Arrangement) -> tuple[Field, ...]:
    """The groupings from the outermost to the innermost."""
    second = made.color if made.color is not None and not made.color.is_measure else None
    return tuple(one for one in (made.x, second, *made.detail) if one is not None)


def shade_of(made: Arrangement) -> Field | None:
    """The measure that colors the parts, where one does."""
    return made.color if made.color is not None and made.color.is_measure else None


def row_steps(view: View, *, has_hues: bool) -> list[Spec]:
    """What is worked out of the rows: the share of each, and the hue of its outermost group."""
    first, value = levels_of(view.made)[0], view.made.y[0]
    return [
        {"filter": f"{datum(value.column)} > 0"},
        {"joinaggregate": [{"op": "sum", "field": value.column, "as": WHOLE}]},
        *(hue_steps(first, value.column) if has_hues else [{"calculate": "''", "as": HUE}]),
    ]


def hue_steps(one: Field, value: str | None) -> list[Spec]:
    """The group by whose color a row is drawn: its own, or that of all groups beyond the largest."""
    rank, count = derived(one.column, "rank"), derived(one.column, "count")
    own, most = datum(label_column(one)), MAX_SERIES
    return [
        *ranked(one, value),
        {"joinaggregate": [{"op": "max", "field": rank, "as": count}]},
        {"calculate": f"{datum(rank)} < {most} || {datum(count)} <= {most} ? {own} : {OTHERS}", "as": HUE},
    ]


def tree_data(view: View, layout: Spec) -> list[Spec]:
    """The levels of the tree, the tree laid out, and its leaves and branches."""
    levels = levels_of(view.made)
    names = [f"level_{depth}" for depth in range(1, len(levels) + 1)]
    rows = [_level(view, depth) | {"name": name} for depth, name in enumerate(names, start=1)]
    root: Spec = {"name": "whole", "values": [{ID: "root"}]}
    tree = [{"type": "stratify", "key": ID, "parentKey": PARENT}, layout | {"sort": _order(view.made.sort)}]
    return [
        *rows,
        root,
        {"name": TREE, "source": ["whole", *names], "transform": tree},
        {"name": LEAVES, "source": TREE, "transform": [{"type": "filter", "expr": "!datum.children && datum.depth"}]},
        {"name": BRANCHES, "source": TREE, "transform": [{"type": "filter", "expr": "datum.children && datum.depth"}]},
    ]


def _order(sort: ChartSort) -> Spec:
    """The order of siblings; Vega compares the nodes of the tree, which hold our columns as their data."""
    match sort:
        case ChartSort.LABEL_ASCENDING | ChartSort.LABEL_DESCENDING:
            return {"field": "data[':order']", "order": sort.value.removeprefix("label_")}
        case ChartSort.VALUE_ASCENDING:
            return {"field": "value", "order": "ascending"}
        case _:
            return {"field": "value", "order": "descending"}


def _level(view: View, depth: int) -> Spec:
    """One level of the tree: its groups with their amounts, each knowing the group that it lies in."""
    made = view.made
    shown = levels_of(made)[:depth]
    is_last = depth == len(levels_of(made))
    measures = [one for one in made.measures if is_last or one.is_additive]
    own, value = shown[-1], made.y[0]
    columns = [column for one in shown for column in (one.column, label_column(one), order_column(one))]
    # Each group of the last level is one row: what does not add up comes through as it is.
    summed = [{"op": "sum" if one.is_additive else "min", "field": one.column, "as": one.column} for one in measures]
    if value not in measures:
        summed.append({"op": "sum", "field": value.column, "as": value.column})
    labels = [datum(label_column(one)) for one in shown]
    number = view.options.number_format or value.format
    steps: list[Spec] = [
        {"aggregate": summed, "groupby": list(dict.fromkeys([*columns, HUE, WHOLE]))},
        {"calculate": _path(labels), "as": ID},
        {"calculate": _path(labels[:-1]), "as": PARENT},
        {"calculate": datum(label_column(own)), "as": NAME},
        {"calculate": datum(order_column(own)), "as": ":order"},
        {"calculate": datum(value.column), "as": NUMBER},
        {"calculate": datum(value.column) if is_last else "0", "as": SIZE},
        {"calculate": short_number(datum(value.column), number), "as": ":short"},
        {"calculate": f"{datum(value.column)} / {datum(WHOLE)}", "as": SHARE},
        *exact_transforms(measures, view.options.number_format),
        {"calculate": _tip(view, [*shown, *measures]), "as": TIP_LINES},
    ]
    return {"source": "result", "transform": vega_steps(steps)}


def _path(labels: list[str]) -> str:
    return " + '\\u001f' + ".join(["'root'", *labels])


def _tip(view: View, known: list[Field]) -> str:
    return tip(view.made.fields, f"format({datum(SHARE)}, '.1%')", known=known)


def tree_signals(view: View) -> list[Spec]:
    """The titles of the tooltips."""
    return tip_signals(view.made.fields, "Share")


def hue_scale(view: View) -> Spec:
    """The color of each outermost group, or of each amount."""
    shade = shade_of(view.made)
    if shade is not None:
        return ramp(AMOUNTS, LEAVES, shade.column)
    if len(levels_of(view.made)) == 1 and view.made.mark is Mark.TREEMAP:
        return {"name": HUES, "type": "ordinal", "domain": [""], "range": "category"}
    return hue_scale_of(levels_of(view.made)[0])


def hue_scale_of(one: Field) -> Spec:
    """The color of each group, the largest first."""
    rank = {"field": derived(one.column, "rank"), "op": "min", "order": "ascending"}
    domain = {"data": "result", "field": HUE, "sort": rank}
    return {"name": HUES, "type": "ordinal", "domain": domain, "range": "category"}


def hue_of(view: View) -> str:
    """The expression for the color of the group of a row: the one chosen by hand, or that of its place."""
    given = f"scale('{HUES}', {datum(HUE)})"
    chosen = view.options.colors
    return by_hand(datum(HUE), given) if chosen is not None and chosen.members else given


def name_fits(text: str, room: str, enough: int) -> str:
    """Whether so much room holds a text whole, or so much of it that it can be guessed; all are expressions."""
    return f"{room} >= min(length({text}) * {LETTER}, {enough})"


def color_expression(view: View) -> str:
    """The expression for the color of a part."""
    shade = shade_of(view.made)
    if shade is None:
        return hue_of(view)
    return f"isValid({datum(shade.column)}) ? scale('{AMOUNTS}', {datum(shade.column)}) : '#8a93a3'"
