"""A breaker lets calls through, stops after a few failures in a row, and tries again after pauses that grow."""

from gnomon.query.caching.breaker import LONGEST_PAUSE_SECONDS, Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_failures_in_a_row_open_it_and_single_ones_do_not() -> None:
    breaker = Breaker(Clock())
    told = [breaker.failed(), breaker.failed(), breaker.succeeded(), breaker.failed(), breaker.failed()]
    assert (told, breaker.is_open) == ([False] * 5, False)
    assert (breaker.failed(), breaker.is_open, breaker.failed()) == (True, True, False)


def test_after_a_pause_one_call_tries_and_the_others_wait_for_what_it_finds() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(3):
        breaker.failed()
    assert breaker.allows() is False
    clock.now += 5.0
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    assert (breaker.succeeded(), breaker.allows(), breaker.allows()) == (True, True, True)


def test_pauses_grow_up_to_a_minute_and_are_short_again_after_a_success() -> None:
    clock = Clock()
    breaker = Breaker(clock)

    def pause() -> float:
        began = clock.now
        while not breaker.allows():
            clock.now += 1.0
        return clock.now - began

    for _ in range(3):
        breaker.failed()
    pauses = []
    for _ in range(6):
        pauses.append(pause())
        breaker.failed()
    assert pauses == [5.0, 10.0, 20.0, 40.0, LONGEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS]
    breaker.succeeded()
    for _ in range(3):
        breaker.failed()
    assert pause() == 5.0
