"""From what a person wrote to what may run: read, spread pivots, put every dataset behind its guard, look once more."""

import asyncio

from gnomon.engine.contracts import Budget, QueryTimeout
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.contracts import ExecuteSql
from gnomon.query.handwritten import reader
from gnomon.query.handwritten.catalog import Catalog, load_subjects_named
from gnomon.query.handwritten.edits import Edit
from gnomon.query.handwritten.errors import SqlError
from gnomon.query.handwritten.executing import Prepared, run_wrapped
from gnomon.query.handwritten.guarding import SCHEMA, put_behind_guards
from gnomon.query.handwritten.parameters import bound_values
from gnomon.query.handwritten.script import Script
from gnomon.query.policies import policy_hash
from gnomon.query.runtime import QueryRuntime

MOST_PIVOT_VALUES = 1_000
MOST_PIVOTS = 20
MOST_ROUNDS = 4


async def prepare(
    runtime: QueryRuntime,
    principal: Principal,
    command: ExecuteSql,
    catalog: Catalog,
    budget: Budget,
    *,
    is_part: bool = False,
) -> Prepared:
    """The command's statement behind its guards; a part may do without some parameters of the whole.

    Raises `SqlError` and `WrongParameters`.
    """
    script = Script(command.sql)
    reading = await reader.read(runtime, script, budget)
    for _ in range(MOST_ROUNDS):
        if isinstance(reading, reader.Reading):
            break
        try:
            async with asyncio.timeout(budget.seconds):
                await _spread(runtime, principal, command, catalog, budget, script, reading)
        except TimeoutError:
            raise QueryTimeout(budget.seconds) from None
        reading = await reader.read(runtime, script, budget)
    else:
        raise SqlError(ErrorCode.QUERY_REFUSED, "PIVOT is nested too deeply.", "Name its values: ON column IN (…).", {})
    given = bound_values(reading.parameters, command.parameters, may_be_more=is_part)
    subjects = await load_subjects_named(runtime, principal, catalog.find(reading.tables, script))
    plain_sql = script.sql
    guards = put_behind_guards(script, principal, reading.tables, subjects, reading.parameters)
    await reader.check(runtime, script, guards.places, SCHEMA, budget)
    return Prepared(
        script,
        {name: subject.table for name, subject in subjects.items()},
        {**given, **guards.parameters},
        given,
        reading.is_volatile,
        all(subject.is_whole for subject in subjects.values()),
        policy_hash((subject.table, subject.row_filter) for subject in subjects.values()),
        plain_sql,
        reading.may_multiply,
    )


async def _spread(
    runtime: QueryRuntime,
    principal: Principal,
    command: ExecuteSql,
    catalog: Catalog,
    budget: Budget,
    script: Script,
    pivots: tuple[reader.OpenPivot, ...],
) -> None:
    """Ask for the values that each pivot spreads over, like everything else, and write them behind it."""
    if len(pivots) > MOST_PIVOTS:
        raise SqlError(
            ErrorCode.QUERY_REFUSED,
            f"A statement can have {MOST_PIVOTS} PIVOT expressions without values at most.",
            "Name their values: ON column IN (…).",
            script.place(pivots[MOST_PIVOTS].start, 0),
        )
    edits = []
    for pivot in pivots:
        asked = command.model_copy(update={"sql": pivot.question})
        prepared = await prepare(runtime, principal, asked, catalog, budget, is_part=True)
        result = await run_wrapped(
            runtime, prepared, "SELECT value FROM (\n", f"\n) LIMIT {MOST_PIVOT_VALUES + 1}", budget
        )
        values = [str(value) for value in arrow.table_of(result.ipc).column(0).to_pylist()]
        if len(values) > MOST_PIVOT_VALUES:
            raise SqlError(
                ErrorCode.QUERY_REFUSED,
                f"PIVOT would make more than {MOST_PIVOT_VALUES} columns.",
                "Group the values first, or name those that matter: ON column IN (…).",
                script.place(pivot.end, 0),
            )
        written = ", ".join("'" + value.replace("'", "''") + "'" for value in values) or "NULL"
        edits += [Edit(pivot.start, pivot.start, b"("), Edit(pivot.end, pivot.end, f") IN ({written})".encode())]
    script.edit(edits)
