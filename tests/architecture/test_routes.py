"""Every route says who may use it, and every error of it has the one form."""

import inspect
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from gnomon.api.app import create_app, operation_id
from gnomon.api.openapi import operations
from gnomon.foundation.settings import Settings
from gnomon.identity.deps import ACCESS_MARKS

DOCUMENTED = create_app(Settings.model_construct())
JSON = {"content-type": "application/json"}
PROBLEM_KEYS = {"type", "title", "status", "detail", "request_id", "success", "error"}


def routes(app: FastAPI) -> Iterator[APIRoute]:
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute):
            yield context.original_route


def marks_of(dependant: Dependant) -> list[Any]:
    return [
        dependency.call
        for dependency in dependant.dependencies
        if dependency.call in ACCESS_MARKS or hasattr(dependency.call, "required_action")
    ]


def kinds_of_access(route: APIRoute) -> set[str]:
    return {"action" if mark not in ACCESS_MARKS else mark.__name__ for mark in marks_of(route.dependant)}


@pytest.mark.parametrize("route", list(routes(DOCUMENTED)), ids=operation_id)
def test_every_route_carries_one_kind_of_access_mark(route: APIRoute) -> None:
    assert len(kinds_of_access(route)) == 1


def all_of(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for one in dependant.dependencies:
        yield from all_of(one)


def is_async(call: Any) -> bool:
    kinds = (inspect.iscoroutinefunction, inspect.isasyncgenfunction)
    return any(kind(one) for kind in kinds for one in (call, type(call).__call__))


def test_no_route_goes_to_a_thread_and_back_for_what_it_asks_for() -> None:
    """Two threads a request cost each question about half a millisecond, before anything was done for it."""
    on_threads = {
        f"{operation_id(route)}: {one.call}"
        for route in routes(DOCUMENTED)
        for one in all_of(route.dependant)
        if one.call and not is_async(one.call)
    }
    assert on_threads == set()


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for _, _, operation in operations(DOCUMENTED.openapi())]
    assert len(names) == len(set(names))
    assert all(len(name.split(".")) == 2 for name in names)


def test_every_operation_declares_our_form_of_errors() -> None:
    document = DOCUMENTED.openapi()
    for path, method, operation in operations(document):
        assert "application/problem+json" in operation["responses"]["default"]["content"], f"{method} {path}"
        assert operation.get("summary"), f"{method} {path}"
        assert operation.get("description"), f"{method} {path} needs a docstring"
    assert "HTTPValidationError" not in document["components"]["schemas"]


async def test_signed_out_every_closed_operation_answers_401_in_our_form(client: httpx.AsyncClient) -> None:
    for path, method, operation in operations(DOCUMENTED.openapi()):
        if "security" not in operation:
            continue
        body = b"{}" if "requestBody" in operation else None
        answer = await client.request(
            method, with_ids(path), content=body, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 401, f"{method} {path} answered {answer.status_code}"
        assert_problem(answer)


async def test_nonsense_is_answered_by_every_operation_in_our_form(client: httpx.AsyncClient) -> None:
    for path, method, _ in operations(DOCUMENTED.openapi()):
        headers = {"authorization": "Bearer nonsense", **JSON}
        answer = await client.request(method, with_ids(path), content=b"[[{", headers=headers)
        assert answer.status_code < 500, f"{method} {path}"
        if answer.status_code >= 400:
            assert_problem(answer)


def with_ids(path: str) -> str:
    while "{" in path:
        before, _, rest = path.partition("{")
        path = f"{before}{uuid4()}{rest.partition('}')[2]}"
    return path


def assert_problem(answer: httpx.Response) -> None:
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == PROBLEM_KEYS
