"""From arranged fields and the shape of an answer to a Vega-Lite 6 spec, without data and theme."""

from math import ceil, sqrt

from gnomon.charts.coloring import with_colors
from gnomon.charts.encodings import Spec, by_column
from gnomon.charts.fields import Field
from gnomon.charts.finishing import finish
from gnomon.charts.labels import exact_transforms, label_column, label_transforms
from gnomon.charts.raw.checking import is_composed
from gnomon.charts.registry import VISUALS
from gnomon.charts.series import FOLDED_NAME
from gnomon.charts.view import View

DATA = "result"
"""Name of the data source that the browser fills with the rows."""
MAX_FACET_COLUMNS = 4


def to_vega_lite(view: View, description: str) -> Spec | None:
    """The whole spec of a picture; none for marks that need no Vega."""
    spec = _drawn(view, description)
    return None if spec is None else with_colors(view, spec)


def _drawn(view: View, description: str) -> Spec | None:
    visual = VISUALS[view.made.mark]
    if visual.draw is None:
        return None
    inner = finish(view, visual.draw(view), visual.abilities)
    fields = view.made.fields
    exact = exact_transforms(fields, view.options.number_format)
    transforms = [*label_transforms(fields, view.widths), *inner.pop("transform", []), *exact]
    head: Spec = {"description": description, "data": {"name": DATA}, "transform": transforms}
    if "padding" in inner:
        head["padding"] = inner.pop("padding")
    facet = _facet(view)
    if is_composed(inner):
        return head | inner
    if facet is None:
        size = {"width": "container", "height": "container", "autosize": {"type": "fit", "contains": "padding"}}
        return head | size | inner
    columns = _facet_columns(view.made.facet)
    # Vega-Lite cannot size small multiples by their container: the browser divides it by these columns.
    resolved = {view.made.value_channel: "independent"} if view.made.is_faceted_by_measure else {}
    return head | {
        "usermeta": {"facet_columns": columns, "most_facets": view.made.top.get("facet")},
        "facet": facet,
        "resolve": {"scale": resolved},
        "columns": columns,
        "spec": {"width": 180, "height": 130} | inner,
    }


def _facet(view: View) -> Spec | None:
    one = view.made.facet
    if one is not None:
        header = {"title": one.title}
        sort = by_column(one, "ascending")
        return {"field": label_column(one), "type": "nominal", "sort": sort, "header": header}
    is_by_measure = view.made.is_faceted_by_measure
    return {"field": FOLDED_NAME, "type": "nominal", "header": {"title": None}} if is_by_measure else None


def _facet_columns(one: Field | None) -> int:
    count = one.distinct_count if one is not None and one.distinct_count else MAX_FACET_COLUMNS
    return max(1, min(MAX_FACET_COLUMNS, ceil(sqrt(count))))
