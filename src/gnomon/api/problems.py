"""Errors on the wire: one table from kind to status, one form for everything that goes wrong."""

import errno
import json
from collections.abc import Mapping
from typing import Any, Literal

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, DBAPIError, StatementError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gnomon.api.validation import validation_error
from gnomon.foundation.db.trouble import is_passing
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import (
    AppError,
    ErrorCode,
    ErrorKind,
    Invalid,
    NotFound,
    StorageFull,
    Unauthenticated,
    Unavailable,
)

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUS: Mapping[ErrorKind, int] = {
    ErrorKind.INVALID: 422,
    ErrorKind.UNAUTHENTICATED: 401,
    ErrorKind.FORBIDDEN: 403,
    ErrorKind.NOT_FOUND: 404,
    ErrorKind.CONFLICT: 409,
    ErrorKind.GONE: 410,
    ErrorKind.TOO_LARGE: 413,
    ErrorKind.UNSUPPORTED: 415,
    ErrorKind.LIMIT: 429,
    ErrorKind.TIMEOUT: 408,
    ErrorKind.STORAGE_FULL: 507,
    ErrorKind.UNAVAILABLE: 503,
    ErrorKind.INTERNAL: 500,
}

STATUS_BY_CODE: Mapping[ErrorCode, int] = {ErrorCode.METHOD_NOT_ALLOWED: 405}

TITLES: Mapping[int, str] = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    408: "Took too long",
    409: "Conflict",
    410: "Gone",
    413: "Too large",
    414: "Address too long",
    415: "Unsupported type",
    422: "Cannot be used",
    429: "Too many requests",
    431: "Headers too large",
    500: "Internal error",
    503: "Unavailable",
    507: "Storage full",
}


class ProblemError(Contract):
    """What went wrong, for programs and for people."""

    code: ErrorCode
    message: str
    details: dict[str, Any]
    hint: str | None
    """A way out, where there is one."""


class Problem(Contract):
    """The one form of every error: RFC 9457 with our own members beside it."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    success: Literal[False]
    error: ProblemError


class MethodNotAllowed(AppError):
    """The path is right, the method is not."""

    kind = ErrorKind.INVALID

    def __init__(self, method: str) -> None:
        super().__init__(ErrorCode.METHOD_NOT_ALLOWED, f"{method} is not possible here.")


class Internal(AppError):
    """Something that we did not foresee; the log knows more than the reader may."""

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.INTERNAL,
            "Something went wrong on the server.",
            hint="Try again; if it stays so, tell the administrator the request id.",
        )


def problem_response(
    error: AppError, request_id: str, *, status: int | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """The reply for an error: RFC 9457 with our own members beside it."""
    status = status or STATUS_BY_CODE.get(error.code) or STATUS[error.kind]
    extra = dict(headers or {})
    if error.retry_after_seconds is not None:
        extra["retry-after"] = str(error.retry_after_seconds)
    if status == 401:
        extra["www-authenticate"] = "Bearer"
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": error.message,
        "request_id": request_id,
        "success": False,
        "error": {
            "code": error.code.value,
            "message": error.message,
            "details": error.details,
            "hint": error.hint,
        },
    }
    # ASCII only, for a name out of the request may hold what UTF-8 cannot.
    text = json.dumps(body, ensure_ascii=True, allow_nan=False, default=str)
    return Response(text, status, {**extra, "cache-control": "no-store"}, MEDIA_TYPE)


def install_handlers(app: FastAPI) -> None:
    """Let every error that a route raises be told in the one form."""
    app.add_exception_handler(AppError, _on_app_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_exception)


async def _on_app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)
    return answer(request.scope, error)


async def _on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return answer(request.scope, validation_error(request, error))


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    match error.status_code:
        case 400:
            # What a body that no JSON parser can read ends in: no text, or a number of too many digits.
            return answer(request.scope, Invalid("The body is not valid JSON."))
        case 404:
            known: AppError = NotFound("page")
        case 405:
            known = MethodNotAllowed(request.method)
        case 401:
            known = Unauthenticated()
        case _:
            known = Invalid("The request could not be read.")
    return answer(request.scope, known, status=error.status_code, headers=error.headers)


def answer(
    scope: Mapping[str, Any], error: AppError, *, status: int | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """The reply for an error in this request, and a line in the log where it is ours to mend."""
    if error.kind in {ErrorKind.INTERNAL, ErrorKind.UNAVAILABLE, ErrorKind.STORAGE_FULL}:
        log.error("api.failed", code=error.code.value, kind=error.kind.value, exc_info=error.__cause__ or None)
    return problem_response(error, scope.get("state", {}).get("request_id", ""), status=status, headers=headers)


def app_error_of(error: BaseException) -> AppError:
    """What an error that no room expected is called on the wire; its own words stay in the log."""
    if isinstance(error, AppError):
        return error
    if _means_full_disk(error):
        return StorageFull()
    if _means_unstorable(error):
        return Invalid("A value holds something that cannot be stored, such as a NUL character or too large a number.")
    if is_passing(error):
        return Unavailable("The database does not answer now.", hint="Try again in a few seconds.")
    return Internal()


def _means_unstorable(error: BaseException) -> bool:
    # Too large a number: what one driver says of it is handed on as it is, what the other says is an error like any.
    if isinstance(error, OverflowError):
        return "SQLite INTEGER" in str(error)
    if isinstance(error, DBAPIError) and "value out of int" in str(error.orig):
        return True
    if isinstance(error, StatementError) and isinstance(error.orig, UnicodeEncodeError | OverflowError):
        return True
    return isinstance(error, DataError | UnicodeEncodeError)


def _means_full_disk(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    if isinstance(error, DBAPIError):
        words = str(error.orig)
        return "database or disk is full" in words or "No space left on device" in words
    return False
