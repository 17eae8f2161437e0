"""Questions of one batch: those whose rows are not at hand wait for each other, and are run in as few passes as pay."""

import asyncio
from collections.abc import Sequence

import structlog

from gnomon.engine.contracts import QueryCancelled
from gnomon.foundation.kit.errors import AppError
from gnomon.query.cache import KeptResult
from gnomon.query.partial.keys import distinct_of
from gnomon.query.running import Ran, Ready, Run, at_hand, run_now
from gnomon.query.runtime import QueryRuntime
from gnomon.query.sharing.members import Member, member_of
from gnomon.query.sharing.passes import Pass
from gnomon.query.sharing.pools import pools_of

PATIENCE_SECONDS = 0.05
"""Who has to look something up before it can be compiled is not waited for longer."""

log = structlog.get_logger(__name__)


class Batch:
    """Gathers the questions of one principal until all have come, or are not worth waiting for, and plans them."""

    def __init__(self, runtime: QueryRuntime, count: int) -> None:
        self._runtime = runtime
        self._missing = set(range(count))
        self._waiting: list[tuple[Ready, asyncio.Future[Pass | None]]] = []
        self._is_over = False
        self._closing: asyncio.TimerHandle | None = None

    def runner(self, place: int) -> Run:
        """How the question at this place gets its rows."""

        async def run(ready: Ready) -> Ran:
            kept = await at_hand(self._runtime, ready)
            if kept is not None:
                return Ran(kept, True)
            return await self._run(place, ready)

        return run

    def leave(self, place: int) -> None:
        """Say that nobody needs to wait for the question at this place any more."""
        self._missing.discard(place)
        if not self._missing:
            self._plan()

    async def _run(self, place: int, ready: Ready) -> Ran:
        shared = await self._pass_of(place, ready)
        came_from: list[Pass] = []

        async def rows() -> KeptResult:
            if shared is None:
                return await run_now(self._runtime, ready)
            try:
                kept = await shared.answer(ready.key)
            except QueryCancelled:
                raise
            except AppError as error:
                log.info("query.pass_failed", code=error.code.value)
                return await run_now(self._runtime, ready)
            came_from.append(shared)
            return kept

        kept, is_cached = await self._runtime.flights.share(ready.key, rows)
        return Ran(kept, is_cached, came_from[0].told if came_from else None)

    async def _pass_of(self, place: int, ready: Ready) -> Pass | None:
        if self._is_over:
            return None
        loop = asyncio.get_running_loop()
        planned: asyncio.Future[Pass | None] = loop.create_future()
        self._waiting.append((ready, planned))
        if self._closing is None:
            self._closing = loop.call_later(PATIENCE_SECONDS, self._plan)
        self.leave(place)
        return await planned

    def _plan(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        if self._closing is not None:
            self._closing.cancel()
        waiting = [(ready, planned) for ready, planned in self._waiting if not planned.done()]
        # Two that ask the same are one: the second finds the first under way.
        passes = passes_of(self._runtime, list({ready.key: ready for ready, _ in waiting}.values()))
        for ready, planned in waiting:
            planned.set_result(passes.get(ready.key))


def passes_of(runtime: QueryRuntime, questions: Sequence[Ready]) -> dict[str, Pass]:
    """The passes that questions share, by the keys of the questions; those that are better alone are left out."""
    members = {place: member for place, ready in enumerate(questions) if (member := _member(ready)) is not None}
    found: dict[str, Pass] = {}
    for places, pool in pools_of(members):
        sharing = tuple(questions[place] for place in places)
        one = Pass(runtime, pool, sharing)
        found |= {ready.key: one for ready in sharing}
    return found


def _member(ready: Ready) -> Member | None:
    if ready.compiled.rollups:
        return None
    distinct = distinct_of(ready.question.model)
    return member_of(ready.compiled.plan, distinct, {table.dataset_id: table.row_count for table in ready.tables})
