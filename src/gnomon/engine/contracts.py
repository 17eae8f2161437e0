"""The front door of the engine: one statement in, Arrow out, within a budget."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NewType, Protocol
from uuid import UUID

from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind

if TYPE_CHECKING:
    from gnomon.foundation.settings import EngineSettings

RunId = NewType("RunId", UUID)

Scalar = None | bool | int | float | str | Decimal | date | datetime | time
"""What may be bound to a statement as a parameter."""


@dataclass(frozen=True, slots=True)
class TableFiles:
    """A name that a statement reads from, and the immutable Parquet files that it stands for."""

    name: str
    paths: tuple[Path, ...]
    row_number: str | None = None
    """The name of one more column, if wanted: a whole number that grows from row to row, file after file."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one statement may use before it is ended."""

    seconds: float
    memory_bytes: int
    max_rows: int
    """More rows than this end the statement with `QueryTooLarge`."""
    max_bytes: int = 256 * 1024 * 1024
    """A larger Arrow stream than this ends the statement with `QueryTooBulky`."""
    asker: Hashable = None
    """On whose behalf: of those who wait for a worker, whoever has the fewest at work is next."""


@dataclass(frozen=True, slots=True)
class Projection:
    """How the columns of an answer are written, which is known when the engine has told their types.

    `entry_point` is on the list of calls; the function takes the names and types of the columns, as pairs, and the
    payload, and returns one expression for each column, in which `#1`, `#2` … stand for them.
    """

    entry_point: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One read-only statement in the engine's dialect, its bound parameters and the tables it names."""

    sql: str
    parameters: tuple[Scalar, ...] | Mapping[str, Scalar]
    """Bound to `$1`, `$2` …, or by name to `$name`."""
    tables: tuple[TableFiles, ...]
    is_handwritten: bool = False
    """A person's text: it runs on a connection of its own, which is thrown away, and whose errors tell their place."""
    schema: str | None = None
    """Where the tables stand, so that only who knows it can name them; by default they need no schema."""
    is_light: bool = False
    """Expected to end within a moment: it does not wait for what takes long."""
    projection: Projection | None = None
    """Without one, every column leaves as it is; the columns of the result are told as they were before it."""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of an engine result, with the engine's own word for its type."""

    name: str
    engine_type: str


@dataclass(frozen=True, slots=True)
class EngineResult:
    """What a statement gave: an uncompressed Arrow IPC stream and what is known about it."""

    ipc: bytes
    columns: tuple[ResultColumn, ...]
    row_count: int
    elapsed_ms: float


class TaskLane(StrEnum):
    """Tasks of one lane wait for each other, so that a long import does not hold up those who take rows home."""

    IMPORTS = "imports"
    EXPORTS = "exports"


@dataclass(frozen=True, slots=True)
class WorkerTask:
    """Work other than a statement that a fresh worker process does, such as reading an uploaded file.

    `entry_point` is `package.module:function`; it must be on the list that the composition root gave the engine.
    The function takes a `WorkerContext` and the payload, and returns a JSON-ready mapping.
    """

    entry_point: str
    payload: Mapping[str, Any]
    readable: tuple[Path, ...]
    """Files that the task may read."""
    output_dir: Path
    """Private folder that the task may write; it belongs to the caller, who removes it."""
    seconds: float
    memory_bytes: int
    threads: int
    statement: Statement | None = None
    """A statement whose rows the task stores; its files can be read, too."""
    max_bytes: int = 0
    """A larger file of stored rows than this ends the task with `QueryTooBulky`."""
    lane: TaskLane = TaskLane.IMPORTS


