"""The lowest place of a function within a box, found without slopes and always the same (Nelder and Mead, 1965)."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, ...]
Corner: TypeAlias = tuple[float, Point]

FIRST_STEP = 0.12
CLOSE = 1e-10


def lowest(of: Callable[[Point], float], start: Sequence[float], tries: int) -> Point:
    """The lowest place that is found from this start in so many tries; every coordinate lies from 0 to 1."""
    corners = _first(of, _inside(start))
    left = tries - len(corners)
    while left > 0 and corners[-1][0] - corners[0][0] > CLOSE * (abs(corners[0][0]) + CLOSE):
        corners, used = _stepped(of, corners)
        left -= used
    return corners[0][1]


def _first(of: Callable[[Point], float], start: Point) -> list[Corner]:
    points = [start]
    for place, value in enumerate(start):
        step = FIRST_STEP if value + FIRST_STEP <= 1 else -FIRST_STEP
        points.append((*start[:place], value + step, *start[place + 1 :]))
    return sorted((of(one), one) for one in points)


def _stepped(of: Callable[[Point], float], corners: list[Corner]) -> tuple[list[Corner], int]:
    *kept, (worst, last) = corners
    middle = tuple(sum(values) / len(kept) for values in zip(*(point for _, point in kept), strict=True))

    def towards(factor: float) -> Corner:
        point = _inside([at + factor * (at - was) for at, was in zip(middle, last, strict=True)])
        return of(point), point

    mirrored = towards(1.0)
    if mirrored[0] < kept[0][0]:
        return sorted([*kept, min(mirrored, towards(2.0))]), 2
    if mirrored[0] < kept[-1][0]:
        return sorted([*kept, mirrored]), 1
    nearer = towards(0.5 if mirrored[0] < worst else -0.5)
    if nearer[0] < min(mirrored[0], worst):
        return sorted([*kept, nearer]), 2
    best = kept[0]
    halved = [tuple((one + at) / 2 for one, at in zip(point, best[1], strict=True)) for _, point in corners[1:]]
    return sorted([best, *((of(one), one) for one in halved)]), 2 + len(halved)


def _inside(point: Sequence[float]) -> Point:
    return tuple(min(max(value, 0.0), 1.0) for value in point)
