"""Rewrite: improvements that change how the plan runs and never what it answers."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from gnomon.query.draft import Draft
from gnomon.query.partial.keys import distinct_of
from gnomon.query.plan import Plan
from gnomon.query.rewrites.days_first import add_up_days_first
from gnomon.query.rewrites.late_rows import fetch_rows_late
from gnomon.query.rewrites.limit import drop_needless_limit
from gnomon.query.rewrites.rollup import answer_from
from gnomon.query.rewrites.simplify import fold_constants
from gnomon.query.rewrites.time_grain import compare_ranges_instead_of_grains

Rewrite: TypeAlias = Callable[[Plan], Plan]

REWRITES: tuple[Rewrite, ...] = (
    compare_ranges_instead_of_grains,
    fold_constants,
    drop_needless_limit,
    fetch_rows_late,
)


def rewrite(draft: Draft) -> Draft:
    """Apply every rewrite, in order."""
    if draft.plan is None:
        raise ValueError("a plan is built before it is rewritten")
    plan = draft.plan
    # What is read of a roll-up is put together of days already, or of fewer groups.
    last = (answer_from(draft.question.world.rollups), add_up_days_first(distinct_of(draft.question.model)))
    for improve in (*REWRITES, *last):
        plan = improve(plan)
    return replace(draft, plan=plan)
