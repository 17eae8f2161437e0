"""What is wrong with a request's fields, each named, with near misses for fields that nobody knows."""

from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Any, Union, get_args, get_origin

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from gnomon.foundation.kit.errors import Invalid, did_you_mean
from gnomon.foundation.kit.near_misses import near_misses

MAX_NAMED = 20
MAX_NAME = 200


def validation_error(request: Request, error: RequestValidationError) -> Invalid:
    """The error that names every wrong field; it never repeats a value."""
    # A field that is not there comes first: it is often the wrong name of the one that is missing.
    found = sorted(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
    fields = [_describe(request, problem) for problem in found[:MAX_NAMED]]
    first = fields[0]
    message = first["message"] if not first["field"] else f"“{first['field']}”: {first['message']}"
    if len(found) > 1:
        message = f"{message} (and {len(found) - 1} more)"
    return Invalid(message, hint=first["hint"], details={"fields": fields})


def _describe(request: Request, problem: Any) -> dict[str, Any]:
    place, *path = problem["loc"] or ("",)
    if problem["type"] == "json_invalid":
        return {"field": "", "place": "body", "message": "The body is not valid JSON.", "hint": None}
    hint = None
    message = str(problem["msg"])
    if problem["type"] == "extra_forbidden":
        known = sorted(_fields_beside(_body_type(request), path))
        hint = did_you_mean(near_misses(str(path[-1])[:MAX_NAME], known)) or _list_of(known)
        message = "There is no such field."
    elif problem["type"] == "missing":
        message = "This field is required." if path else "A body is required."
    elif problem["type"] == "value_error":
        message = str(problem["ctx"]["error"])
    name = ".".join(str(part) for part in path)[:MAX_NAME]
    return {"field": name, "place": str(place), "message": message, "hint": hint}


def _list_of(known: Sequence[str]) -> str | None:
    return f"The fields are: {', '.join(known[:30])}." if known else None


def _body_type(request: Request) -> Any:
    field = getattr(request.scope.get("route"), "body_field", None)
    return None if field is None else field.field_info.annotation


def _fields_beside(annotation: Any, path: Sequence[str | int]) -> set[str]:
    """The fields that stand beside the last part of a path through nested models."""
    here = [annotation]
    for part in path[:-1]:
        deeper = [inner for one in here for inner in _step(one, part)]
        # A part that leads nowhere is the name that a union gives to one of its members.
        here = deeper or here
    return {field.alias or name for model in _models(here) for name, field in model.model_fields.items()}


def _step(annotation: Any, part: str | int) -> Iterator[Any]:
    for one in _flat(annotation):
        if isinstance(part, int):
            yield from (inner for inner in get_args(one) if inner is not Ellipsis)
        elif isinstance(one, type) and issubclass(one, BaseModel):
            yield from (field.annotation for name, field in one.model_fields.items() if part in {name, field.alias})
        elif get_origin(one) is dict:
            yield get_args(one)[1]


def _models(annotations: Sequence[Any]) -> Iterator[type[BaseModel]]:
    for annotation in annotations:
        for one in _flat(annotation):
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield one


def _flat(annotation: Any) -> Iterator[Any]:
    """The members of a union, without what is annotated onto them."""
    if hasattr(annotation, "__value__"):
        annotation = annotation.__value__
    if hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in {Union, UnionType}:
        for member in get_args(annotation):
            yield from _flat(member)
    else:
        yield annotation
