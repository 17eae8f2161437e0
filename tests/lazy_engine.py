"""The real engine, whose workers start when they are first needed: most HTTP tests never need them."""

from typing import Any

from gnomon.engine.service import ProcessEngine, start_engine


class LazyEngine:
    """Stands in for `start_engine` and passes everything on to the engine that it starts."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        self._arguments = arguments
        self._keywords = keywords
        self._engine: ProcessEngine | None = None

    def __getattr__(self, name: str) -> Any:
        if self._engine is None:
            self._engine = start_engine(*self._arguments, **self._keywords)
        return getattr(self._engine, name)

    async def close(self) -> None:
        """End the workers, if any were started."""
        if self._engine is not None:
            await self._engine.close()
