"""Starts worker processes: an empty environment, no folder of its own, one socket, nothing else inherited."""

import asyncio
import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gnomon.engine import protocol, walls
from gnomon.engine.process import Worker
from gnomon.engine.protocol import FrameKind

START_SECONDS = 30.0
_BASE_ADDRESS_SPACE = 4 << 30
_ADDRESS_SPACE_PER_THREAD = 512 << 20
_SOCKET_BUFFER_BYTES = 1 << 20
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "MALLOC_ARENA_MAX": "4"}
INTERPRETER_OPTIONS = ("-I", "-B")
STATEMENT_MODULES = ("gnomon.engine.statements", "gnomon.engine.connection")


class WorkerNotStarted(Exception):
    """A worker process did not come up; the text says what it printed last."""


@dataclass(frozen=True, slots=True)
class WorkerKind:
    """What sort of worker to start."""

    threads: int
    memory_bytes: int
    modules: Sequence[str] = STATEMENT_MODULES
    file_bytes: int = 0
    """The largest file it may write; a worker for statements writes none."""
    readable: Sequence[Path] = ()
    """Files and folders that it may read, beside its own program."""
    writable: Sequence[Path] = ()
    """Folders that it may write."""
    walls: frozenset[str] = walls.ALL_WALLS
    reserved_bytes: int = 0
    """Address space that its program sets aside without using it, beside what the limits count."""

    def setup(self) -> dict[str, Any]:
        """The first thing that the process is told."""
        return {
            "threads": self.threads,
            "address_space": self.memory_bytes
            + self.reserved_bytes
            + _BASE_ADDRESS_SPACE
            + self.threads * _ADDRESS_SPACE_PER_THREAD,
            "reserved_bytes": self.reserved_bytes,
            "file_bytes": self.file_bytes,
            "modules": list(self.modules),
            "readable": [str(path) for path in self.readable],
            "writable": [str(path) for path in self.writable],
            "walls": sorted(self.walls),
            "parent": os.getpid(),
        }


async def start_worker(kind: WorkerKind) -> Worker:
    """A worker that is ready to work; raises `WorkerNotStarted`."""
    ours, theirs = socket.socketpair()
    try:
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SOCKET_BUFFER_BYTES)
        ours.setblocking(False)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *INTERPRETER_OPTIONS,
            *("-m", "gnomon.engine.worker", str(theirs.fileno())),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            # No folder of its own: nothing would be left of it to sweep when the server is killed.
            cwd="/",
            env=ENVIRONMENT,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
        reader, writer = await asyncio.open_unix_connection(sock=ours, limit=2 * protocol.MAX_CHUNK_BYTES)
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    worker = Worker(process, reader, writer)
    try:
        await _greet(worker, kind)
    except BaseException:
        await asyncio.shield(worker.close())
        raise
    return worker


async def _greet(worker: Worker, kind: WorkerKind) -> None:
    worker.send(protocol.pack_json(FrameKind.SETUP, kind.setup()))
    try:
        async with asyncio.timeout(START_SECONDS):
            said, body = await worker.read_frame()
    except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
        raise WorkerNotStarted("the worker process ended before it was ready") from None
    if said is not FrameKind.READY:
        raise WorkerNotStarted(protocol.unpack_json(body).get("message", "the worker process was not ready"))
    worker.idle_bytes = worker.resident_bytes()
