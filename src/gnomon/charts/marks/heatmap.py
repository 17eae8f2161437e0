"""Heatmaps: a colored square for each pair of two groupings."""

from gnomon.charts.arrange_against import arrange_heatmap
from gnomon.charts.contracts import Ability, Mark
from gnomon.charts.encodings import (
    Spec,
    category_sort,
    category_total,
    color_of,
    dimmed,
    discrete,
    end_transform,
    has_extent,
    pick,
    present,
    running,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field
from gnomon.charts.names import derived
from gnomon.charts.series import top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual


def draw_heatmap(view: View) -> Spec:
    """Squares whose color is the measure."""
    made, options = view.made, view.options
    if made.x is None or made.color is None:
        raise LookupError("a heatmap needs two groupings and a measure")
    y = made.y[0]
    selection = pick(made, (made.x, y, made.facet))
    color = color_of(made, options.show_legend)
    across, across_ends = _side(view, "x", made.x, title_or(options.x_title, made.x.title))
    down, down_ends = _side(view, "y", y, title_or(options.y_title, y.title))
    encoding: Spec = {
        **across,
        **down,
        "color": color,
        "opacity": dimmed(selection),
        "tooltip": tooltips(made.fields),
    }
    squares: Spec = {"mark": {"type": "rect"}, "encoding": encoding}
    if selection is not None:
        squares["params"] = [selection]
    return {"transform": [*top_transforms(made), *across_ends, *down_ends], **squares}


def _side(view: View, channel: str, one: Field, title: str | None) -> tuple[Spec, list[Spec]]:
    if has_extent(one):
        end = {f"{channel}2": {"field": derived(one.column, "end")}}
        ends = [present(one), end_transform(one, view.widths)]
        return {channel: running(channel, one, title)} | end, ends
    value = view.made.color.column if view.made.color is not None else one.column
    place = discrete(channel, one, title, category_sort(view.made, one))
    return {channel: place}, [category_total(view.made, one, value)]


HEATMAP = Visual(
    Mark.HEATMAP,
    "Heatmap",
    arrange_heatmap,
    draw_heatmap,
    keeps_largest=True,
    abilities=(Ability.ORDER, Ability.LEGEND, Ability.LIMIT),
)
