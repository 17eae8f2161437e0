"""Canaries: rows that a row policy hides must leave no trace on any path, and the test must notice when they do."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy.ext.asyncio import AsyncSession
from sqlglot import exp
from tests.factories import Person
from tests.query.conftest import MakeDataset
from tests.query.guard.paths import ELSEWHERE, PATHS, read, steady

from gnomon.api.app import create_app, operation_id
from gnomon.datasets.contracts import ColumnType, DatasetTable
from gnomon.foundation.settings import Settings
from gnomon.identity.contracts import Action, Principal
from gnomon.query import subjects
from gnomon.query.lowering import sources
from gnomon.query.plan import UNRESTRICTED, Field, OneOf, Restricted, RowFilter
from gnomon.query.runtime import QueryRuntime
from gnomon.query.stages import authorize

OWN = """
SELECT 'mine' AS branch, 'item ' || (i % 3) AS name, i::BIGINT AS number, DATE '2024-01-01' + i::INTEGER AS day
FROM range(6) AS r(i)
"""
CANARIES = """
SELECT 'CANARY branch', 'CANARY ' || i, 987654321 * (i - 1), DATE '2099-12-29' + i::INTEGER FROM range(3) AS r(i)
"""
MINE = Restricted(OneOf(Field("branch", ColumnType.TEXT, "VARCHAR"), ("mine",), "VARCHAR"))
SHOWN = {Action.QUERY_RUN, Action.DATASET_READ}


@pytest.fixture
async def both(make_dataset: MakeDataset, editor: Person, questions: QueryRuntime) -> tuple[str, str]:
    """A dataset with canaries that the editor may not see, and one that never had them."""

    async def policy(_session: AsyncSession, principal: Principal, _table: DatasetTable) -> RowFilter:
        return MINE if principal.user_id == UUID(editor.user_id) else UNRESTRICTED

    object.__setattr__(questions, "row_policies", policy)
    with_canaries = await make_dataset(f"{OWN} UNION ALL {CANARIES}", name="with")
    without = await make_dataset(OWN, name="with")
    return str(with_canaries), str(without)


async def answers(client: httpx.AsyncClient, dataset_id: str) -> dict[str, Any]:
    """What every path says about a dataset."""
    return {name: steady(await ask(client, dataset_id), dataset_id) for name, (_, ask) in PATHS.items()}


def as_text(found: dict[str, Any]) -> dict[str, Any]:
    """Each answer as text that can be compared."""
    return {name: repr(answer) for name, answer in found.items()}


async def test_hidden_rows_leave_no_trace_on_any_path(both: tuple[str, str], editor: Person, owner: Person) -> None:
    with_canaries, without = both
    # What the owner has asked before is kept, and must not be shown to the editor.
    seen = await answers(owner.client, with_canaries)
    for name in ("groups", "rows as they are", "the profile", "values to choose from"):
        assert "CANARY" in repr(seen[name]), name
    mine, plain = as_text(await answers(editor.client, with_canaries)), as_text(await answers(editor.client, without))
    assert mine == plain
    assert "CANARY" not in "".join(text for name, text in mine.items() if "CANARY" not in plain[name])
    assert not any(error in repr(mine) for error in ("INTERNAL", "VALIDATION_ERROR", "QUERY_ERROR", "NOT_FOUND"))


async def test_without_the_guard_every_path_shows_the_hidden_rows(
    both: tuple[str, str], editor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authorize, "row_filter_of", lambda *_: UNRESTRICTED)
    monkeypatch.setattr(subjects.Readable, "is_unrestricted", True)
    with_canaries, without = both
    mine, plain = as_text(await answers(editor.client, with_canaries)), as_text(await answers(editor.client, without))
    blind = {name for name in PATHS if mine[name] == plain[name]}
    assert blind == set()


async def test_a_statement_that_lost_its_guard_is_refused_before_it_runs(
    both: tuple[str, str], editor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "guard_condition", lambda _row_filter, _writer: exp.Boolean(this=True))
    with_canaries, _ = both
    for name, found in (await answers(editor.client, with_canaries)).items():
        assert "CANARY" not in repr(found), name
    for body in (
        {"dataset_id": with_canaries, "mode": "rows"},
        {"dataset_id": with_canaries, "measures": [{"aggregation": "count"}]},
    ):
        refused = await read(editor.client, "POST", "/query", {"spec": body})
        assert refused["error"]["code"] == "QUERY_REFUSED"


def shown_operations(app: FastAPI) -> set[str]:
    """The operations whose right is to see data."""
    found = set()
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute):
            actions = {getattr(one.call, "required_action", None) for one in route.dependant.dependencies}
            if actions & SHOWN or route.path.startswith(("/datasets/{", "/charts/{chart_id}/", "/public/showcase/")):
                found.add(operation_id(route))
    return found


CHANGING = {"activate", "delete", "update", "update_columns", "rename", "restore", "refresh"}


def test_every_operation_that_shows_data_is_on_a_path_of_the_matrix() -> None:
    known = {operation for operation, _ in PATHS.values()} | set(ELSEWHERE)
    shown = shown_operations(create_app(Settings.model_construct()))
    missing = {one for one in shown - known if one.split(".")[1] not in CHANGING}
    assert missing == set()
    assert known - shown == set()
