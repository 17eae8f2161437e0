"""What is wrong with a request's fields, each named, with near misses for fields that nobody knows."""

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError

from gnomon.api.fault_paths import fields_at, walk
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
        known = sorted(fields_at(walk(_body_type(request), path[:-1])[1]))
        hint = did_you_mean(near_misses(str(path[-1])[:MAX_NAME], known)) or _list_of(known)
        message = "There is no such field."
    elif problem["type"] == "missing":
        message = "This field is required." if path else "A body is required."
    elif problem["type"] == "value_error":
        message = str(problem["ctx"]["error"])
    # Only a body is nested: whatever else is asked for has plain names.
    name = walk(_body_type(request), path)[0] if place == "body" else ".".join(map(str, path))
    return {"field": name[:MAX_NAME], "place": str(place), "message": message, "hint": hint}


def _list_of(known: Sequence[str]) -> str | None:
    return f"The fields are: {', '.join(known[:30])}." if known else None


def _body_type(request: Request) -> Any:
    field = getattr(request.scope.get("route"), "body_field", None)
    return None if field is None else field.field_info.annotation
