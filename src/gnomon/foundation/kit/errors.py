"""The one family of errors: facts with a code, a sentence, a way out; no HTTP in sight."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar


class ErrorKind(StrEnum):
    """What sort of trouble it is; decides the HTTP status and the log level, in one table each."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    GONE = "gone"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    LIMIT = "limit"
    TIMEOUT = "timeout"
    STORAGE_FULL = "storage_full"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


class ErrorCode(StrEnum):
    """The codes that clients may rely on."""

    VALIDATION_ERROR = "VALIDATION_ERROR"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    SHARE_PASSWORD_NEEDED = "SHARE_PASSWORD_NEEDED"  # noqa: S105 - a code, no password
    WRONG_SHARE_PASSWORD = "WRONG_SHARE_PASSWORD"  # noqa: S105 - a code, no password
    EMBED_TOKEN_REFUSED = "EMBED_TOKEN_REFUSED"  # noqa: S105 - a code, no token
    EMBED_TOKEN_EXPIRED = "EMBED_TOKEN_EXPIRED"  # noqa: S105 - a code, no token
    EMBED_LOCK_MISSING = "EMBED_LOCK_MISSING"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    CONFLICT = "CONFLICT"
    GONE = "GONE"
    RATE_LIMITED = "RATE_LIMITED"
    PAYLOAD_TOO_LARGE = "PAYLOAD_TOO_LARGE"
    QUOTA_EXCEEDED = "QUOTA_EXCEEDED"
    UNSUPPORTED_TYPE = "UNSUPPORTED_TYPE"
    QUERY_TIMEOUT = "QUERY_TIMEOUT"
    QUERY_MEMORY = "QUERY_MEMORY"
    QUERY_REFUSED = "QUERY_REFUSED"
    QUERY_CANCELLED = "QUERY_CANCELLED"
    QUERY_ERROR = "QUERY_ERROR"
    SOURCE_ERROR = "SOURCE_ERROR"
    AMBIGUOUS = "AMBIGUOUS"
    FILTER_NEEDED = "FILTER_NEEDED"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


class AppError(Exception):
    """A fact that went wrong, told in the reader's words, with a way out."""

    kind: ClassVar[ErrorKind] = ErrorKind.INTERNAL

    def __init__(
        self,
        code: ErrorCode,
        message: str,
        *,
        hint: str | None = None,
        details: Mapping[str, Any] | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.details = dict(details or {})
        self.retry_after_seconds = retry_after_seconds


class Transient:
    """Mixed into errors that another try can heal; jobs read it."""


class Invalid(AppError):
    """What was sent cannot be used as it is."""

    kind = ErrorKind.INVALID

    def __init__(self, message: str, *, hint: str | None = None, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(ErrorCode.VALIDATION_ERROR, message, hint=hint, details=details)


class Unauthenticated(AppError):
    """Nobody is signed in, or the proof of it is not accepted."""

    kind = ErrorKind.UNAUTHENTICATED

    def __init__(self, message: str = "Please sign in.", *, hint: str | None = None) -> None:
        super().__init__(ErrorCode.UNAUTHENTICATED, message, hint=hint)


class Forbidden(AppError):
    """The caller is known, but may not do this."""

    kind = ErrorKind.FORBIDDEN

    def __init__(self, message: str, *, hint: str | None = None, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(ErrorCode.FORBIDDEN, message, hint=hint, details=details)


class NotFound(AppError):
    """There is no such thing, or none that the caller may know of: the two cannot be told apart."""

    kind = ErrorKind.NOT_FOUND

    def __init__(self, what: str) -> None:
        super().__init__(ErrorCode.NOT_FOUND, f"There is no such {what}.")


class Conflict(AppError):
    """Somebody else was faster, or the name is taken."""

    kind = ErrorKind.CONFLICT

    def __init__(self, message: str, *, hint: str | None = None, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(ErrorCode.CONFLICT, message, hint=hint, details=details)


class Unavailable(AppError, Transient):
    """A part that is needed does not answer now."""

    kind = ErrorKind.UNAVAILABLE

    def __init__(self, message: str, *, hint: str | None = None, retry_after_seconds: int = 5) -> None:
        super().__init__(ErrorCode.UNAVAILABLE, message, hint=hint, retry_after_seconds=retry_after_seconds)


class StorageFull(AppError):
    """The disk that keeps the data has no room left."""

    kind = ErrorKind.STORAGE_FULL
    MESSAGE = "There is no room left on the server's disk, so nothing was saved."

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.UNAVAILABLE,
            self.MESSAGE,
            hint="Free some space or ask the administrator, then try again.",
        )


def did_you_mean(near: Sequence[str]) -> str | None:
    """The hint for an unknown name: “Did you mean “revenue”?”, or none when nothing is near."""
    if not near:
        return None
    names = " or ".join(f"“{name}”" for name in near[:3])
    return f"Did you mean {names}?"
