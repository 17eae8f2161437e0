"""Has a worker read the text of a statement, and turns what it found wrong into errors with a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gnomon.engine.contracts import Budget, TaskRefused, WorkerCall
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_spellings
from gnomon.query.handwritten.edits import Edit
from gnomon.query.handwritten.errors import SqlError
from gnomon.query.handwritten.functions import NAMES
from gnomon.query.handwritten.script import Script
from gnomon.query.runtime import QueryRuntime

READ_TEXT = "gnomon.query.handwritten.reading:read_text"
CHECK_RENDERED = "gnomon.query.handwritten.reading:check_rendered"
READING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A dataset's name in the text, in bytes."""

    name: str
    start: int
    end: int
    is_aliased: bool


@dataclass(frozen=True, slots=True)
class OpenPivot:
    """An expression of a PIVOT whose values have to be asked for, and where it stands, in bytes."""

    start: int
    end: int
    question: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text names."""

    tables: tuple[NamedTable, ...]
    parameters: tuple[str, ...]
    is_volatile: bool
    may_multiply: bool
    """Whether it joins, and adds something up."""


async def read(runtime: QueryRuntime, script: Script, budget: Budget) -> Reading | tuple[OpenPivot, ...]:
    """What the script names, once every pivot in it has its values; the script is brought into its plain form."""
    found = await _call(runtime, READ_TEXT, {"sql": script.sql}, script, budget)
    if found["pivots"]:
        return tuple(OpenPivot(pivot["start"], pivot["end"], pivot["question"]) for pivot in found["pivots"])
    script.edit(Edit(start, end, text.encode()) for start, end, text in found["edits"])
    script.cut(found["end"])
    tables = (NamedTable(one["name"], one["start"], one["end"], one["is_aliased"]) for one in found["tables"])
    return Reading(tuple(tables), tuple(found["parameters"]), found["is_volatile"], found["may_multiply"])


async def check(
    runtime: QueryRuntime, script: Script, guards: Sequence[tuple[int, int, str]], schema: str, budget: Budget
) -> None:
    """Look at the script as it will run. Raises `SqlError` when a table is read outside of its guard."""
    payload = {"sql": script.sql, "guards": [list(guard) for guard in guards], "schema": schema}
    await _call(runtime, CHECK_RENDERED, payload, script, budget)


async def _call(
    runtime: QueryRuntime, entry_point: str, payload: Mapping[str, Any], script: Script, budget: Budget
) -> Mapping[str, Any]:
    limited = replace(budget, seconds=min(READING_SECONDS, budget.seconds))
    try:
        return await runtime.engine.call(WorkerCall(entry_point, payload), limited)
    except TaskRefused as error:
        details = error.details or {}
        start, length, function = details.get("start"), details.get("length", 0), details.get("function")
        near = [] if function is None else near_spellings(function, NAMES)
        if start is not None and function is not None and script.starts_at(start, function):
            length = len(function.encode())
        place = script.place(start, length)
        raise SqlError(error.code, error.message, did_you_mean(near) or error.hint, place, near) from None
