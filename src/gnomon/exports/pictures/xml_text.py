"""Texts that XML can hold: the program that measures letters ends on the first one that it cannot."""

import re
from typing import Any

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INSTEAD = "\ufffd"


def cleaned(value: Any) -> Any:
    """A spec or rows in which every text, names too, is one that XML can hold."""
    if isinstance(value, str):
        return UNFIT.sub(INSTEAD, value)
    if isinstance(value, dict):
        return {cleaned(name): cleaned(one) for name, one in value.items()}
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    return value
