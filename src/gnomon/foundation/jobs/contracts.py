"""Jobs as rooms see them: a name, a typed payload, a handler."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, NewType, TypeVar
from uuid import UUID

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.runtime import Runtime

JobId = NewType("JobId", UUID)

Payload = TypeVar("Payload", bound=Contract)


@dataclass(frozen=True, slots=True)
class JobHandler(Generic[Payload]):
    """What does the work of one kind of job; it must be idempotent, for a job whose worker died is run again."""

    name: str
    """`room.verb`."""
    payload: type[Payload]
    run: Callable[[Runtime, Payload], Awaitable[None]]
    attempts: int = 3
    lease_seconds: int = 60
    """A worker that does not renew its lease for so long is taken for dead; running jobs renew by themselves."""
    on_failed: Callable[[Runtime, Payload, BaseException], Awaitable[None]] | None = None
    """Called once, when no attempt is left."""
