"""Bubbles: points of groups whose area is a third measure, the largest of them named."""

from dataclasses import replace

from gnomon.charts.arrange_against import arrange_scatter
from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Recommendation
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Field, Place, Wells, row_count_field
from gnomon.charts.labels import key_column, label_column
from gnomon.charts.marks.scatter import draw_scatter
from gnomon.charts.names import datum
from gnomon.charts.recommend import is_two_numbers
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.words import lowered
from gnomon.semantic.contracts import SemanticModel

FEW, MANY = 60, 400
"""Groups among which the largest are named, and among which bubbles are still large."""
NAMED, NAMED_IF_ASKED = 6, 25
LARGEST, SMALLER, SMALLEST = 1_600, 400, 6
RANK = ":size rank"


def arrange_bubble(wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """A bubble for each group: two measures say where it lies, a third how large it is."""
    if is_two_numbers(wells) and wells.size is not None and not wells.dimensions[2:]:
        return replace(_sized(arrange_scatter(wells, spec, model)), mark=Mark.BUBBLE)
    x, y, size = _places(wells)
    groups = tuple(one for one in wells.dimensions if one not in {x, y, wells.facet, wells.color})
    placed = Wells(x=x, y=(y,), color=wells.color, size=size, facet=wells.facet, tooltip=())
    shown = (*groups, *(one for one in wells.measures if one not in {x, y, size, wells.color}))
    made = _sized(arrange_scatter(replace(placed, tooltip=shown), spec, model))
    notes = ("Groups whose size is below zero are left out.",) if size.has_negative_values else ()
    return replace(made, mark=Mark.BUBBLE, notes=made.notes + notes)


def draw_bubble(view: View) -> Spec:
    """Points whose area is the measure, and the names of the largest."""
    made = view.made
    points = draw_scatter(view)
    transforms = points.pop("transform")
    size = made.size
    if size is None:
        raise LookupError("bubbles need a size")
    largest = LARGEST if view.row_count <= FEW else SMALLER if view.row_count <= MANY else SMALLER / 4
    points["encoding"]["size"] |= {"scale": {"range": [SMALLEST, largest], "zero": True}}
    transforms.append({"filter": f"{datum(size.column)} >= 0"})
    name = _name_of(made)
    if name is None or (view.row_count > FEW and not view.options.show_labels):
        return {"transform": transforms, **points}
    rank: Spec = {
        "window": [{"op": "row_number", "as": RANK}],
        "sort": [{"field": size.column, "order": "descending"}, {"field": key_column(name), "order": "ascending"}],
    }
    if made.facet is not None:
        rank["groupby"] = [key_column(made.facet)]
    return {"transform": [*transforms, rank], "layer": [points, _names(view, name, size, points)]}


def suggest_bubble(wells: Wells) -> Recommendation | None:
    """Bubbles where two measures face each other and a third has its own size."""
    faces = wells.x is not None and wells.x.is_measure and len(wells.y) == 1 and wells.y[0].is_measure
    if not faces or wells.size is None or not wells.size.is_measure or not wells.dimensions:
        return None
    name = lowered(wells.size.title)
    return Recommendation(mark=Mark.BUBBLE, score=0.9, reason=f"Bubbles, because {name} is a third measure.")


def _sized(made: Arrangement) -> Arrangement:
    # Points of single rows cannot be as large as the number of their rows.
    if made.size is None:
        raise NotDrawable(Mark.BUBBLE, "a number as the size, besides the two on x and y")
    return made


def _places(wells: Wells) -> tuple[Field, Field, Field]:
    """What stands on x and on y, and the size: measures, as far as there are any."""
    inner = [one for one in wells.measures if one is not wells.size and one is not wells.color]
    size = wells.size if wells.size is not None and wells.size.is_measure else None
    is_x_free = wells.x is None or not wells.x.is_measure
    if is_x_free and len(inner) < 2 and (wells.x is None or not wells.y):
        raise NotDrawable(Mark.BUBBLE, "a measure on x, another on y and a third as the size")
    if wells.x is None or (is_x_free and len(inner) >= 2):
        x, others = inner[0], inner[1:]
    else:
        x, others = wells.x, [one for one in (*wells.y, *inner) if one is not wells.x]
    y = next(iter(others), None)
    if y is None or not wells.dimensions:
        raise NotDrawable(Mark.BUBBLE, "two measures on x and y, and a field whose values are the bubbles")
    third = next((one for one in inner if one is not x and one is not y), None)
    return x, y, size or third or row_count_field("size")


def _name_of(made: Arrangement) -> Field | None:
    """The field that names a bubble."""
    candidates = (*made.detail, made.color, made.x, *made.y)
    names = [one for one in candidates if one is not None and not one.is_measure]
    return next((one for one in names if one.place is Place.NAME), None)


def _names(view: View, name: Field, size: Field, points: Spec) -> Spec:
    count = NAMED_IF_ASKED if view.options.show_labels else NAMED
    places = {channel: points["encoding"][channel] for channel in ("x", "y")}
    # Beside the bubble, whose color may be too dark for a text; the size is its area.
    above = {"expr": f"-sqrt(scale('size', {datum(size.column)}) / PI) - 2"}
    return {
        "transform": [{"filter": f"{datum(RANK)} <= {count}"}],
        "mark": {"type": "text", "aria": False, "tooltip": None, "limit": 120, "dy": above, "baseline": "bottom"},
        "encoding": places | {"text": {"field": label_column(name), "type": "nominal"}},
    }


BUBBLE = Visual(
    Mark.BUBBLE,
    "Bubble chart",
    arrange_bubble,
    draw_bubble,
    keeps_largest=True,
    abilities=(
        Ability.VALUE_AXIS,
        Ability.LOG_SCALE,
        Ability.REFERENCES,
        Ability.LABELS,
        Ability.LEGEND,
        Ability.LIMIT,
    ),
    suggest=suggest_bubble,
)
