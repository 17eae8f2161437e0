"""Runs a statement behind its guards, with words of ours around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gnomon.datasets.contracts import DatasetTable
from gnomon.engine.contracts import (
    Budget,
    EngineResult,
    ErrorPlace,
    Projection,
    QueryFailed,
    Scalar,
    Statement,
    TableFiles,
)
from gnomon.foundation.kit.errors import ErrorCode, did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.handwritten.errors import SqlError
from gnomon.query.handwritten.guarding import SCHEMA
from gnomon.query.handwritten.script import Script
from gnomon.query.handwritten.wording import worded
from gnomon.query.limits import is_light
from gnomon.query.runtime import QueryRuntime


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement that may run."""

    script: Script
    tables: Mapping[str, DatasetTable]
    parameters: Mapping[str, Scalar]
    """All that is bound: what the person gave, and what the guards need."""
    given: Mapping[str, Scalar]
    """What the person gave."""
    is_volatile: bool
    is_whole: bool
    """Whether the principal may see every row and every column of every table."""
    policy_hash: str | None
    """Of what limits the principal, if anything does."""
    plain_sql: str
    """What is asked, without the guards."""
    may_multiply: bool
    """Whether it joins, and adds something up."""

    @property
    def sources(self) -> tuple[DatasetTable, ...]:
        """Every dataset that it reads, once, under however many names."""
        return tuple({table.dataset_id: table for table in self.tables.values()}.values())


async def run_wrapped(
    runtime: QueryRuntime,
    prepared: Prepared,
    before: str,
    behind: str,
    budget: Budget,
    projection: Projection | None = None,
) -> EngineResult:
    """What the engine gives for the statement between two texts. Raises `SqlError` and what the engine raises."""
    script = prepared.script.wrapped(before, behind)
    statement = await statement_of(runtime, prepared, script, projection)
    try:
        return await runtime.engine.run(statement, budget)
    except QueryFailed as error:
        raise with_place(error, script, prepared.sources) from None


async def statement_of(
    runtime: QueryRuntime, prepared: Prepared, script: Script, projection: Projection | None = None
) -> Statement:
    """The script, over the files of the prepared statement's tables."""
    files = []
    for table in prepared.sources:
        paths = [await runtime.blobs.local_path(key) for key in table.file_keys]
        files.append(TableFiles(name=table.sql_name, paths=tuple(paths)))
    return Statement(
        script.sql,
        prepared.parameters,
        tuple(files),
        is_handwritten=True,
        is_light=is_light(*(table.row_count for table in prepared.sources)),
        schema=SCHEMA,
        projection=projection,
    )


def with_place(error: QueryFailed, script: Script, sources: Sequence[DatasetTable]) -> SqlError:
    """What the engine said of a script, with the place in what was written and names that could have been meant."""
    if error.place is None:
        return SqlError(ErrorCode.QUERY_ERROR, worded(error.message, has_near_misses=False), None, {})
    near = [name.strip().rpartition(".")[2].strip('"') for name in error.place.candidates]
    if not near and error.place.name is not None:
        known = {column.name for table in sources for column in table.columns if not column.is_hidden}
        near = near_misses(error.place.name, sorted(known))
    message = worded(error.message, has_near_misses=bool(near))
    place = script.place(*_word(error.place, script.sql.encode()))
    return SqlError(ErrorCode.QUERY_ERROR, message, did_you_mean(near), place, near)


def _word(place: ErrorPlace, text: bytes) -> tuple[int | None, int]:
    """The place of the name alone that was not found, without what stands around it: `amuont` of `o.amuont`."""
    if place.start is None or place.name is None:
        return place.start, place.length
    name = place.name.encode().lower()
    offset = text[place.start : place.start + place.length].lower().rfind(name)
    return (place.start, place.length) if offset < 0 else (place.start + offset, len(name))
