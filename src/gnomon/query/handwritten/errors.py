"""What can be wrong with hand-written SQL, each with its place and the way out."""

from collections.abc import Mapping, Sequence
from typing import Any

from gnomon.foundation.kit.errors import AppError, ErrorCode, did_you_mean
from gnomon.query.errors import QueryError

LONGEST_MESSAGE = 500
LONGEST_NAME = 100
MOST_NAMES = 100


class SqlError(QueryError):
    """A statement that was refused, or that the engine could not run."""

    def __init__(
        self, code: ErrorCode, message: str, hint: str | None, place: Mapping[str, Any], near: Sequence[str] = ()
    ) -> None:
        details = {**place, "near_misses": list(near)} if near else dict(place)
        super().__init__(code, _short(message), hint=hint, details=details)


class UnknownTable(SqlError):
    """No dataset of the workspace has this name."""

    def __init__(self, name: str, near: Sequence[str], place: Mapping[str, Any]) -> None:
        hint = did_you_mean(near) or "The datasets of the workspace and their names are listed beside the editor."
        super().__init__(ErrorCode.QUERY_ERROR, f"There is no dataset “{name}”.", hint, place, near)


class WrongParameters(AppError):
    """Parameters that are missing, that the statement does not have, or whose value does not fit their type."""

    kind = QueryError.kind

    def __init__(self, message: str, hint: str | None, names: Sequence[str]) -> None:
        details = {"parameters": [name[:LONGEST_NAME] for name in names[:MOST_NAMES]]}
        super().__init__(ErrorCode.VALIDATION_ERROR, _short(message), hint=hint, details=details)


def _short(message: str) -> str:
    """A statement may have names that are as long as itself."""
    return message if len(message) <= LONGEST_MESSAGE else message[: LONGEST_MESSAGE - 1] + "…"
