"""Words for colors that only the place knows where a picture is drawn."""

HAND = "hand"
"""The signal that holds the colors of values that somebody chose."""
SIGNS = "signs"
"""The range of colors for rises, falls and totals, which the theme knows."""
FOLLOWS = "follows-rules"
"""The style of those marks that have the colors of rules, where others of their shape have not."""


def by_hand(label: str, otherwise: str) -> str:
    """The expression for the color of a value; the label is an expression itself."""
    return f"{HAND}['m:' + {label}] || {otherwise}"
