"""Names that are safe inside a Vega-Lite spec: columns of a result, and the words that people gave."""

import re
from collections.abc import Iterable

from gnomon.charts.contracts import FieldRef, FieldRole
from gnomon.datasets.contracts import ROWS
from gnomon.semantic.contracts import Aggregation

MAX_COLUMN_LENGTH = 120
MAX_TITLE_LENGTH = 120

_UNSAFE = re.compile(r"[^\w ]+")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")

# Names that every JavaScript object has, in lower case; a row with such a key could not be read safely.
_OBJECT_MEMBERS = frozenset(
    {
        "constructor",
        "hasownproperty",
        "isprototypeof",
        "propertyisenumerable",
        "prototype",
        "tolocalestring",
        "tostring",
        "valueof",
    }
)


def column_name(ref: FieldRef, aggregation: Aggregation | None) -> str:
    """The natural name of a field's result column: `order_date_month`, `sum_amount`, `count`."""
    if ref.role is FieldRole.DIMENSION:
        parts = [ref.member, ref.grain.value if ref.grain else "", "bins" if ref.bins else ""]
    elif ref.member == ROWS:
        parts = ["count"]
    else:
        quantile = f"{ref.quantile:g}" if ref.quantile is not None else ""
        parts = [aggregation.value if aggregation else "", quantile, ref.member]
    return safe_name("_".join(part for part in parts if part))


def safe_name(text: str) -> str:
    """Letters, digits, underscores and spaces only, so that no path, quote or expression can hide in it."""
    name = _UNSAFE.sub("_", text)[:MAX_COLUMN_LENGTH].strip()
    if not name or name.startswith("__") or name.lower() in _OBJECT_MEMBERS:
        name = f"field_{name}".rstrip("_")
    return name


def unique_name(wanted: str, taken: Iterable[str]) -> str:
    """The wanted name, or the first free one after it; upper and lower case count as the same."""
    used = {name.casefold() for name in taken}
    name, number = wanted, 2
    while name.casefold() in used:
        name, number = f"{wanted}_{number}", number + 1
    return name


def clean_title(text: str) -> str:
    """A person's words as one short visible line."""
    line = _INVISIBLE.sub(" ", text).strip()
    if line.lower() in _OBJECT_MEMBERS:
        # Vega looks a title up among its operators, and would take what every object has for one of them.
        line = f"{line}\u00a0"
    return line if len(line) <= MAX_TITLE_LENGTH else f"{line[: MAX_TITLE_LENGTH - 1]}…"


def derived(column: str, what: str) -> str:
    """A column that the picture itself works out; the colon cannot stand in a result column."""
    return f"{column}:{what}"


def datum(column: str) -> str:
    """The expression for a column's value; only names made here can stand in an expression."""
    plain = column.replace(":", "")
    if _UNSAFE.search(plain):
        raise ValueError("only safe column names may stand in an expression")
    return f'datum["{column}"]'
