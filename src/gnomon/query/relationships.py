"""Relationships between datasets: what would fit, and whether what a model declares holds."""

import asyncio
from collections.abc import Sequence

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import AppError, NotFound
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import (
    KeyMatch,
    RelationshipCheck,
    RelationshipChecks,
    RelationshipSuggestion,
    RelationshipSuggestions,
)
from gnomon.query.relationship_facts import Key, match_of
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import Readable, load_readable
from gnomon.semantic import service as semantic
from gnomon.semantic.contracts import Cardinality, ModelId, Relationship
from gnomon.semantic.service import Candidate

AT_THE_SAME_TIME = 4
LEAST_SHARE = 0.1
"""Keys of which fewer rows find another are thought to be alike in name alone."""


async def suggest_relationships(
    runtime: QueryRuntime, principal: Principal, dataset_ids: Sequence[DatasetId]
) -> RelationshipSuggestions:
    """Relationships that names and types suggest and the data does not deny. Raises `NotFound`."""
    async with runtime.database.read() as session:
        there = await datasets.get_tables(session, principal, dataset_ids)
        if any(dataset_id not in there for dataset_id in dataset_ids):
            raise NotFound("dataset")
        found = await load_readable(runtime, session, principal, dataset_ids)
    readable = [one for one in found.values() if isinstance(one, Readable)]
    tables = [one.table for one in readable]
    open_ids = {one.table.dataset_id for one in readable if one.is_whole}
    tables.sort(key=lambda table: table.sql_name)
    likely = semantic.candidates(tables)
    keys: list[tuple[Key, Key]] = [
        ((one.from_table, (one.from_column,)), (one.to_table, (one.to_column,))) for one in likely
    ]
    matches = await _measured(runtime, principal, keys, open_ids)
    pairs: set[frozenset[tuple[DatasetId, str]]] = set()
    fitting: list[RelationshipSuggestion] = []
    for one, match in zip(likely, matches, strict=True):
        pair = frozenset({(one.from_table.dataset_id, one.from_column), (one.to_table.dataset_id, one.to_column)})
        if pair not in pairs and not _is_denied(match):
            pairs.add(pair)
            fitting.append(_suggestion(one, match))
    fitting.sort(key=lambda one: 0.0 if one.match is None else -(one.match.matched_share or 0.0))
    return RelationshipSuggestions(items=tuple(fitting))


def _is_denied(match: KeyMatch | None) -> bool:
    """Whether the data says that two columns are alike in name alone, or that the other one is the key."""
    return match is not None and (not match.is_to_unique or (match.matched_share or 0.0) < LEAST_SHARE)


def _suggestion(one: Candidate, match: KeyMatch | None) -> RelationshipSuggestion:
    is_single = match is not None and match.is_from_unique
    return RelationshipSuggestion(
        name=one.name,
        from_dataset_id=one.from_table.dataset_id,
        from_columns=(one.from_column,),
        to_dataset_id=one.to_table.dataset_id,
        to_columns=(one.to_column,),
        cardinality=Cardinality.ONE_TO_ONE if is_single else Cardinality.MANY_TO_ONE,
        match=match,
    )


async def check_relationships(runtime: QueryRuntime, principal: Principal, model_id: ModelId) -> RelationshipChecks:
    """Every relationship of a model against the data of now. Raises `NotFound`."""
    async with runtime.database.read() as session:
        model = await semantic.get_model(session, principal, model_id)
        ids = {table.name: table.dataset_id for table in model.definition.tables}
        found = await load_readable(runtime, session, principal, ids.values())
    readable = {name: one for name in ids if isinstance(one := found[ids[name]], Readable)}
    tables = {name: one.table for name, one in readable.items()}
    open_ids = {one.table.dataset_id for one in readable.values() if one.is_whole}
    broken = {problem.place.split("/")[1] for problem in model.check.problems if problem.place.startswith("relation")}
    whole = [one for one in model.definition.relationships if one.name not in broken]
    keys: list[tuple[Key, Key]] = [
        ((tables[one.from_table], one.from_columns), (tables[one.to_table], one.to_columns)) for one in whole
    ]
    matches = dict(zip((one.name for one in whole), await _measured(runtime, principal, keys, open_ids), strict=True))
    return RelationshipChecks(
        items=tuple(_checked(one, matches.get(one.name), one.name in broken) for one in model.definition.relationships)
    )


def _checked(one: Relationship, match: KeyMatch | None, is_broken: bool) -> RelationshipCheck:
    if match is None:
        message = "A table or a column of it is missing, or its types do not fit." if is_broken else None
        return RelationshipCheck(name=one.name, holds=False if is_broken else None, match=None, message=message)
    repeated = []
    if one.cardinality is not Cardinality.MANY_TO_MANY and not match.is_to_unique:
        repeated.append(one.to_table)
    if one.cardinality is Cardinality.ONE_TO_ONE and not match.is_from_unique:
        repeated.append(one.from_table)
    message = None
    if repeated:
        names = " and ".join(f"“{name}”" for name in repeated)
        message = f"The key repeats in {names}: questions count each row once all the same, and say so."
    elif match.matched_share == 0:
        message = f"No key of “{one.from_table}” is found in “{one.to_table}”."
    return RelationshipCheck(name=one.name, holds=not repeated, match=match, message=message)


async def _measured(
    runtime: QueryRuntime, principal: Principal, keys: Sequence[tuple[Key, Key]], open_ids: set[DatasetId]
) -> list[KeyMatch | None]:
    """How each pair of keys fits; None where the principal may not see every row of both, or the engine gave up."""
    places = asyncio.Semaphore(AT_THE_SAME_TIME)

    async def measure(left: Key, right: Key) -> KeyMatch | None:
        if not {left[0].dataset_id, right[0].dataset_id} <= open_ids:
            return None
        async with places:
            try:
                return await match_of(runtime, principal, left, right)
            except AppError:
                return None

    return list(await asyncio.gather(*(measure(left, right) for left, right in keys)))
