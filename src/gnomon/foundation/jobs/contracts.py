"""Jobs as rooms see them: a name, a typed payload, a handler."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, NewType, TypeVar
from uuid import UUID

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.runtime import Runtime

JobId = NewType("JobId", UUID)

Payload = TypeVar("Payload", bound=Contract)

DEFAULT_LANE = "default"


@dataclass(frozen=True, slots=True)
class JobHandler(Generic[Payload]):
    """What does the work of one kind of job; it must be idempotent, for a job whose worker died is run again."""

    name: str
    """`room.verb`."""
    payload: type[Payload]
    run: Callable[[Runtime, Payload], Awaitable[None]]
    attempts: int = 3
    lease_seconds: float = 60
    """A worker that does not renew its lease for so long is taken for dead; running jobs renew by themselves."""
    on_failed: Callable[[Runtime, Payload, BaseException], Awaitable[None]] | None = None
    """Called when no attempt is left; again, if the process dies before that is noted, so it must be idempotent too."""
    lane: str = DEFAULT_LANE
    """Jobs of one lane share its places, so that long jobs of one kind do not hold up the others."""
    backoff_seconds: float = 1.0
    """The wait before the second attempt; each further one waits twice as long, up to a minute."""


class JobAbandoned(Exception):
    """Every attempt of a job ended with the death of its worker."""

    def __init__(self, name: str, attempts: int) -> None:
        super().__init__(f"{name} was begun {attempts} times and never ended")
