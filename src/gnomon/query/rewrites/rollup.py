"""Rows that were added up before need not be added up again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gnomon.datasets.contracts import DatasetId
from gnomon.query.plan import (
    Aggregate,
    Beside,
    Filter,
    Output,
    Plan,
    RolledTotal,
    Rollup,
    Scan,
)
from gnomon.query.plan.walk import with_aggregates
from gnomon.query.rollups.covering import smallest
from gnomon.query.rollups.needs import Measured, Needs, needs_of

Rollups = Mapping[DatasetId, Sequence[Rollup]]


def answer_from(rollups: Rollups) -> Callable[[Plan], Plan]:
    """Read the smallest roll-up that tells the same, in place of a table; behind the same guard as the table."""

    def rolled(plan: Plan) -> Plan:
        return with_aggregates(plan, lambda one: _rolled_up(one, rollups)) if rollups else plan

    return rolled


def _rolled_up(aggregate: Aggregate, rollups: Rollups) -> Aggregate:
    needs = needs_of(aggregate)
    if needs is None:
        return aggregate
    rollup = smallest(rollups.get(needs.scan.table.dataset_id, ()), needs)
    return aggregate if rollup is None else _over(rollup, aggregate, needs)


def _over(rollup: Rollup, aggregate: Aggregate, needs: Needs) -> Aggregate:
    totals = tuple(_total(output, one, rollup) for output, one in zip(aggregate.outputs, needs.totals, strict=True))
    dims = tuple(dim.field for dim in rollup.dims if dim.field.name in needs.fields)
    parts = dict.fromkeys(part for total in totals for part in total.parts)
    scan = replace(needs.scan, table=rollup.table, fields=(*dims, *parts))
    return replace(aggregate, source=_with_scan(aggregate.source, scan), totals=totals)


def _total(output: Output, total: Measured, rollup: Rollup) -> RolledTotal:
    kept = {(part.kind, part.column): part.field for part in rollup.parts}
    return RolledTotal(output.name, total.aggregation, tuple(kept[part] for part in total.parts))


def _with_scan(node: Filter, scan: Scan) -> Filter:
    inner = node.source
    if isinstance(inner, Beside):
        return replace(node, source=replace(inner, source=_with_scan(inner.source, scan)))
    return replace(node, source=scan)
