"""Leaves alone for a while what fails again and again, and tries it once in a while."""

import time
from collections.abc import Callable

PATIENCE = 3
FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 60.0


class Breaker:
    """Counts failures in a row; after a few of them only one call after each pause is let through."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._pause = FIRST_PAUSE_SECONDS
        self._tries_again_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether calls are held back."""
        return self._failures >= PATIENCE

    def allows(self) -> bool:
        """Whether a call may be made now; whoever asks first after a pause makes the one that tries."""
        if not self.is_open:
            return True
        if self._clock() < self._tries_again_at:
            return False
        self._tries_again_at = self._clock() + self._pause
        return True

    def succeeded(self) -> bool:
        """Note that a call went well; whether calls were held back until now."""
        was_open, self._failures, self._pause = self.is_open, 0, FIRST_PAUSE_SECONDS
        return was_open

    def failed(self) -> bool:
        """Note that a call failed; whether calls are held back from now on, and were not before."""
        was_open = self.is_open
        self._failures += 1
        if self.is_open:
            self._tries_again_at = self._clock() + self._pause
            self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)
        return self.is_open and not was_open
