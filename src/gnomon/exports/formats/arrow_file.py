"""An Arrow IPC file, written batch after batch."""

from collections.abc import Mapping
from typing import Any

from arro3.core import RecordBatchReader
from arro3.io import write_ipc

from gnomon.engine.contracts import StoringContext
from gnomon.engine.null_slots import blanked
from gnomon.exports.formats.parquet_file import typed_rows
from gnomon.exports.formats.rows import EXPORT_FILE, WRITING, checked_size, outcome, store


def write(context: StoringContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write the rows of the task's statement as Arrow."""
    rows = store(context, payload)
    context.progress(WRITING, rows=0)
    batches = RecordBatchReader.from_arrow(context.connection.sql(typed_rows(context, rows)))
    write_ipc(blanked(batches), str(context.output_dir / EXPORT_FILE), compression="zstd")
    checked_size(context, payload["max_bytes"])
    return outcome(rows)
