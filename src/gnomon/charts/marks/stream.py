"""Streams: stacked areas around a middle, for the flow of many parts over time."""

from dataclasses import replace

from gnomon.charts.arrange_along import arrange_area
from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Stacking
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Wells
from gnomon.charts.marks.line import draw_area
from gnomon.charts.names import datum
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel


def arrange_stream(wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """Areas of one measure by color, which add up."""
    options = spec.options.model_copy(update={"stacking": Stacking.STACKED})
    made = arrange_area(wells, spec.model_copy(update={"options": options}), model)
    if made.series is None or made.stacking is not Stacking.STACKED:
        raise NotDrawable(Mark.STREAM, "a measure that adds up and is never negative, and a field on color")
    others = tuple(one for one in made.y[1:] if one.is_measure)
    notes = ("The height of a stream is its amount; where it lies has no meaning.",)
    return replace(made, mark=Mark.STREAM, y=made.y[:1], tooltip=(*others, *made.tooltip), notes=notes)


def draw_stream(view: View) -> Spec:
    """Stacked areas around a middle, with round edges and without an axis of amounts."""
    drawn = draw_area(view)
    height = drawn["encoding"]["y"] | {"stack": "center"}
    height["axis"] = {"title": height["axis"]["title"], "labels": False, "ticks": False, "grid": False}
    drawn["encoding"]["y"] = height
    # Where a part has no amount, its stream runs dry instead of breaking off.
    drawn["transform"].append({"filter": f"isValid({datum(view.made.y[0].column)})"})
    area = drawn["layer"][0]
    area["mark"] = {"type": "area", "interpolate": "monotone", "fillOpacity": 0.85}
    return drawn


STREAM = Visual(Mark.STREAM, "Streams", arrange_stream, draw_stream, abilities=(Ability.LEGEND,))
