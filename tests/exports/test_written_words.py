"""Numbers and values are written in pictures as on the screen: both sides are held to the same examples."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gnomon.exports.pictures.written.numbers import Number, number_words
from gnomon.exports.pictures.written.values import Column, label_of, value_words

EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).with_name("golden") / "words.json").read_text("utf-8")
)
"""Written by the web application, whose own tests read them too (`web/src/viz/server-words.test.ts`)."""


def exact(value: Any) -> Number:
    """A number as an answer holds it: the digits of one that a double cannot hold are a text in JSON."""
    return Decimal(value) if isinstance(value, str) else value


def read(value: Any, kind: str) -> Any:
    """A value as an answer holds it."""
    if not isinstance(value, str):
        return value
    match kind:
        case "date":
            return date.fromisoformat(value)
        case "datetime":
            return datetime.fromisoformat(value)
        case "time":
            return time.fromisoformat(value)
        case _:
            return value


@pytest.mark.parametrize("form", sorted({one["format"] or "" for one in EXAMPLES["numbers"]}))
def test_a_number_is_written_as_the_screen_writes_it(form: str) -> None:
    told = [one for one in EXAMPLES["numbers"] if (one["format"] or "") == form]
    written = [number_words(exact(one["value"]), one["format"]) for one in told]
    assert [
        {"value": one["value"], "full": words.full, "short": words.short, "exact": words.exact}
        for one, words in zip(told, written, strict=True)
    ] == [{"value": one["value"], **one["words"]} for one in told]


def test_values_are_called_as_the_screen_calls_them() -> None:
    told = EXAMPLES["values"]
    found = []
    for one in told:
        column = Column("c", "C", "dimension", values=(), plots=(), **one["column"])
        value = read(one["value"], column.type)
        found.append({**one, "cell": value_words(value, column.type), "label": label_of(value, column)})
    assert found == told
