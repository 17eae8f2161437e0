"""One pass over the rows for several questions, under way."""

import asyncio
from collections.abc import Mapping, Sequence

from gnomon.query.cache import KeptResult
from gnomon.query.contracts import SharedPass
from gnomon.query.receipts import shortened
from gnomon.query.running import Ready, is_light_on, read_by, run_statement
from gnomon.query.runtime import QueryRuntime
from gnomon.query.sharing.lowering import write_shared
from gnomon.query.sharing.parting import answers_in
from gnomon.query.sharing.pools import Pool
from gnomon.query.sharing.shared import shared_plan


class Pass:
    """Starts when the first question waits for it, and ends when nobody waits any more."""

    def __init__(self, runtime: QueryRuntime, pool: Pool, questions: Sequence[Ready]) -> None:
        self._runtime = runtime
        self._pool = pool
        self._questions = tuple(questions)
        self._run: asyncio.Task[Mapping[str, KeptResult]] | None = None
        self._waiting = 0
        self.told: SharedPass | None = None
        """What receipts say of it, when it has been written."""

    async def answer(self, key: str) -> KeptResult:
        """The rows of the question with this key. Raises what the engine raises; then nobody has rows."""
        if self._run is None:
            self._run = asyncio.get_running_loop().create_task(self._answers())
        run = self._run
        self._waiting += 1
        try:
            return (await asyncio.shield(run))[key]
        finally:
            self._waiting -= 1
            if self._waiting == 0 and not run.done():
                run.cancel()
                self._run = None

    async def _answers(self) -> Mapping[str, KeptResult]:
        """Run the pass, and keep every answer under the key of its question, as if that had run alone."""
        first = self._questions[0]
        statement = write_shared(shared_plan(self._pool))
        self.told = SharedPass(
            sql=statement.sql, parameters=shortened(statement.parameters), questions=len(self._questions)
        )
        files = await read_by(self._runtime, first.tables, first.compiled.read)
        is_light = is_light_on(first.tables, first.compiled.read)
        ipc, _ = await run_statement(
            self._runtime, first.question.principal, statement.sql, statement.parameters, files, is_light=is_light
        )
        keys = [ready.key for ready in self._questions]
        answers = dict(zip(keys, answers_in(ipc, statement.answers), strict=True))
        for key, kept in answers.items():
            self._runtime.cache.put(key, kept)
        return answers
