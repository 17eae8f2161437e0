"""Lower: the plan becomes one statement of the engine's dialect."""

from dataclasses import replace

from gnomon.query import guard
from gnomon.query.draft import Draft, Lowered
from gnomon.query.expressions import Binder
from gnomon.query.lowering.groups import write_groups
from gnomon.query.lowering.rows import write_rows
from gnomon.query.lowering.sources import DUCKDB
from gnomon.query.plan import Aggregate, Combined, Extend, Relation, Scan
from gnomon.query.plan.walk import scans_of


def lower(draft: Draft) -> Draft:
    """Write the statement, and look at it once more before anybody may run it."""
    plan = draft.plan
    if plan is None:
        raise ValueError("a plan is built before it is lowered")
    binder = Binder()
    source = plan.source.source
    match source:
        case Aggregate() | Combined() | Extend():
            statement, total_column = write_groups(plan, source, binder)
        case Scan() | Relation():
            statement, total_column = write_rows(plan, source, binder), None
        case _:
            raise TypeError("a plan ends in rows or in groups")
    guard.check(statement, scans_of(plan.source))
    sql = DUCKDB.generate(statement, copy=False)
    return replace(draft, lowered=Lowered(sql, tuple(binder.values), total_column))
