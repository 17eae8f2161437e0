"""The program of a worker process: `python -m gnomon.engine.worker <descriptor>`; answers one frame after another."""

import importlib
import os
import queue
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from gnomon.engine import protocol, walls
from gnomon.engine.contracts import TableFiles
from gnomon.engine.protocol import Failure, FrameKind

IDLE_BEFORE_OPENING_SECONDS = 0.5
IDLE_BEFORE_FORGETTING_SECONDS = 20.0


class Link:
    """The worker's end of the socket: frames come in on a thread of their own, so that a cancellation is heard."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._frames: queue.SimpleQueue[tuple[FrameKind, bytes]] = queue.SimpleQueue()
        self._job = 0
        self._cancelled_job = -1
        self.interrupt: Callable[[], None] | None = None

    def listen(self) -> None:
        """Begin to receive; the process ends when the server hangs up."""
        threading.Thread(target=self._receive, name="link", daemon=True).start()

    def next(self, timeout_seconds: float | None = None) -> tuple[FrameKind, bytes]:
        """The next thing to do; raises `queue.Empty` after the timeout."""
        return self._frames.get(timeout=timeout_seconds)

    def begin(self, job: int) -> None:
        """Turn to this job; a cancellation of an earlier one that comes late is not meant for it."""
        self._job = job

    def is_cancelled(self) -> bool:
        """Whether the job at hand is no longer wanted."""
        return self._cancelled_job == self._job

    def read(self) -> tuple[FrameKind, bytes]:
        """One frame from the socket."""
        kind, length = protocol.FRAME_HEAD.unpack(self._exactly(protocol.FRAME_HEAD.size))
        return FrameKind(kind), self._exactly(length)

    def send(self, *frames: bytes) -> None:
        """Send frames at once."""
        self._socket.sendall(b"".join(frames))

    def send_chunks(self, content: memoryview) -> None:
        """Send content in pieces that the server reads without pausing for long."""
        for start in range(0, len(content), protocol.MAX_CHUNK_BYTES):
            piece = content[start : start + protocol.MAX_CHUNK_BYTES]
            self._socket.sendall(protocol.FRAME_HEAD.pack(FrameKind.CHUNK, len(piece)))
            self._socket.sendall(piece)

    def _receive(self) -> None:
        with suppress(OSError, ValueError, EOFError):
            while True:
                kind, body = self.read()
                if kind is FrameKind.CANCEL:
                    self._cancel(protocol.unpack_json(body)["job"])
                else:
                    self._frames.put((kind, body))
        os._exit(0)

    def _cancel(self, job: int) -> None:
        self._cancelled_job = job
        if self.is_cancelled() and self.interrupt is not None:
            self.interrupt()

    def _exactly(self, count: int) -> bytes:
        content = bytearray(count)
        view = memoryview(content)
        while view:
            received = self._socket.recv_into(view)
            if received == 0:
                raise EOFError
            view = view[received:]
        return bytes(content)


def raise_walls(setup: dict[str, Any]) -> None:
    """Shut this process in; what it still has to import is imported between leaving the network and changing user."""
    up = frozenset(setup["walls"])
    if "network" in up:
        walls.leave_the_network()
    for module in setup["modules"]:
        importlib.import_module(module)
    if "limits" in up:
        walls.limit_resources(walls.Limits(address_space=setup["address_space"], file_bytes=setup["file_bytes"]))
    if "user" in up:
        walls.become_unprivileged()
    walls.die_with_parent(setup["parent"])


def answer_statements(link: Link, setup: dict[str, Any]) -> None:
    """Answer statements until the server hangs up; use the pauses to prepare and to tidy."""
    from gnomon.engine.connection import WarmConnections  # noqa: PLC0415

    connections = WarmConnections(setup["threads"], walled="engine" in setup["walls"])
    memory_bytes = 0
    while True:
        try:
            _, body = link.next(IDLE_BEFORE_OPENING_SECONDS if memory_bytes else None)
        except queue.Empty:
            connections.open_ahead(memory_bytes)
            memory_bytes = 0
            continue
        request = protocol.unpack_json(body)
        memory_bytes = int(request["memory_bytes"])
        answer_statement(link, connections, request)


def answer_statement(link: Link, connections: Any, request: dict[str, Any]) -> None:
    """Run one statement and send its rows, or why there are none."""
    from gnomon.engine import statements  # noqa: PLC0415

    link.begin(int(request["job"]))
    small = bytearray()

    def send(content: memoryview) -> None:
        if len(small) + len(content) <= protocol.MAX_CHUNK_BYTES:
            small.extend(content)
            return
        flush()
        link.send_chunks(content)

    def flush() -> None:
        if small:
            link.send_chunks(memoryview(bytes(small)))
            small.clear()

    try:
        tables = tuple(
            TableFiles(name=name, paths=tuple(Path(path) for path in paths)) for name, paths in request["tables"]
        )
        try:
            connection = connections.get(tables, int(request["memory_bytes"]))
        except Exception as error:
            raise statements.judge(error) from None
        link.interrupt = connection.interrupt
        outcome = statements.run_statement(
            connection,
            request["sql"],
            [protocol.read_scalar(value) for value in request["parameters"]],
            int(request["max_rows"]),
            statements.ChunkWriter(send, int(request["max_bytes"])),
            link.is_cancelled,
        )
        flush()
        done = {"columns": outcome.columns, "row_count": outcome.row_count, "elapsed_ms": outcome.elapsed_ms}
        link.send(protocol.pack_json(FrameKind.DONE, done))
    except statements.StatementFailed as failed:
        link.send(protocol.pack_json(FrameKind.FAILED, {"failure": failed.failure, "message": failed.message}))
    except MemoryError:
        link.send(protocol.pack_json(FrameKind.FAILED, {"failure": Failure.MEMORY, "message": ""}))
    finally:
        link.interrupt = None


def main() -> None:
    """Read the set-up, raise the walls, say that we are ready, and work."""
    link = Link(socket.socket(fileno=int(sys.argv[1])))
    kind, body = link.read()
    if kind is not FrameKind.SETUP:
        raise SystemExit(2)
    setup = protocol.unpack_json(body)
    raise_walls(setup)
    link.listen()
    link.send(protocol.pack(FrameKind.READY))
    answer_statements(link, setup)


if __name__ == "__main__":
    main()
