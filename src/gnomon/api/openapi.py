"""The OpenAPI document: our own form of errors on every operation, and which of them needs a sign-in."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from gnomon import __version__
from gnomon.api.problems import MEDIA_TYPE, Problem
from gnomon.charts.contracts import Drawing
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import QueryMeaning
from gnomon.sources.contracts import ReadOptions

DESCRIPTION = """\
Everything that the web interface does, programs can do here. Errors have one form (`Problem`); lists come as
`{items, total, next_cursor}`. With the header `Prefer: envelope` a success is wrapped as `{success, data, message}`.
"""

WORDS = {
    "401": "Nobody is signed in, or the session has ended.",
    "403": "The caller's role does not allow this.",
    "404": "There is no such thing in the caller's workspace.",
    "409": "Somebody else was faster, or the name is taken.",
    "422": "What was sent cannot be used as it is.",
    "429": "Too many requests; `Retry-After` says when to try again.",
    "default": "Any other problem, in the same form.",
}
SPOKEN_MODELS: tuple[type[Contract], ...] = (QueryMeaning, Drawing, ReadOptions)
"""Contracts that travel inside other bodies: headers of frames, a field of a form."""

METHODS = {"get", "put", "post", "delete", "patch"}


def install_openapi(app: FastAPI) -> None:
    """Give the application its document, made when it is first asked for."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = make_document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def make_document(app: FastAPI) -> dict[str, Any]:
    """The document of an application."""
    made = get_openapi(
        title=app.title,
        version=__version__,
        description=DESCRIPTION,
        routes=app.routes,
        # A spec with defaults is one type on both sides of the wire.
        separate_input_output_schemas=False,
    )
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    _, spoken = models_json_schema(
        [(model, "validation") for model in SPOKEN_MODELS], ref_template="#/components/schemas/{model}"
    )
    for name, schema in spoken["$defs"].items():
        schemas.setdefault(name, schema)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    for path, method, operation in operations(made):
        _declare_errors(path, method, operation)
    return made


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation with its path and method."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def _declare_errors(path: str, method: str, operation: dict[str, Any]) -> None:
    statuses = ["default", "429"]
    if "security" in operation:
        statuses += ["401", "403"]
    if "{" in path:
        statuses.append("404")
    if "requestBody" in operation or operation.get("parameters"):
        statuses.append("422")
    if method in {"post", "put", "patch"}:
        statuses.append("409")
    operation["responses"].pop("422", None)
    for status in statuses:
        operation["responses"][status] = {
            "description": WORDS[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
