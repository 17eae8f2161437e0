"""JSON and NDJSON files: objects become rows, their members columns; what is nested deeper than one level stays JSON.

Numbers are read as JSON has them, in double precision when they have a fraction; whole numbers keep every digit.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gnomon.datasets.contracts import MAX_COLUMNS, ColumnType, Reject
from gnomon.engine.contracts import WorkerContext
from gnomon.sources.contracts import MAX_LISTED_REJECTS, ReadOptions, ReadRequest
from gnomon.sources.importers import refusals
from gnomon.sources.importers.delimited import MAX_RECORD_BYTES
from gnomon.sources.importers.guessing import Taste
from gnomon.sources.importers.headers import unique_names
from gnomon.sources.importers.importing import check_forced
from gnomon.sources.importers.json_depth import check_depth
from gnomon.sources.importers.rejects import shortened
from gnomon.sources.importers.sql import Connection, first_row, literal, name
from gnomon.sources.importers.staged import StagedTable
from gnomon.sources.importers.text_file import blocks, open_text

MAX_DOCUMENT_BYTES = 256 * 1024 * 1024
STAGED_NAME = "staged.parquet"
_LINE = "line "
"""No column is called so: names have no space at their end."""
_MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME})
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of the objects that becomes a column."""

    label: str
    pointer: str
    kind: str
    """What the engine found in all rows: `VARCHAR`, `BOOLEAN`, `DOUBLE` …, `NULL`, or `JSON` for the rest."""


def open_json(context: WorkerContext, request: ReadRequest) -> tuple[StagedTable, Mapping[str, Taste]]:
    """An array of objects, an object that holds one, or a single object."""
    path, encoding = _clean_text(context, request)
    connection: Connection = context.connection
    if _first_character(path) == b"[":
        documents = _objects(path, "array", MAX_RECORD_BYTES)
    else:
        documents = _inside(connection, path)
    lines = f"SELECT row_number() OVER () AS line_, json AS json_ FROM ({documents})"
    return _staged(context, lines, request.options, encoding)


def open_ndjson(context: WorkerContext, request: ReadRequest) -> tuple[StagedTable, Mapping[str, Taste]]:
    """One object a line; lines that are none are rejected."""
    path, encoding = _clean_text(context, request)
    lines = (
        f"SELECT row_number() OVER () AS line_, json_ FROM read_csv({literal(str(path))}, auto_detect = false, "
        f"header = false, delim = '\x01', quote = '', escape = '', columns = {{'json_': 'VARCHAR'}}, "
        f"max_line_size = {MAX_RECORD_BYTES})"
    )
    return _staged(context, lines, request.options, encoding)


def _clean_text(context: WorkerContext, request: ReadRequest) -> tuple[Path, str]:
    text = open_text(Path(request.source_path), context.output_dir, request.options.encoding, keeps_mark=False)
    check_depth(blocks(text.path))
    return text.path, text.encoding


