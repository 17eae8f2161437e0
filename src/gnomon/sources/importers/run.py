"""The entry points that an engine worker calls: read one file, or list the sheets of a workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, assert_never

from gnomon.engine.contracts import WorkerContext
from gnomon.sources.contracts import FileKind, ImportStage, ReadOutcome, ReadRequest
from gnomon.sources.importers import refusals
from gnomon.sources.importers.content import check_content
from gnomon.sources.importers.delimited import open_delimited
from gnomon.sources.importers.guessing import Taste
from gnomon.sources.importers.importing import WIDE_NAME, check_forced, import_table
from gnomon.sources.importers.json_file import STAGED_NAME, open_json, open_ndjson
from gnomon.sources.importers.parquet_file import open_parquet
from gnomon.sources.importers.sql import is_engine_refusal
from gnomon.sources.importers.tables import FileTable
from gnomon.sources.importers.workbook import find_sheets, open_sheet

_SCRATCH = ("source.txt", "body.txt", STAGED_NAME, WIDE_NAME)


def read_file(context: WorkerContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read one file into typed Parquet, rejects and a profile; takes a `ReadRequest`, gives a `ReadOutcome`."""
    request = ReadRequest.model_validate(payload)
    context.progress(ImportStage.READING, fraction=0.0)
    check_content(Path(request.source_path), request.file_name, request.kind)
    try:
        return _read(context, request).model_dump(mode="json")
    except Exception as error:
        if not is_engine_refusal(error):
            raise
        raise refusals.not_understood(request.kind) from error
    finally:
        for scratch in _SCRATCH:
            (context.output_dir / scratch).unlink(missing_ok=True)


def list_sheets(context: WorkerContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The sheets of a workbook; takes a `ReadRequest`, gives a `SheetList`."""
    request = ReadRequest.model_validate(payload)
    path = Path(request.source_path)
    check_content(path, request.file_name, FileKind.XLSX)
    return find_sheets(path).model_dump(mode="json")


def _read(context: WorkerContext, request: ReadRequest) -> ReadOutcome:
    options = request.options
    table: FileTable
    tastes: Mapping[str, Taste]
    match request.kind:
        case FileKind.CSV | FileKind.TSV:
            delimited = open_delimited(request, context.output_dir)
            check_forced(delimited.names, options)
            delimiter = delimited.dialect.delimiter
            tastes = {
                column: Taste(options.decimal_comma, delimiter == ";", options.types.get(column))
                for column in delimited.names
            }
            return import_table(context, delimited, tastes, options, delimiter)
        case FileKind.JSON:
            table, tastes = open_json(context, request)
        case FileKind.NDJSON:
            table, tastes = open_ndjson(context, request)
        case FileKind.XLSX:
            table, tastes = open_sheet(context, request)
        case FileKind.PARQUET:
            table, tastes = open_parquet(context, request)
        case _:
            assert_never(request.kind)
    return import_table(context, table, tastes, options)
