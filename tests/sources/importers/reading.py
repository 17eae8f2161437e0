"""Read a file as a worker would: in the engine's own locked connection."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gnomon.engine.connection import lock, open_connection
from gnomon.sources.contracts import FileKind, ReadOutcome
from gnomon.sources.importers.run import read_file

MEMORY_BYTES = 1024**3


@dataclass
class Context:
    """A worker's context whose progress can be looked at."""

    connection: Any
    output_dir: Path
    told: list[tuple[str, int | None, float | None]] = field(default_factory=list)

    def progress(self, stage: str, *, rows: int | None = None, fraction: float | None = None) -> None:
        self.told.append((str(stage), rows, fraction))


@dataclass(frozen=True)
class Read:
    """What came out of a file."""

    outcome: ReadOutcome
    rows: list[tuple[Any, ...]]
    """The values of the Parquet file, as the engine writes them."""
    rejects: list[dict[str, Any]]
    context: Context

    @property
    def columns(self) -> list[tuple[str, str]]:
        return [(column.name, column.engine_type) for column in self.outcome.columns]

    def values(self, column: str) -> list[Any]:
        index = [column.name for column in self.outcome.columns].index(column)
        return [row[index] for row in self.rows]


def make_context(source: Path, output_dir: Path, memory_bytes: int = MEMORY_BYTES, threads: int = 2) -> Context:
    """A connection that may read the file and write the folder, and nothing else."""
    spill = output_dir / ".spill"
    spill.mkdir(parents=True)
    connection = open_connection(memory_bytes, threads, spill)
    lock(connection, readable=[str(source)], writable_folders=[str(output_dir)])
    return Context(connection, output_dir)


def read(folder: Path, content: bytes | str, kind: str = "csv", options: Mapping[str, Any] | None = None) -> Read:
    """Write the content to a file, read it, and look at everything that came of it."""
    source = folder / f"upload.{kind}"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_path(folder, source, kind, options)


def read_path(folder: Path, source: Path, kind: str = "csv", options: Mapping[str, Any] | None = None) -> Read:
    context = make_context(source, folder / "out")
    request = {"source_path": str(source), "file_name": source.name, "kind": FileKind(kind), "options": options or {}}
    outcome = ReadOutcome.model_validate_json(json.dumps(read_file(context, request)))
    paths = [str(context.output_dir / name) for name in outcome.parquet_files]
    rows = context.connection.execute(f"SELECT COLUMNS(*)::VARCHAR FROM read_parquet({paths})").fetchall()
    rejects: list[dict[str, Any]] = []
    if outcome.rejects_file is not None:
        text = (context.output_dir / outcome.rejects_file).read_text()
        rejects = [json.loads(line) for line in text.splitlines()]
    return Read(outcome, rows, rejects, context)


def left_behind(context: Context) -> list[str]:
    """The files of the output folder, whatever they are called."""
    return sorted(str(p.relative_to(context.output_dir)) for p in context.output_dir.rglob("*") if p.is_file())