def _first_character(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(64 * 1024).lstrip()[:1]


def _objects(path: Path, form: str, largest: int) -> str:
    return (
        f"SELECT json FROM read_json_objects({literal(str(path))}, format = '{form}', maximum_object_size = {largest})"
    )


def _inside(connection: Connection, path: Path) -> str:
    """The rows of a file that begins with an object: its one array of objects, itself, or objects in sequence."""
    size = path.stat().st_size
    single = _objects(path, "unstructured", min(max(size + 1, MAX_RECORD_BYTES), MAX_DOCUMENT_BYTES))
    first = connection.execute(f"{single} LIMIT 2").fetchall()
    if len(first) != 1:
        return _objects(path, "unstructured", MAX_RECORD_BYTES)
    arrays = connection.execute(
        f"SELECT key FROM (SELECT unnest(json_keys(json)) AS key, json FROM ({single})) "
        f"WHERE json_type(json, {_pointer('key')}) = 'ARRAY' AND json_type(json, {_pointer('key')} || '/0') = 'OBJECT'"
    ).fetchall()
    if len(arrays) != 1:
        return single
    pointer = literal(_escaped(arrays[0][0]))
    return f"SELECT unnest(from_json(json_extract(json, {pointer}), '[\"JSON\"]')) AS json FROM ({single})"


def _pointer(key: str) -> str:
    return f"'/' || replace(replace({key}, '~', '~0'), '/', '~1')"


def _escaped(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _staged(
    context: WorkerContext, lines: str, options: ReadOptions, encoding: str
) -> tuple[StagedTable, Mapping[str, Taste]]:
    """Take the members out of the objects, once, into a file of text columns."""
    connection: Connection = context.connection
    parsed = f"SELECT line_, json_ AS text_, TRY_CAST(json_ AS JSON) AS json_ FROM ({lines})"
    rows = f"SELECT line_, json_ FROM ({parsed}) WHERE json_type(json_) = 'OBJECT'"
    structure = first_row(connection, f"SELECT json_group_structure(json_) FROM ({rows})")[0]
    shape = json.loads(structure) if structure else {}
    members = list(_members(shape if isinstance(shape, dict) else {}))
    if not members:
        raise refusals.unreadable(
            "The file holds no objects that could become rows.", hint="Save it as an array of objects with members."
        )
    if len(members) > MAX_COLUMNS:
        raise refusals.too_many_columns(len(members))
    names = unique_names([member.label for member in members])
    check_forced(names, options)
    rejected = connection.execute(
        f"SELECT line_, text_, count(*) OVER () FROM ({parsed}) WHERE coalesce(json_type(json_), '') <> 'OBJECT' "
        f"AND trim(text_) <> '' ORDER BY line_ LIMIT {MAX_LISTED_REJECTS}"
    ).fetchall()
    members = [_as_wanted(member, options, column) for column, member in zip(names, members, strict=True)]
    _write_staged(connection, rows, members, names, context.output_dir / STAGED_NAME)
    table = StagedTable(
        source=f"read_parquet({literal(str(context.output_dir / STAGED_NAME))})",
        line=name(_LINE),
        names=names,
        source_names=tuple(member.label for member in members),
        encoding=encoding,
        rejected=[
            Reject(line=line, column=None, value=shortened(text), reason="This is not a JSON object.")
            for line, text, _total in rejected
        ],
        rejected_count=int(rejected[0][2]) if rejected else 0,
    )
    return table, {column: _taste(member, options, column) for column, member in zip(names, members, strict=True)}


def _write_staged(
    connection: Connection, rows: str, members: list[_Member], names: tuple[str, ...], target: Path
) -> None:
    pointers = ", ".join(literal(member.pointer) for member in members)
    values = ", ".join(
        f"nullif(json_extract(json_, {literal(member.pointer)})::VARCHAR, 'null') AS {name(column)}"
        if member.kind == "JSON"
        else f"texts[{index}] AS {name(column)}"
        for index, (column, member) in enumerate(zip(names, members, strict=True), start=1)
    )
    connection.execute(
        f"COPY (SELECT line_ AS {name(_LINE)}, {values} FROM (SELECT line_, json_, "
        f"json_extract_string(json_, [{pointers}]) AS texts FROM ({rows}))) "
        f"TO {literal(str(target))} (FORMAT parquet, COMPRESSION snappy)"
    )


def _members(shape: Mapping[str, Any], label: str = "", pointer: str = "") -> Iterator[_Member]:
    """The members of the objects, those of objects in objects by dotted names."""
    for key, kind in shape.items():
        here, path = f"{label}.{key}" if label else key, pointer + _escaped(key)
        if isinstance(kind, dict) and kind and not label:
            yield from _members(kind, key, path)
        else:
            yield _Member(here, path, kind if isinstance(kind, str) else "JSON")


def _as_wanted(member: _Member, options: ReadOptions, column: str) -> _Member:
    """A mixed member that a person calls text is read as text: `"Avatar"` and `300` become Avatar and 300."""
    is_text = options.types.get(column) is ColumnType.TEXT
    return replace(member, kind="VARCHAR") if is_text and member.kind == "JSON" else member


def _taste(member: _Member, options: ReadOptions, column: str) -> Taste:
    forced = options.types.get(column)
    if forced is not None:
        return Taste(options.decimal_comma, forced=forced)
    match member.kind:
        case "JSON":
            return Taste(forced=ColumnType.JSON)
        case "BOOLEAN":
            return Taste(allowed=frozenset({ColumnType.BOOLEAN}))
        case "VARCHAR":
            return Taste(allowed=_MOMENTS)
        case "NULL":
            return Taste(forced=ColumnType.TEXT)
        case _:
            return Taste(allowed=_NUMBERS)
