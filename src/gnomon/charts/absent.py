"""Groups of rows that have no value in a field: shown as a group of their own, or left out where that was chosen."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChartOptions
from gnomon.charts.fields import Field
from gnomon.charts.words import listed, lowered
from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import Filter, InFilter, NullFilter, QueryMode


def filters_of_absent(made: Arrangement, options: ChartOptions) -> tuple[Filter, ...]:
    """What leaves out the rows without a value in a field that groups; an empty text is none either."""
    return tuple(_filter(one) for one in _left_out(made, options))


def notes_of_absent(made: Arrangement, options: ChartOptions) -> tuple[str, ...]:
    """What the reader must know about it."""
    names = dict.fromkeys(lowered(one.label) for one in _left_out(made, options))
    return (f"Rows without {listed(tuple(names))} are left out.",) if names else ()


def _left_out(made: Arrangement, options: ChartOptions) -> tuple[Field, ...]:
    return made.dimensions if options.hides_absent and made.mode is QueryMode.GROUPS else ()


def _filter(one: Field) -> Filter:
    if one.type is ColumnType.TEXT:
        return InFilter(member=one.ref.member, values=("", None), exclude=True)
    return NullFilter(member=one.ref.member, is_null=False)
