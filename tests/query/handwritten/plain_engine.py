"""What a plain DuckDB says to a statement over the same files, in the words of the product."""

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

DIGITS = 9
"""Significant digits of floating point numbers that are compared: sums depend on the order of the rows."""
_INTEGERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
_NESTED = re.compile(r"(STRUCT|MAP|UNION)\(.*|.*\[\d*\]|VARIANT|JSON", re.DOTALL)
_PLAIN = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIME": "time",
    "DOUBLE": "float",
    "FLOAT": "float",
    "INTERVAL": "duration",
}


@dataclass(frozen=True)
class Answer:
    """Columns and rows in a form that can be compared."""

    columns: list[tuple[str, str]]
    rows: list[tuple[Any, ...]]

    def unordered(self) -> "Answer":
        """The same with rows in an order of our own."""
        return Answer(self.columns, sorted(self.rows, key=repr))


def type_of(engine_type: str) -> str:
    """What the product calls a type of the engine."""
    if _NESTED.fullmatch(engine_type):
        return "json"
    if engine_type in _PLAIN:
        return _PLAIN[engine_type]
    if engine_type.startswith("DECIMAL"):
        return "decimal"
    if engine_type.startswith("TIMESTAMP"):
        return "datetime"
    if _INTEGERS.fullmatch(engine_type):
        return "integer"
    return "text"


class PlainEngine:
    """A DuckDB without walls and guards, over the files of the datasets."""

    def __init__(self, files: dict[str, Path]) -> None:
        self._connection = duckdb.connect(config={"threads": 1})
        self._connection.execute("SET TimeZone = 'UTC'")
        for name, path in files.items():
            self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")

    def ask(self, sql: str) -> Answer:
        """The answer to a statement."""
        found = self._connection.sql(sql)
        engine_types = [str(one) for one in found.types]
        written = ", ".join(_written(place, one) for place, one in enumerate(engine_types, start=1))
        rows = self._connection.sql(f"SELECT {written} FROM found").fetchall()
        # Columns of one name are told apart, as in every sub-query.
        names = self._connection.sql("SELECT * FROM found").columns
        columns = [(name, type_of(one)) for name, one in zip(names, engine_types, strict=True)]
        return answer(columns, rows)

    def close(self) -> None:
        """Close it."""
        self._connection.close()


def answer(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> Answer:
    """Columns and rows, each value as one that can be compared."""
    read = [_READERS[kind] for _, kind in columns]
    return Answer(
        list(columns),
        [tuple(None if value is None else one(value) for one, value in zip(read, row, strict=True)) for row in rows],
    )


def _written(place: int, engine_type: str) -> str:
    kind = type_of(engine_type)
    if engine_type == "TIMESTAMP WITH TIME ZONE":
        return f"timezone('UTC', #{place})"
    if kind == "json" and engine_type != "JSON":
        return f"to_json(#{place})::VARCHAR"
    if kind == "datetime":
        return f"#{place}::TIMESTAMP"
    return f"#{place}::VARCHAR" if kind in {"text", "duration", "json"} else f"#{place}"


def _rounded(number: float) -> float | None:
    return float(f"{number:.{DIGITS}g}") if math.isfinite(number) else None


def _json(value: str) -> Any:
    return _without_noise(json.loads(value))


def _without_noise(value: Any) -> Any:
    if isinstance(value, float):
        return _rounded(value)
    if isinstance(value, list):
        return [_without_noise(one) for one in value]
    return {key: _without_noise(one) for key, one in value.items()} if isinstance(value, dict) else value


def _date(value: Any) -> Any:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _moment(value: Any) -> Any:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _time(value: Any) -> Any:
    return value if isinstance(value, time) else time.fromisoformat(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "date": _date,
    "datetime": _moment,
    "time": _time,
    "float": lambda value: _rounded(float(value)),
    "integer": int,
    "decimal": lambda value: Decimal(str(value)),
    "duration": str,
    "json": _json,
    "text": str,
}
