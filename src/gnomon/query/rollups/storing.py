"""Stores the rows of a roll-up as a Parquet file. Runs inside a worker."""

from collections.abc import Mapping, Sequence
from typing import Any

from gnomon.engine.contracts import StoringContext

FILE_NAME = "rollup.parquet"
ROW_GROUP_ROWS = 8_192
"""Few, for what is sorted is passed over by whole row groups."""


def store_rollup(context: StoringContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Store what the task's statement gives; `{}` gives `{"columns": [[name, engine type]], "row_count"}`."""
    del payload
    stored = context.store_rows(FILE_NAME, _as_they_are, row_group_rows=ROW_GROUP_ROWS)
    columns = [[column.name, column.engine_type] for column in stored.columns]
    return {"columns": columns, "row_count": stored.row_count}


def _as_they_are(columns: Sequence[tuple[str, str]]) -> list[str]:
    names = [name.replace('"', '""') for name, _ in columns]
    return [f'#{place} AS "{name}"' for place, name in enumerate(names, start=1)]
