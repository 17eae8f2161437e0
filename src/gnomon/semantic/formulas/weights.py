"""How often the engine computes an argument: what it repeats grows with every level that formulas nest."""

from collections.abc import Mapping

TWICE: Mapping[str, frozenset[int]] = {
    "/": frozenset({1}),
    "%": frozenset({1}),
    "between": frozenset({0}),
    **dict.fromkeys(("nullif", "sqrt", "ln", "log10", "log2", "sin", "cos", "tan", "asin", "acos"), frozenset({0})),
    "power": frozenset({0, 1}),
}
"""By function: the places of arguments that its expression for the engine holds twice, counting that the engine itself
reads `NULLIF(a, b)` as `CASE WHEN a = b THEN NULL ELSE a END`."""


MAX_COMPARED = 8
"""The engine compares the operand of a short `IN` with each of its choices, and looks it up in a long one."""


def weight_of(function: str, place: int, count: int) -> int:
    """How often one of so many arguments is computed."""
    if function == "in" and place == 0:
        return min(MAX_COMPARED, count - 1)
    return 2 if place in TWICE.get(function, ()) else 1
