"""Files as a worker's task writes them, in this process: the task itself, over any statement."""

import importlib
from pathlib import Path
from typing import Any

from gnomon.engine.tasks import TaskContext

MEBIBYTE = 1024 * 1024
NASTY = """
SELECT * FROM (VALUES
    (1, 9223372036854775807::BIGINT, 170141183460469231731687303715884105727::HUGEINT,
     1234567890123456789012345678.0123456789::DECIMAL(38, 10), 'nan'::DOUBLE, true, DATE '0001-01-01',
     TIMESTAMP '9999-12-31 23:59:59.999999', TIMESTAMPTZ '2024-07-01 12:00:00+00', TIME '10:30:00.25', '=1+1',
     {'a': [1, NULL], 'b': 12345678901234567.123456789::DECIMAL(38, 9)}, ['x"y', NULL, 'NaN']),
    (2, -1, -5, -1.5, 'inf', false, DATE '9999-12-31', TIMESTAMP '2024-01-01 10:00:00.5',
     TIMESTAMPTZ '2024-01-01 12:00:00+00', TIME '24:00:00', 'quotes " and, commas' || chr(10) || 'lines 😀',
     {'a': [], 'b': NULL}, []),
    (3, 9007199254740993, 7, 0.1, 0.1, NULL, DATE '2024-02-29', TIMESTAMP '0001-01-01 00:00:00', NULL, NULL, '',
     NULL, NULL),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
) t(id, big, huge, exact, f, "select", day, moment, zoned, clock, words, nested, list)
"""


def write(
    folder: Path,
    kind: str,
    sql: str,
    *,
    headings: list[str] | None = None,
    time_zone: str = "America/New_York",
    is_raw: bool = False,
    max_rows: int = 1_000_000,
    max_bytes: int = 256 * MEBIBYTE,
) -> Path:
    """The file that the task of a format writes of a statement."""
    payload = {
        "schema": None,
        "headings": headings,
        "time_zone": time_zone,
        "is_raw": is_raw,
        "max_rows": max_rows,
        "max_bytes": max_bytes,
    }
    request: dict[str, Any] = {
        "output_dir": str(folder),
        "memory_bytes": 1024 * MEBIBYTE,
        "threads": 2,
        "readable": [],
        "statement": {"sql": sql, "parameters": {}, "schema": None, "tables": []},
        "max_bytes": max_bytes,
    }
    context = TaskContext(request, lambda *_: None, walled=False)
    try:
        importlib.import_module(f"gnomon.exports.formats.{kind}_file").write(context, payload)
    finally:
        context.close()
    return folder / "export"
