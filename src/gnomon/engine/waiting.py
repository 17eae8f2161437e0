"""Waits for a turn without outliving the wish for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from gnomon.engine.contracts import QueryCancelled

Given = TypeVar("Given")


async def unless_cancelled(cancelled: asyncio.Event, awaited: Coroutine[Any, Any, Given]) -> Given:
    """What is awaited; raises `QueryCancelled` when that comes first."""
    waiting = asyncio.ensure_future(awaited)
    cancelling = asyncio.ensure_future(cancelled.wait())
    try:
        await asyncio.wait({waiting, cancelling}, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            return waiting.result()
        waiting.cancel()
        raise QueryCancelled
    except asyncio.CancelledError:
        waiting.cancel()
        raise
    finally:
        cancelling.cancel()
