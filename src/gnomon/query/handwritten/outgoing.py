"""How each column of a statement's answer leaves. Runs inside a worker, which alone knows the columns in time.

It says the same as `engine_types.written_as`, by engine types alone, for a worker should import nothing heavy.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from gnomon.query.handwritten.naming import without_guards

WRITTEN_COLUMNS = "gnomon.query.handwritten.outgoing:written_columns"
PLAIN = frozenset(
    {
        *("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
        *("FLOAT", "DOUBLE", "BOOLEAN", "VARCHAR", "DATE", "TIMESTAMP", "TIME"),
    }
)
ZONED = frozenset({"TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"})
NESTED = re.compile(r"VARIANT|(?:STRUCT|MAP|UNION)\(.*|.*\[\d*\]", re.DOTALL)


def written_columns(columns: Sequence[Sequence[str]], payload: Mapping[str, Any]) -> list[str]:
    """Every column by its place, in the form that it leaves in, under its own name; moments in the time zone."""
    return [
        f"{_written(f'#{place}', engine_type, payload['time_zone'])} AS {_called(name, payload['schema'])}"
        for place, (name, engine_type) in enumerate(columns, start=1)
    ]


def _called(name: str, schema: str) -> str:
    return quoted(without_guards(name, schema))


def _written(value: str, engine_type: str, time_zone: str) -> str:
    if engine_type in PLAIN:
        return value
    if engine_type in ZONED:
        return f"timezone('{time_zone}', {value})"
    if NESTED.fullmatch(engine_type):
        return f"CAST(to_json({value}) AS VARCHAR)"
    if engine_type.startswith("TIMESTAMP"):
        return f"CAST({value} AS TIMESTAMP)"
    return f"CAST({value} AS VARCHAR)"


def quoted(name: str) -> str:
    """A name as the engine's dialect quotes it."""
    return '"' + name.replace('"', '""') + '"'
