"""From one type to another; what cannot be read is null."""

from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas.functions.declarations import Declaration, Macro


def _to(name: str, type_name: str, doc: str, example: str) -> Macro:
    return Macro(name, FunctionCategory.CONVERSION, ("x",), f"CAST(x AS {type_name})", doc, example, {})


FUNCTIONS: tuple[Declaration, ...] = (
    _to(
        "INTEGER",
        "integer",
        "A whole number, rounded to even where it stands halfway; null where there is none.",
        "INTEGER(amount)",
    ),
    _to("DECIMAL", "decimal", "An exact decimal; null where there is none.", "DECIMAL(note)"),
    _to("FLOAT", "float", "A number with a floating point; null where there is none.", "FLOAT(note)"),
    _to("TEXT", "text", "A value as it is written.", "TEXT(amount)"),
    _to("BOOLEAN", "boolean", "True or false; null where a text says neither.", "BOOLEAN(note)"),
    _to(
        "TO_DATE",
        "date",
        "The date of a moment, or the one that a text tells as 2024-01-31; null where there is none.",
        "TO_DATE(note)",
    ),
    _to(
        "TO_DATETIME",
        "datetime",
        "The moment that a text tells as 2024-01-31 18:30:00; null where there is none.",
        "TO_DATETIME(note)",
    ),
)
