"""From arranged fields and the shape of an answer to a full Vega 6 spec, where Vega-Lite has no words for a picture."""

from gnomon.charts.coloring import with_vega_colors
from gnomon.charts.encodings import Spec
from gnomon.charts.labels import exact_transforms, label_transforms
from gnomon.charts.registry import VISUALS
from gnomon.charts.to_vega_lite import DATA
from gnomon.charts.vega_parts import STORE, vega_steps
from gnomon.charts.view import View


def to_vega(view: View, description: str) -> Spec | None:
    """The whole spec of a picture; none for kinds that Vega-Lite draws, or nobody.

    A kind hands over the inner part: `transform` for the rows, as in Vega-Lite, further `data` made from them, the
    columns that a click picks, and everything that Vega itself reads.
    """
    draw = VISUALS[view.made.mark].draw_vega
    if draw is None:
        return None
    inner = draw(view)
    fields = view.made.fields
    steps = [
        *label_transforms(fields, view.widths),
        *inner.pop("transform", []),
        *exact_transforms(fields, view.options.number_format),
    ]
    rows: Spec = {"name": DATA, "transform": vega_steps(steps)}
    spec: Spec = {
        "description": description,
        "usermeta": {"pick": inner.pop("pick", [])},
        "width": 560,
        "height": 320,
        # Names within marks must not shrink the picture; only a legend takes room from it.
        "autosize": {"type": "fit" if inner.get("legends") else "none", "contains": "padding"},
        "data": [rows, {"name": STORE}, *inner.pop("data", [])],
        **inner,
    }
    return with_vega_colors(view, spec)
