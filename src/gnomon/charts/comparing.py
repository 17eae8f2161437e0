"""Parts that pictures of comparison share: which fields they take, in which order categories stand, how values read."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChartSort, Mark, NotDrawable
from gnomon.charts.encodings import Spec, is_by_hand, place_by_hand
from gnomon.charts.fields import COUNTS, Field, Place, Wells, grouped, row_count_field
from gnomon.charts.labels import EXACT_NUMBER, order_column, short_number, written
from gnomon.charts.names import datum, derived
from gnomon.charts.series import FOLDED_KEY
from gnomon.charts.view import View
from gnomon.semantic.contracts import Aggregation

TEXT = ":text"
PLACE = ":place"
"""Where a category stands in the order of the picture, from 1."""
PIECES = frozenset({Aggregation.SUM, Aggregation.COUNT, Aggregation.COUNT_DISTINCT})
SAME_MAGNITUDE = 8
"""Two measures without a unit lie on one axis when neither may be so many times as large as the other."""


def dimension_of(wells: Wells, mark: Mark, needs: str) -> Field:
    """The field whose values are compared. Raises `NotDrawable` where there is none."""
    candidates = (wells.x, *wells.y, wells.color, *wells.dimensions)
    found = next((one for one in candidates if one is not None and not one.is_measure), None)
    if found is None:
        raise NotDrawable(mark, needs)
    return grouped(found)


def second_dimension(wells: Wells, first: Field) -> Field | None:
    """Another field that groups, the one on color before all."""
    candidates = (wells.color, *wells.dimensions)
    found = (one for one in candidates if one is not None and not one.is_measure and one.ref.member != first.ref.member)
    second = next(found, None)
    return None if second is None else grouped(second)


def values_of(wells: Wells) -> tuple[Field, ...]:
    """The measures, those on y first and each once; the number of rows where there are none."""
    places = (*(one for one in wells.y if one.is_measure), *wells.measures)
    return tuple({one.column: one for one in places}.values()) or (row_count_field("y"),)


def are_alike(one: Field, other: Field) -> bool:
    """Whether two measures can be read along one axis: both count, or have one unit, format and magnitude."""
    if (one.aggregation in COUNTS) != (other.aggregation in COUNTS):
        return False
    if one.aggregation in COUNTS:
        return True
    if (one.unit, one.format) != (other.unit, other.format) or _is_total(one) != _is_total(other):
        return False
    if one.ref.member == other.ref.member or one.unit is not None:
        return True
    sizes = sorted(_size_of(each) for each in (one, other))
    return sizes[0] > 0 and sizes[1] <= SAME_MAGNITUDE * sizes[0]


def _is_total(one: Field) -> bool:
    return one.aggregation in PIECES


def _size_of(one: Field) -> float:
    return max((abs(end) for end in (one.min, one.max) if isinstance(end, int | float)), default=0)


def standing(made: Arrangement, one: Field, value: str) -> list[Spec]:
    """Number the categories in the order in which they stand: the chosen one, or the order of their own."""
    by_label = {"field": order_column(one), "order": "ascending"}
    by_value = {"field": value if made.sort_by is None else made.sort_by.column, "order": "descending"}
    steps: list[Spec] = []
    match made.sort:
        case ChartSort.LABEL_DESCENDING:
            order = [by_label | {"order": "descending"}]
        case ChartSort.VALUE_ASCENDING:
            order = [by_value | {"order": "ascending"}, by_label]
        case ChartSort.VALUE_DESCENDING:
            order = [by_value, by_label]
        case ChartSort.AUTO if one.place is Place.NAME:
            order = [by_value, by_label]
        case ChartSort.BY_HAND if is_by_hand(made, one):
            steps = [{"calculate": place_by_hand(made, one), "as": derived(one.column, "size")}]
            order = [{"field": derived(one.column, "size"), "order": "ascending"}, by_value, by_label]
        case _:
            order = [by_label]
    return [*steps, {"window": [{"op": "row_number", "as": PLACE}], "sort": order, "frame": [None, None]}]


IN_PLACE: Spec = {"field": PLACE, "op": "min", "order": "ascending"}
"""The sort of an axis whose categories are numbered by `standing`."""
BY_PLACE: list[Spec] = [{"field": PLACE, "order": "ascending"}]


def only(*fields: Field) -> Spec:
    """The rows of these measures, where several measures became rows."""
    return {"filter": {"field": FOLDED_KEY, "oneOf": [one.column for one in fields]}}


def known(column: str) -> Spec:
    """Leave out rows without this value."""
    return {"filter": f"isValid({datum(column)})"}


def short_text(view: View, one: Field, column: str | None = None, to: str = TEXT) -> Spec:
    """Write a value of this measure in few characters."""
    number_format = view.options.number_format or one.format
    return {"calculate": short_number(datum(column or one.column), number_format), "as": to}


def exact_row(view: View, one: Field, column: str, title: str) -> tuple[Spec, Spec]:
    """A value that the picture works out, in the format of its measure: the transform and the line of the tooltip."""
    to = derived(column, "exact")
    step = {"calculate": exactly(view, one, column), "as": to}
    return step, {"field": to, "type": "nominal", "title": title}


SAID = ":said"
"""What a mark says of itself to those who cannot see it."""


def saying(*parts: str) -> tuple[Spec, Spec]:
    """What each mark says of itself, made of expressions one after the other: the transform and its channel."""
    return {"calculate": " + ".join(parts), "as": SAID}, {"field": SAID, "type": "nominal"}


def exactly(view: View, one: Field, column: str) -> str:
    """The expression that writes a value in the format of this measure, with all that is known of it."""
    return f"({written(datum(column), view.options.number_format or one.format or EXACT_NUMBER)})"


def share_row(part: str, whole: str, to: str, title: str) -> tuple[list[Spec], Spec]:
    """What part of a whole a value is, as a number and in words; the words are for tooltips and labels."""
    words = derived(to, "words")
    ratio = f"isValid({part}) && {whole} > 0 ? {part} / {whole} : null"
    steps: list[Spec] = [
        {"calculate": ratio, "as": to},
        {"calculate": f"isValid({datum(to)}) ? format({datum(to)}, '.1%') : '–'", "as": words},
    ]
    return steps, {"field": words, "type": "nominal", "title": title}
