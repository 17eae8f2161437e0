"""The road of a question: five stages, read from top to bottom, each of which leaves a trace."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from gnomon.query.contracts import QueryColumn, StageTrace
from gnomon.query.draft import Draft, Lowered, Question
from gnomon.query.plan import Plan, Rollup
from gnomon.query.plan.walk import scans_of
from gnomon.query.readable import readable
from gnomon.query.stages.authorize import authorize
from gnomon.query.stages.build import build
from gnomon.query.stages.lower import lower
from gnomon.query.stages.resolve import resolve
from gnomon.query.stages.rewrite import rewrite

Stage: TypeAlias = Callable[[Draft], Draft]

STAGES: tuple[Stage, ...] = (resolve, authorize, build, rewrite, lower)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement that answers a question, and what its columns mean."""

    lowered: Lowered
    columns: tuple[QueryColumn, ...]
    tables: tuple[str, ...]
    """The tables of the model that the statement reads, the anchor first if it is among them."""
    warnings: tuple[str, ...]
    plan: Plan
    rollups: tuple[Rollup, ...]
    """What the statement reads in place of tables."""
    read: frozenset[str]
    """The names of all that the statement reads: of tables as SQL knows them, and of roll-ups."""


def compile_query(question: Question) -> Compiled:
    """Turn a question into a statement, stage by stage."""
    draft = Draft(question)
    for stage in STAGES:
        draft = stage(draft)
    return compiled(draft)


def trace_query(question: Question) -> tuple[Compiled, tuple[StageTrace, ...]]:
    """The same, with what every stage made and how long it took."""
    draft = Draft(question)
    traces = []
    for stage in STAGES:
        started = time.perf_counter()
        draft = stage(draft)
        elapsed_ms = (time.perf_counter() - started) * 1000
        traces.append(StageTrace(stage=stage.__name__, elapsed_ms=elapsed_ms, output=readable(stage.__name__, draft)))
    return compiled(draft), tuple(traces)


def compiled(draft: Draft) -> Compiled:
    """What came out of the last stage."""
    if draft.lowered is None or draft.permitted is None or draft.plan is None:
        raise ValueError("the pipeline ends with a statement")
    world = draft.question.world
    scans = [scan.table for scan in scans_of(draft.plan.source)]
    ids, names = {table.dataset_id for table in scans}, frozenset(table.name for table in scans)
    tables = [name for name, table in world.checked.tables.items() if table.dataset_id in ids]
    tables.sort(key=lambda name: name != world.anchor)
    return Compiled(
        lowered=draft.lowered,
        columns=draft.permitted.columns,
        tables=tuple(tables),
        warnings=draft.permitted.warnings,
        plan=draft.plan,
        rollups=tuple(one for kept in world.rollups.values() for one in kept if one.table.name in names),
        read=names,
    )
