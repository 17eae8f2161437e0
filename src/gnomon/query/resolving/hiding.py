"""Small groups: which figures must not be seen, so that none of few records can be had, or worked out of others.

The dimensions of a question, the coarsest first, make a tree: the whole, its groups by the first dimension, theirs by
the second. A group of few records is hidden with all that lies in it. Where the hidden ones among the groups of one
total are a single one, or have too few records together, the next smallest is hidden as well, so that what is left of
the total tells of many. A total that is not of the tree is shown where all of its groups are. So everything that can be
added or subtracted tells of whole, separate sets of records, each of them large enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.contracts import ColumnRole, MeasureFilter, QueryColumn, QuerySpec, SmallGroups
from gnomon.query.draft import Cell, Resolved
from gnomon.query.errors import QuestionRefused, UnknownResultColumn
from gnomon.query.plan import (
    LEVEL,
    Across,
    Aggregate,
    AlongGroups,
    ByLevel,
    Distinct,
    FormulaTotal,
    Hides,
    Kept,
    Output,
    Shown,
    Siblings,
    Total,
    Value,
    WallClock,
)
from gnomon.query.resolving.names import Names
from gnomon.semantic.contracts import Aggregation

HIDDEN = Output("__hidden", ColumnType.BOOLEAN, "BOOLEAN")
"""Tells of each group whether its figures are hidden."""
OWN_LEVEL = 0
ONE_RECORD = frozenset({Aggregation.MIN, Aggregation.MAX})
ONE_RECORD_FUNCTIONS = frozenset({"min", "max", "any_value", "first", "last"})


def check_asked(spec: QuerySpec) -> None:
    """Refuse what would tell of small groups before anything is looked up. Raises `QuestionRefused`."""
    if any(isinstance(one, MeasureFilter) for one in spec.filters):
        raise _refused(
            "Groups are filtered by their own figures here, which tells those of small groups.",
            "Take the filter on the measure away",
        )
    if any(one.top is not None for one in spec.dimensions):
        raise _refused("The first groups by a measure are chosen here, which tells of the small ones.", "Ask for all")
    if not spec.measures:
        raise _refused("There is no figure here that could be hidden.", "Add a measure")


def hiding(resolved: Resolved, spec: QuerySpec, small: SmallGroups, records: Output) -> Resolved:
    """The question with the figures of small groups hidden. Raises `QuestionRefused` where that cannot be promised."""
    _check_cells(resolved.cells)
    if any(isinstance(value, AlongGroups) for layer in resolved.added for _, value in layer):
        raise _refused(
            "A running total, a rank or a look at other groups would give small groups away.",
            "Take that measure out",
        )
    maker = _Maker(resolved, small, records, _tree(resolved.groups, small, spec))
    layers, hidden = maker.layers()
    measures = {one.name for one in resolved.columns if one.role is ColumnRole.MEASURE}

    def kept(value: Value) -> Value:
        return Kept(value, hidden) if isinstance(value, Output | WallClock) else value

    shown = tuple(replace(one, value=kept(one.value)) if one.name in measures else one for one in resolved.shown)
    order = tuple(
        replace(one, by=kept(one.by)) if isinstance(one.by, Output) and one.by.name in measures else one
        for one in resolved.order
    )
    return replace(
        resolved,
        added=(*resolved.added, *layers),
        shown=(*shown, Shown(HIDDEN.name, hidden, None)),
        columns=(*resolved.columns, _column(small)),
        order=order,
    )


def _column(small: SmallGroups) -> QueryColumn:
    return QueryColumn(
        name=HIDDEN.name,
        label=f"Hidden, as fewer than {small.below} records would show",
        role=ColumnRole.DIMENSION,
        type=ColumnType.BOOLEAN,
        member=HIDDEN.name,
        aggregation=None,
        grain=None,
        bin_width=None,
        is_text_encoded=False,
    )


def _tree(groups: Sequence[Output], small: SmallGroups, spec: QuerySpec) -> tuple[Output, ...]:
    """The dimensions from the coarsest to the finest."""
    by_name = {group.name: group for group in groups}
    for name in small.within:
        if name not in by_name:
            raise UnknownResultColumn(name, list(by_name), near_misses(name, by_name))
    return tuple(by_name[name] for name in dict.fromkeys((*small.within, *by_name)))


def _check_cells(cells: Sequence[Cell]) -> None:
    if len(cells) != 1 or not isinstance(cells[0].aggregate, Aggregate) or not cells[0].is_frame:
        raise _refused(
            "Its measures count records of several tables, or of other groups and times than those shown.",
            "Take measures of one table, without CALCULATE and shares",
        )
    aggregate = cells[0].aggregate
    if isinstance(aggregate.source.source, Distinct):
        raise _refused("One record belongs to several groups here.", "Group by fields that each record has once")
    for total in aggregate.totals:
        if isinstance(total, Total):
            is_one = total.aggregation in ONE_RECORD or total.quantile in {0.0, 1.0}
        elif isinstance(total, FormulaTotal):
            is_one = total.function.lower() in ONE_RECORD_FUNCTIONS
            if total.where is not None or total.only_at is not None:
                raise _refused(
                    "A measure counts only some records of each group, which may be few.",
                    "Put its condition into the filters of the picture",
                )
        else:
            is_one = False
        if is_one:
            raise _refused("The least and the greatest value are those of single records.", "Take the median instead")


def _refused(reason: str, way: str) -> QuestionRefused:
    return QuestionRefused(
        f"Small numbers cannot be hidden here. {reason}", f"{way}, or show the figures of small groups."
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """What is looked at of one depth of the tree."""

    group: Output
    size: Output
    siblings: Siblings


class _Maker:
    """Makes the layers of looks that end in the decision."""

    def __init__(self, resolved: Resolved, small: SmallGroups, records: Output, tree: tuple[Output, ...]) -> None:
        taken = [output.name for layer in resolved.added for output, _ in layer]
        for cell in resolved.cells:
            taken += [output.name for output in cell.aggregate.outputs]
        taken += [one.name for one in resolved.columns]
        self._names = Names(frozenset([*taken, HIDDEN.name]))
        self._level: tuple[Value, ...] = (LEVEL,) if resolved.sets else ()
        self._sets = [frozenset(resolved.groups[place].name for place in one) for one in resolved.sets]
        self._below, self._records, self._tree = small.below, records, tree

    def _number(self, wanted: str) -> Output:
        return Output(self._names.free(wanted), ColumnType.INTEGER, "BIGINT")

    def layers(self) -> tuple[list[tuple[tuple[Output, Value], ...]], Output]:
        """What is computed of the groups, each layer of those before it, and which output decides."""
        steps = [
            _Step(group, self._number("__size"), Siblings(*map(self._number, ("__place", "__small", "__few"))))
            for group in self._tree
        ]
        whole = self._number("__whole")
        sizes: list[tuple[Output, Value]] = [(whole, Across("SUM", self._records, self._level))]
        places: list[tuple[Output, Value]] = []
        counts: list[tuple[Output, Value]] = []
        for depth, step in enumerate(steps):
            above = (*self._level, *self._tree[:depth])
            sizes.append((step.size, Across("SUM", self._records, (*above, step.group))))
            places.append((step.siblings.place, Across("DENSE_RANK", None, above, (step.size, step.group))))
            few = partial(Across, keys=above, below=self._below, size=step.size)
            counts.append((step.siblings.small, few("MAX", step.siblings.place)))
            counts.append((step.siblings.records, few("SUM", self._records)))
        decided, hidden = self._decisions(whole, [step.siblings for step in steps])
        return [tuple(layer) for layer in (sizes, places, counts, *decided) if layer], hidden

    def _decisions(self, whole: Output, steps: list[Siblings]) -> tuple[list[list[tuple[Output, Value]]], Output]:
        if not self._sets:
            return [[(HIDDEN, Hides(whole, tuple(steps), self._below))]], HIDDEN
        depths = [Output(self._names.free("__hides"), HIDDEN.type, HIDDEN.engine_type) for _ in range(len(steps) + 1)]
        decided: list[tuple[Output, Value]] = [
            (output, Hides(whole, tuple(steps[:depth]), self._below)) for depth, output in enumerate(depths)
        ]
        totals = tuple(self._of_total(names, depths) for names in self._sets[1:])
        return [decided, [(HIDDEN, ByLevel(depths[-1], totals))]], HIDDEN

    def _of_total(self, names: frozenset[str], depths: list[Output]) -> Across:
        """A total of the tree is hidden as a group is; any other one where a group of it is."""
        keys = tuple(group for group in self._tree if group.name in names)
        is_of_tree = keys == self._tree[: len(keys)]
        decisive = depths[len(keys)] if is_of_tree else depths[-1]
        return Across("MAX", decisive, keys, (), below=OWN_LEVEL + 1, size=LEVEL)
