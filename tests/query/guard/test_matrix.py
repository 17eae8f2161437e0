"""Canaries: what a policy hides must leave no trace on any path for any role, and the test must notice when it does."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from sqlglot import exp
from tests.factories import Person
from tests.query.guard.elsewhere import ELSEWHERE
from tests.query.guard.paths import (
    COLUMN_PATHS,
    MAKING,
    PATHS,
    SHOWING_COLUMNS,
    Made,
    read,
    read_again,
    steady,
)
from tests.query.guard.policed import CASES, LIMITED, OWN, Case, make_given, make_left
from tests.query.running.house import House

from gnomon.api.app import create_app, operation_id
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.settings import Settings
from gnomon.identity.contracts import Action, Principal
from gnomon.query import subjects
from gnomon.query.lowering import sources
from gnomon.query.plan import UNRESTRICTED
from gnomon.query.policies import WHOLE
from gnomon.query.stages import authorize
from gnomon.semantic.contracts import CheckedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")

SHOWN = {Action.QUERY_RUN, Action.DATASET_READ}
EVERY_PATH = {**PATHS, **COLUMN_PATHS}
MINE = CASES["rows with what is said of a person"]


async def answers(client: httpx.AsyncClient, dataset_id: str, *, may_make: bool = True) -> dict[str, Any]:
    """What every path says about a dataset."""
    asked = {name: ask for name, (_, ask) in EVERY_PATH.items() if may_make or name not in MAKING}
    return {name: steady(await ask(client, dataset_id), dataset_id) for name, ask in asked.items()}


def as_text(found: dict[str, Any]) -> dict[str, str]:
    """Each answer as text that can be compared."""
    return {name: repr(answer) for name, answer in found.items()}


def everything(_principal: Principal, checked: CheckedModel) -> dict[str, Any]:
    """The guard, turned off."""
    return dict.fromkeys(checked.tables, WHOLE)


Plain = Callable[[Case, str], Awaitable[dict[str, str]]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def plain(house: House) -> Plain:
    """What a role is answered where there never was anything to hide; each asked once."""
    known: dict[tuple[str, bool, str], dict[str, str]] = {}

    async def answered(case: Case, role: str) -> dict[str, str]:
        has_row_policies = bool(case.row_policies)
        key = (case.left, has_row_policies, role)
        if key not in known:
            dataset_id = await make_left(house, case.left, has_row_policies=has_row_policies)
            person: Person = getattr(house.team, role)
            known[key] = as_text(await answers(person.client, dataset_id, may_make=role == "editor"))
        return known[key]

    return answered


@pytest.mark.parametrize("name", CASES)
async def test_what_a_policy_hides_leaves_no_trace_on_any_path_for_any_role(
    name: str, house: House, plain: Plain
) -> None:
    dataset_id = await make_given(house, CASES[name])
    # What the owner has asked before is kept, and must be shown to nobody else.
    for path in ("rows as they are", "the profile", "SQL: all of it"):
        assert "CANARY" in repr(await PATHS[path][1](house.team.owner.client, dataset_id))
    for role in LIMITED:
        person: Person = getattr(house.team, role)
        found = as_text(await answers(person.client, dataset_id, may_make=role == "editor"))
        wanted = await plain(CASES[name], role)
        assert found == wanted, role
        assert [path for path, text in found.items() if "CANARY" in text and "CANARY" not in wanted[path]] == []
        assert [path for path, text in found.items() if "INTERNAL" in text] == []


@pytest.mark.parametrize("name", ["rows with what is said of a person", "a column", "rows by a column that is hidden"])
async def test_without_the_guard_every_path_shows_what_is_hidden(name: str, house: House) -> None:
    case = CASES[name]
    given, left = await make_given(house, case), await make_left(house, OWN, has_row_policies=False)
    with house.replaced("permissions", everything):
        found = as_text(await answers(house.team.editor.client, given))
        wanted = as_text(await answers(house.team.editor.client, left))
    showing = (set(PATHS) if case.row_policies else set()) | (SHOWING_COLUMNS if case.column_policies else set())
    assert {path for path in showing if found[path] == wanted[path]} == set()


async def test_the_stage_that_authorizes_is_what_every_path_goes_through(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, left = await make_given(house, MINE), await make_left(house, OWN, has_row_policies=True)
    monkeypatch.setattr(authorize, "row_filter_of", lambda *_: UNRESTRICTED)
    monkeypatch.setattr(subjects.Readable, "is_unrestricted", True)
    found = as_text(await answers(house.team.editor.client, given))
    wanted = as_text(await answers(house.team.editor.client, left))
    assert {path for path in PATHS if found[path] == wanted[path]} == set()


async def test_a_statement_that_lost_its_guard_is_refused_before_it_runs(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = await make_given(house, MINE)
    monkeypatch.setattr(sources, "guard_condition", lambda _row_filter, _writer: exp.Boolean(this=True))
    for name, found in (await answers(house.team.editor.client, given)).items():
        assert "CANARY" not in repr(found), name
    for body in (
        {"dataset_id": given, "mode": "rows"},
        {"dataset_id": given, "measures": [{"aggregation": "count"}]},
    ):
        refused = await read(house.team.editor.client, "POST", "/query", {"spec": body})
        assert refused["error"]["code"] == "QUERY_REFUSED"


async def test_what_owners_save_shows_viewers_no_more_than_they_may_see(house: House) -> None:
    given, left = await make_given(house, MINE), await make_left(house, OWN, has_row_policies=True)
    for name in MAKING:
        _, ask = PATHS[name]
        shown = {}
        for dataset_id in (given, left):
            made: Made = []
            assert "error" not in await ask(house.team.owner.client, dataset_id, made)
            ((address, body),) = made
            shown[dataset_id] = steady(await read_again(house.team.viewer.client, address, body), dataset_id)
        assert shown[given] == shown[left]
        assert "CANARY" not in repr(shown)


@pytest.mark.parametrize("broken", ["branch", "secret"])
async def test_a_policy_that_fits_the_data_no_more_hides_everything_from_those_whom_it_limits(
    broken: str, house: House
) -> None:
    case = CASES["rows by a column that is hidden"]
    given = await make_given(house, case)
    renamed = f"SELECT * RENAME ({broken} AS {broken}_now) FROM ({case.given})"
    await house.store(renamed, "with", DatasetId(UUID(given)))
    for role in LIMITED:
        found = await answers(getattr(house.team, role).client, given, may_make=False)
        assert [path for path, answer in found.items() if "CANARY" in repr(answer)] == []
        asked = await read(getattr(house.team, role).client, "POST", "/query", {"spec": {"dataset_id": given}})
        assert asked["error"]["code"] == "FORBIDDEN"
        assert "does not fit its columns any more" in asked["error"]["message"]
    seen = await read(house.team.owner.client, "POST", "/query", {"spec": {"dataset_id": given, "mode": "rows"}})
    assert "CANARY" in repr(seen["rows"])


def shown_operations(app: FastAPI) -> set[str]:
    """The operations whose right is to see data."""
    found = set()
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute):
            actions = {getattr(one.call, "required_action", None) for one in route.dependant.dependencies}
            shown = ("/datasets/{", "/charts/{chart_id}/", "/public/showcase/", "/public/shares/", "/public/embeds/")
            if actions & SHOWN or route.path.startswith(shown):
                found.add(operation_id(route))
    return found


CHANGING = {"activate", "delete", "update", "update_columns", "rename", "restore", "refresh"}


async def test_every_operation_that_shows_data_is_on_a_path_of_the_matrix() -> None:
    known = {operation for operation, _ in EVERY_PATH.values()} | set(ELSEWHERE)
    shown = shown_operations(create_app(Settings.model_construct()))
    missing = {one for one in shown - known if one.split(".")[1] not in CHANGING}
    assert missing == set()
    assert known - shown == set()
