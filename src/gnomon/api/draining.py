"""Knows when the process has been told to stop: requests under way end, no new ones should come."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def noticing_stop(draining: threading.Event) -> Iterator[None]:
    """Set the event at SIGTERM, before the server's own handler begins to drain."""
    previous = signal.getsignal(signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread() or not callable(previous):
        yield
        return
    server_handler = previous

    def notice(number: int, frame: FrameType | None) -> None:
        draining.set()
        server_handler(number, frame)

    signal.signal(signal.SIGTERM, notice)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
