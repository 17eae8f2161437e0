"""How a run ended, as the history keeps it."""

import asyncio
import json
from dataclasses import dataclass

from pydantic import TypeAdapter

from gnomon.engine.contracts import QueryCancelled
from gnomon.foundation.kit.errors import AppError, ErrorCode
from gnomon.queries.contracts import RunStatus
from gnomon.query.contracts import SqlParameters

MAX_KEPT_BYTES = 20_000
MAX_MESSAGE_CHARACTERS = 2_000

PARAMETERS: TypeAdapter[SqlParameters] = TypeAdapter(SqlParameters)


@dataclass(frozen=True, slots=True)
class Mishap:
    """Why a run gave no answer."""

    status: RunStatus
    code: ErrorCode
    message: str


def mishap_of(error: BaseException) -> Mishap:
    """What the history says of an error; of one that no room expected it says nothing that the asker may not know."""
    match error:
        case asyncio.CancelledError() | QueryCancelled():
            return Mishap(RunStatus.CANCELLED, ErrorCode.QUERY_CANCELLED, QueryCancelled().message)
        case AppError():
            message = error.message.replace("\0", "\N{REPLACEMENT CHARACTER}")
            return Mishap(RunStatus.FAILED, error.code, message[:MAX_MESSAGE_CHARACTERS])
        case _:
            return Mishap(RunStatus.FAILED, ErrorCode.INTERNAL, "Something went wrong on the server.")


def kept_parameters(parameters: SqlParameters) -> dict[str, object] | None:
    """The parameters as JSON has them; nothing where they are too large to keep."""
    text = PARAMETERS.dump_json(parameters)
    if len(text) > MAX_KEPT_BYTES:
        return None
    kept: dict[str, object] = json.loads(text)
    return kept
