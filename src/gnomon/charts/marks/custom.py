"""A picture that a plug-in draws: its fields keep their wells, and the plug-in says what it makes of them."""

from gnomon.charts.arrangement import MAX_MARKS, Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark
from gnomon.charts.fields import Field, Place, Wells, grouped
from gnomon.charts.visual import Visual
from gnomon.foundation.kit.errors import Invalid
from gnomon.query.contracts import QueryMode
from gnomon.semantic.contracts import SemanticModel


class NothingToDraw(Invalid):
    """A custom picture without a plug-in, or without fields."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint=hint, details={"mark": Mark.CUSTOM.value})


def arrange_custom(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """A row for each group, or the rows themselves where nothing is measured; every field stays in its well."""
    if not wells.dimensions and not wells.measures:
        raise NothingToDraw("There is nothing to draw.", "Put fields into the wells.")
    is_rows = not wells.measures
    return Arrangement(
        mark=Mark.CUSTOM,
        mode=QueryMode.ROWS if is_rows else QueryMode.GROUPS,
        x=_placed(wells.x, is_rows=is_rows),
        y=tuple(_known(one, is_rows=is_rows) for one in wells.y),
        color=_placed(wells.color, is_rows=is_rows),
        size=_placed(wells.size, is_rows=is_rows),
        facet=_placed(wells.facet, is_rows=is_rows),
        tooltip=tuple(_known(one, is_rows=is_rows) for one in wells.tooltip),
        limit=MAX_MARKS,
    )


def check_custom(_made: Arrangement, spec: ChartSpec) -> None:
    """See that somebody chose what draws it. Raises `NothingToDraw`."""
    if spec.options.custom is None:
        raise NothingToDraw("No custom visual is chosen.", "Choose one, or another kind of picture.")


def _placed(one: Field | None, *, is_rows: bool) -> Field | None:
    return None if one is None else _known(one, is_rows=is_rows)


def _known(one: Field, *, is_rows: bool) -> Field:
    return grouped(one) if not is_rows and not one.is_measure and one.place is Place.TIME else one


CUSTOM = Visual(Mark.CUSTOM, "Custom visual", arrange_custom, abilities=(Ability.LIMIT,), check=check_custom)
