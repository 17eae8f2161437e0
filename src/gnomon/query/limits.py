"""Budgets by role, and how many questions of one principal or workspace run at the same time."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from gnomon.engine.contracts import Budget
from gnomon.foundation.settings import EngineSettings
from gnomon.identity.contracts import Principal, PrincipalKind
from gnomon.query.errors import TooManyQuestions

VISITOR_SECONDS = 10.0
RUNNING_PER_PRINCIPAL = 8
RUNNING_PER_WORKSPACE = 16
WAITING_PER_PRINCIPAL = 200
LIGHT_ROWS = 1_000_000


def is_light(*rows: int) -> bool:
    """Whether a statement that reads so many rows of its tables is expected to end within a moment."""
    return sum(rows) <= LIGHT_ROWS


def budget_for(principal: Principal, settings: EngineSettings) -> Budget:
    """What one statement of this principal may use; visitors have less time.

    The memory is the same for all, for the engine keeps its warm connections apart by it.
    """
    seconds = settings.query_seconds
    if principal.kind is PrincipalKind.VISITOR:
        seconds = min(seconds, VISITOR_SECONDS)
    return Budget(seconds=seconds, memory_bytes=settings.memory_limit, max_rows=settings.max_result_rows)


@dataclass(slots=True)
class _Lane:
    """The places of one principal or workspace."""

    places: asyncio.Semaphore
    users: int = 0


class Lanes:
    """Lets each key have so many at work, so many waiting, and no more."""

    def __init__(self, running: int, waiting: int | None = None) -> None:
        self._running = running
        self._most = None if waiting is None else running + waiting
        self._lanes: dict[Hashable, _Lane] = {}

    @asynccontextmanager
    async def place(self, key: Hashable) -> AsyncIterator[None]:
        """Hold a place, waiting for one if need be. Raises `TooManyQuestions` when too many wait already."""
        lane = self._lanes.setdefault(key, _Lane(asyncio.Semaphore(self._running)))
        if self._most is not None and lane.users >= self._most:
            raise TooManyQuestions
        lane.users += 1
        try:
            async with lane.places:
                yield
        finally:
            lane.users -= 1
            if lane.users == 0:
                self._lanes.pop(key, None)


class QueryLimits:
    """The places of principals and workspaces together."""

    def __init__(self, settings: EngineSettings) -> None:
        self.settings = settings
        self._principals = Lanes(RUNNING_PER_PRINCIPAL, WAITING_PER_PRINCIPAL)
        self._workspaces = Lanes(RUNNING_PER_WORKSPACE)

    @asynccontextmanager
    async def place(self, principal: Principal, *, is_light: bool = False) -> AsyncIterator[Budget]:
        """Hold a place for one statement of this principal, and its budget; light ones have places of their own."""
        who = (principal.workspace_id, principal.user_id, principal.kind)
        workspace = (principal.workspace_id, is_light)
        async with self._principals.place((*who, is_light)), self._workspaces.place(workspace):
            yield replace(budget_for(principal, self.settings), asker=who)
