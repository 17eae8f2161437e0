"""The entry points that an engine worker calls: read one file, or list the sheets of a workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gnomon.engine.contracts import WorkerContext
from gnomon.sources.contracts import FileKind, ReadOutcome, ReadRequest
from gnomon.sources.importers.content import check_content
from gnomon.sources.importers.importing import import_delimited


def read_file(context: WorkerContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read one file into typed Parquet, rejects and a profile; takes a `ReadRequest`, gives a `ReadOutcome`."""
    request = ReadRequest.model_validate(payload)
    check_content(Path(request.source_path), request.file_name, request.kind)
    return _read(context, request).model_dump(mode="json")


def _read(context: WorkerContext, request: ReadRequest) -> ReadOutcome:
    match request.kind:
        case FileKind.CSV | FileKind.TSV:
            return import_delimited(context, request)
        case _:
            raise NotImplementedError