@dataclass(frozen=True, slots=True)
class StoredRows:
    """What a task has stored of its statement: the columns as the statement has them, and how many rows."""

    columns: tuple[ResultColumn, ...]
    row_count: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is."""

    stage: str
    rows: int | None = None
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class WorkerCall:
    """Brief work of a warm worker that reads no file, such as taking a text apart.

    `entry_point` is `package.module:function`; it must be on the list that the composition root gave the engine.
    The function takes a `CallContext` and the payload, and returns a JSON-ready mapping.
    """

    entry_point: str
    payload: Mapping[str, Any]


class CallContext(Protocol):
    """What a call finds inside its worker process."""

    @property
    def connection(self) -> Any:
        """A locked DuckDB connection without a table or a file."""

    def words(self, text: str) -> list[tuple[int, str]]:
        """Where each word of a text begins, in bytes of UTF-8, and of what kind it is; comments are words too."""


ROW_GROUP_ROWS = 122_880
"""Rows that a thread of the engine reads at once."""
# The second version's encodings (deltas, split streams) leave zstd less to do: same size, written and read faster.
STORED_AS = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd"


class WorkerContext(Protocol):
    """What a task finds inside its worker process."""

    @property
    def connection(self) -> Any:
        """A private in-memory DuckDB connection, limited in memory and threads, that spills into `output_dir`."""

    @property
    def output_dir(self) -> Path:
        """The only folder that the task may write."""

    def progress(self, stage: str, *, rows: int | None = None, fraction: float | None = None) -> None:
        """Tell the caller how far the task is; cheap, but not for every row."""


class StoringContext(WorkerContext, Protocol):
    """What a task with a statement finds inside its worker process."""

    def store_rows(
        self,
        file_name: str,
        write_columns: Callable[[list[tuple[str, str]]], list[str]],
        *,
        row_group_rows: int = ROW_GROUP_ROWS,
    ) -> StoredRows:
        """Write the rows of the task's statement as Parquet into `output_dir`, once.

        A file that is sorted is passed over by whole row groups, so that fewer rows in each can serve it better.
        `write_columns` makes of names and types of the columns one expression for each, in which `#1`, `#2` … stand
        for them. From then on the connection sees the statement's tables, and changes no setting any more.
        """


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class EngineStats:
    """How the worker processes fare, for metrics."""

    workers: int
    """Warm workers that are alive."""
    busy: int
    """Warm workers that are running a statement."""
    queued: int
    """Statements that wait for a free worker."""
    tasks: int
    """Tasks that run in a worker of their own."""
    restarts: int
    """Warm workers that were replaced since the start."""


class Engine(Protocol):
    """Runs statements and tasks in worker processes; the API process never holds DuckDB."""

    async def run(self, statement: Statement, budget: Budget, *, run_id: RunId | None = None) -> EngineResult:
        """Run one statement. Raises one of the kinds of `EngineError`, such as `QueryTimeout` and `QueryCancelled`."""

    async def call(self, call: WorkerCall, budget: Budget, *, run_id: RunId | None = None) -> Mapping[str, Any]:
        """Do brief work in a warm worker. Raises what `run` raises, or the `TaskRefused` that the work raised."""

    async def run_task(
        self, task: WorkerTask, *, run_id: RunId | None = None, on_progress: OnProgress | None = None
    ) -> Mapping[str, Any]:
        """Run one task in a fresh worker. Raises what `run` raises, or the `TaskRefused` that the task raised."""

    async def cancel(self, run_id: RunId) -> bool:
        """End a statement or task; False when nothing runs under this id."""

    def stats(self) -> EngineStats:
        """How the worker processes fare now."""

    async def close(self) -> None:
        """End every worker."""


class EngineProvider(Protocol):
    """What the entry-point group `gnomon.engines` holds."""

    @property
    def name(self) -> str:
        """The name that settings and logs use."""

    def start(
        self,
        settings: "EngineSettings",
        *,
        data_folders: Sequence[Path],
        task_entry_points: Collection[str] = (),
        call_entry_points: Collection[str] = (),
        kept_entry_points: Collection[str] = (),
    ) -> Engine:
        """An engine that reads tables under `data_folders` and does the tasks and calls that are listed.

        Calls that are kept have one worker of their own, which is started when it is first wanted and loads more.
        """


@dataclass(frozen=True, slots=True)
class ErrorPlace:
    """What an error of a hand-written statement is about, as far as the engine tells."""

    start: int | None
    """Where it begins in the text of the statement, in bytes of UTF-8."""
    length: int
    name: str | None
    """The name that was not found."""
    candidates: tuple[str, ...]
    """Names that it could have been."""


class EngineError(AppError):
    """A statement that did not end well."""

    kind = ErrorKind.INVALID


class QueryTimeout(EngineError):
    """The statement was ended at its time limit."""

    kind = ErrorKind.TIMEOUT

    def __init__(self, seconds: float) -> None:
        super().__init__(
            ErrorCode.QUERY_TIMEOUT,
            f"The question took longer than {seconds:g} seconds and was ended.",
            hint="Narrow it by a filter, group it more coarsely, or ask the administrator for a larger time limit.",
            details={"seconds": seconds},
        )


class QueryMemory(EngineError):
    """The statement was ended at its memory limit."""

    def __init__(self, memory_bytes: int) -> None:
        super().__init__(
            ErrorCode.QUERY_MEMORY,
            f"The question needed more than {memory_bytes // (1024 * 1024)} MiB of memory and was ended.",
            hint="Narrow it by a filter, or group by fields with fewer values.",
            details={"memory_bytes": memory_bytes},
        )


class QueryTooLarge(EngineError):
    """The result has more rows than a result may have."""

    def __init__(self, max_rows: int) -> None:
        super().__init__(
            ErrorCode.QUERY_MEMORY,
            f"The result has more than {max_rows} rows.",
            hint="Set a limit, or group more coarsely.",
            details={"max_rows": max_rows},
        )


class QueryTooBulky(EngineError):
    """The result is larger than a result may be."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(
            ErrorCode.QUERY_MEMORY,
            f"The result is larger than {max_bytes // (1024 * 1024)} MiB.",
            hint="Ask for fewer columns or fewer rows.",
            details={"max_bytes": max_bytes},
        )


class QueryCancelled(EngineError):
    """Somebody, usually the caller, ended the statement."""

    kind = ErrorKind.CONFLICT

    def __init__(self) -> None:
        super().__init__(ErrorCode.QUERY_CANCELLED, "The question was cancelled.")


class QueryFailed(EngineError):
    """The engine refused or failed the statement; the message carries no path."""

    def __init__(self, message: str, place: "ErrorPlace | None" = None) -> None:
        super().__init__(ErrorCode.QUERY_ERROR, message)
        self.place = place


class WorkerLost(EngineError):
    """The worker process is gone, and it was not us who ended it."""

    kind = ErrorKind.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.UNAVAILABLE,
            "The process that did the work ended unexpectedly.",
            hint="Try again; if it stays so, the server may be short of memory.",
            retry_after_seconds=1,
        )


class TaskRefused(EngineError):
    """A task looked at its input and cannot use it, for a reason that the person can act on."""

    def __init__(
        self, code: ErrorCode, message: str, *, hint: str | None = None, details: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(code, message, hint=hint, details=details)
