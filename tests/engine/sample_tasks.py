"""Tasks for the tests, run inside worker processes."""

import os
import socket
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gnomon.engine.contracts import StoringContext, TaskRefused, WorkerContext
from gnomon.engine.statements import StatementFailed
from gnomon.engine.storing import store_rows
from gnomon.foundation.kit.errors import ErrorCode

Payload = Mapping[str, Any]


def copy_csv(context: WorkerContext, payload: Payload) -> Payload:
    """Turn a CSV file into Parquet."""
    context.progress("reading", rows=0, fraction=0.0)
    target = context.output_dir / "data.parquet"
    context.connection.execute(f"COPY (FROM read_csv('{payload['source']}')) TO '{target}' (FORMAT parquet)")
    context.progress("writing", rows=2, fraction=1.0)
    return {"rows": context.connection.sql(f"FROM '{target}'").fetchall()}


def chatter(context: WorkerContext, payload: Payload) -> Payload:
    """Tell far too often how far it is."""
    for row in range(20_000):
        context.progress("counting", rows=row)
    context.progress("done")
    return {}


def refuse(context: WorkerContext, payload: Payload) -> Payload:
    """Refuse the input."""
    raise TaskRefused(ErrorCode.UNSUPPORTED_TYPE, "This is not a table.", hint="Send a CSV file.", details={"line": 3})


def fill_the_disk(context: WorkerContext, payload: Payload) -> Payload:
    """Write more than there is room for."""
    with (context.output_dir / "large").open("wb") as file:
        while True:
            file.write(b"x" * 1_000_000)


def sort_a_lot(context: WorkerContext, payload: Payload) -> Payload:
    """Sort more than the memory holds, so that it spills."""
    context.connection.execute(
        f"COPY (SELECT hash(i) AS h, i FROM range({payload['rows']}) t(i) ORDER BY h) "
        f"TO '{context.output_dir / 'sorted.parquet'}' (FORMAT parquet)"
    )
    return {}


def wait(context: WorkerContext, payload: Payload) -> Payload:
    """Do nothing for long, and leave something behind."""
    (context.output_dir / "half-written").write_text("half")
    context.progress("waiting")
    time.sleep(60)
    return {}


def swallow_memory(context: WorkerContext, payload: Payload) -> Payload:
    """Take more and more memory."""
    held = []
    while True:
        held.append(bytearray(32 * 1024 * 1024))


def look_around(context: WorkerContext, payload: Payload) -> Payload:
    """Try what a hole in a parser would try."""
    return {
        "uid": os.getuid(),
        "environment": dict(os.environ),
        "can_read": {path: _can_read(Path(path)) for path in payload["paths"]},
        "can_write": {path: _can_write(Path(path)) for path in payload["paths"]},
        "can_connect": _can_connect(payload["port"]),
        "new_privileges": _status("NoNewPrivs"),
    }


def store(context: StoringContext, payload: Payload) -> Payload:
    """Store the rows of the statement as they are."""
    stored = context.store_rows(
        "rows.parquet", lambda columns: [f"#{place} AS {name}" for place, (name, _) in enumerate(columns, start=1)]
    )
    return {
        "columns": [[column.name, column.engine_type] for column in stored.columns],
        "row_count": stored.row_count,
    }


def store_and_look(context: StoringContext, payload: Payload) -> Payload:
    """Store the rows, then try to change the connection."""
    store(context, payload)
    statements = ("SET threads = 1", "SET allowed_directories = ['/']", "RESET lock_configuration")
    return {"refused": [statement for statement in statements if _is_refused(context, statement)]}


def store_too_much(context: WorkerContext, payload: Payload) -> Payload:
    """Store far more than may be, again and again, and tell how each time ended and how many bytes were written."""
    endings = []
    for attempt in range(payload["times"]):
        path = context.output_dir / f"{attempt}.parquet"
        # The file is removed when the writing ends early; under its other name it stays to be measured.
        path.touch()
        written = context.output_dir / f"{attempt}.written"
        os.link(path, written)
        try:
            store_rows(context.connection, payload["sql"], {}, path, payload["max_bytes"], lambda _: ["#1 AS a"])
        except StatementFailed as failed:
            endings.append([failed.failure, written.stat().st_size])
        written.unlink()
    return {"endings": endings}


def plant_a_link(context: WorkerContext, payload: Payload) -> Payload:
    """Leave a link to somebody else's file in the output."""
    (context.output_dir / "data.parquet").symlink_to("/etc/passwd")
    return {}


def _is_refused(context: WorkerContext, statement: str) -> bool:
    try:
        context.connection.execute(statement)
    except Exception:
        return True
    return False


def _can_read(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:
        return False
    return True


def _can_write(path: Path) -> bool:
    try:
        with path.open("ab") as file:
            file.write(b"overwritten")
    except OSError:
        return False
    return True


def _can_connect(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _status(name: str) -> str:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{name}:"))
