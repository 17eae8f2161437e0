"""Questions under way, by the id that their asker chose, so that the asker can end them."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import TypeAlias, TypeVar
from uuid import UUID

from gnomon.engine.contracts import QueryCancelled, RunId
from gnomon.identity.contracts import Principal

Given = TypeVar("Given")
Owner: TypeAlias = tuple[UUID, UUID | None, RunId]


class Runs:
    """Who runs what; nobody can end, or even see, the runs of another."""

    def __init__(self) -> None:
        self._cancelled: dict[Owner, tuple[asyncio.Event, int]] = {}

    @contextmanager
    def under(self, principal: Principal, run_id: RunId | None) -> Iterator[asyncio.Event]:
        """An event that is set when the asker ends what runs under this id."""
        if run_id is None:
            yield asyncio.Event()
            return
        key = _owner(principal, run_id)
        event, users = self._cancelled.get(key, (asyncio.Event(), 0))
        self._cancelled[key] = (event, users + 1)
        try:
            yield event
        finally:
            event, users = self._cancelled[key]
            if users == 1:
                del self._cancelled[key]
            else:
                self._cancelled[key] = (event, users - 1)

    def cancel(self, principal: Principal, run_id: RunId) -> bool:
        """End what runs under this id; False when the principal has no such run."""
        found = self._cancelled.get(_owner(principal, run_id))
        if found is None:
            return False
        found[0].set()
        return True


def _owner(principal: Principal, run_id: RunId) -> Owner:
    return principal.workspace_id, principal.user_id, run_id


async def unless(cancelled: asyncio.Event, work: Awaitable[Given]) -> Given:
    """The outcome of the work. Raises `QueryCancelled` as soon as the event is set, and ends the work."""
    task = asyncio.ensure_future(work)
    watch = asyncio.ensure_future(cancelled.wait())
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise QueryCancelled
    finally:
        watch.cancel()
        task.cancel()
        # Heard even where it had ended already, so that no failure is reported as lost.
        await asyncio.gather(task, return_exceptions=True)
