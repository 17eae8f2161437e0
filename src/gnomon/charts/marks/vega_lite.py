"""Vega-Lite as people write it themselves, over the rows that its fields make."""

from dataclasses import replace

from gnomon.charts.arrangement import MAX_MARKS, Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Field, Place, Wells, grouped
from gnomon.charts.raw.checking import check, spec_of
from gnomon.charts.raw.faults import BrokenDocument, Fault
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.query.contracts import QueryMode
from gnomon.semantic.contracts import SemanticModel

SOURCE = "result"


def arrange_vega_lite(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """A row for each group, or the rows themselves where nothing is measured; the document says where fields stand."""
    if not wells.dimensions and not wells.measures:
        raise BrokenDocument([Fault((), "There is nothing to draw: put fields into the wells.")])
    made = (
        Arrangement(mark=Mark.VEGA_LITE, detail=tuple(_grouped(one) for one in wells.dimensions), y=wells.measures)
        if wells.measures
        else Arrangement(mark=Mark.VEGA_LITE, mode=QueryMode.ROWS, detail=wells.dimensions)
    )
    return replace(made, limit=MAX_MARKS)


def check_vega_lite(made: Arrangement, spec: ChartSpec) -> None:
    """Let the document of a picture through. Raises `BrokenDocument` with the place of every fault."""
    if spec.options.document is None:
        raise BrokenDocument([Fault((), "Nothing is written yet.")])
    check(spec.options.document, [one.column for one in made.fields])


def draw_vega_lite(view: View) -> Spec:
    """The document over the rows of the answer."""
    return spec_of(view.options.document or "{}", [one.column for one in view.made.fields], SOURCE)


def _grouped(one: Field) -> Field:
    return grouped(one) if one.place is Place.TIME else one


VEGA_LITE = Visual(
    Mark.VEGA_LITE,
    "Vega-Lite picture",
    arrange_vega_lite,
    draw_vega_lite,
    abilities=(Ability.LIMIT,),
    check=check_vega_lite,
)
