"""Strip plots: a dot for each row, beside the others of its category."""

from gnomon.charts.arrange_spread import arrange_strip, spread_title, suggest_strip
from gnomon.charts.contracts import Ability, Mark
from gnomon.charts.encodings import Spec, by_column, color_of, dimmed, discrete, pick, present, title_or, tooltips
from gnomon.charts.fields import Field, Place
from gnomon.charts.names import datum
from gnomon.charts.series import top_transforms
from gnomon.charts.spread_parts import number_axis
from gnomon.charts.view import View
from gnomon.charts.visual import Visual

ROW = ":row"
SIDE = ":side"
GOLDEN = 0.618033988749895
"""Steps of the golden section spread dots evenly, and the same each time."""
FEW_DOTS = 300


def draw_strip(view: View) -> Spec:
    """Dots along the number, spread sideways so that they do not hide each other."""
    made, options = view.made, view.options
    number = made.y[0]
    selection = pick(made, (one for one in (made.x, made.color, made.facet) if one is not None and _is_group(one)))
    encoding: Spec = {
        made.value_channel: number_axis(view, number.column, number.title, number.format),
        **_sideways(view),
        "opacity": dimmed(selection, 0.75 if view.row_count <= FEW_DOTS else 0.45),
        "tooltip": tooltips(made.fields),
    }
    color = color_of(made, options.show_legend)
    if color is not None:
        if color["legend"] is not None:
            color["legend"] |= {"symbolOpacity": 1}
        encoding["color"] = color
    dots: Spec = {"mark": {"type": "point", "filled": True, "size": 24}, "encoding": encoding}
    if selection is not None:
        dots["params"] = [selection]
    side = [
        {"window": [{"op": "row_number", "as": ROW}]},
        {"calculate": f"({datum(ROW)} * {GOLDEN}) % 1", "as": SIDE},
    ]
    return {"transform": [*top_transforms(made), present(number), *side], **dots}


def _sideways(view: View) -> Spec:
    made, options = view.made, view.options
    along = made.category_channel
    if made.x is None:
        domain = {"domain": [-1, 2], "nice": False}
        return {along: {"field": SIDE, "type": "quantitative", "scale": domain, "axis": None}}
    title = title_or(options.x_title if along == "x" else options.y_title, made.x.title)
    position = discrete(along, made.x, title, by_column(made.x, "ascending"))
    offset = {"field": SIDE, "type": "quantitative", "scale": {"domain": [-0.5, 1.5]}}
    return {along: position, f"{along}Offset": offset}


def _is_group(one: Field) -> bool:
    return one.place in {Place.NAME, Place.ORDER}


STRIP = Visual(
    Mark.STRIP,
    "Strip plot",
    arrange_strip,
    draw_strip,
    abilities=(
        Ability.ORDER,
        Ability.VALUE_AXIS,
        Ability.LOG_SCALE,
        Ability.REFERENCES,
        Ability.LEGEND,
        Ability.DIRECTION,
        Ability.LIMIT,
    ),
    title=spread_title,
    limits_rows=False,
    suggest=suggest_strip,
)
