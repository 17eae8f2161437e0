"""Reads what a worker answers."""

from io import BytesIO
from typing import Any

from arro3.core import Table
from arro3.io import read_ipc_stream


def rows_of(ipc: bytes) -> list[list[Any]]:
    """The rows of an Arrow stream, as Python values."""
    table = Table.from_arrow(read_ipc_stream(BytesIO(ipc)))
    columns = [table.column(name).to_pylist() for name in table.column_names]
    return [list(row) for row in zip(*columns, strict=True)]
