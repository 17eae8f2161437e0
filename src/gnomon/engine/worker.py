"""The program of a worker process: `python -m gnomon.engine.worker <descriptor>`; answers one frame after another."""

import importlib
import os
import queue
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gnomon.engine import protocol, walls
from gnomon.engine.contracts import TableFiles
from gnomon.engine.link import Link
from gnomon.engine.protocol import FrameKind

if TYPE_CHECKING:
    from gnomon.engine.connection import WarmConnections

IDLE_BEFORE_OPENING_SECONDS = 0.5
IDLE_BEFORE_FORGETTING_SECONDS = 10.0
RETAINED_BYTES = 64 * 1024 * 1024


def raise_walls(setup: dict[str, Any]) -> None:
    """Shut this process in; what it has to import is imported first, because later it may be out of reach."""
    up = frozenset(setup["walls"])
    if "network" in up:
        walls.leave_the_network()
    for module in setup["modules"]:
        importlib.import_module(module)
    walls.gain_nothing()
    if "limits" in up:
        walls.limit_resources(setup["address_space"], setup["file_bytes"])
    if "files" in up:
        walls.keep_files(setup["readable"], setup["writable"])
    if "user" in up:
        walls.become_unprivileged()
    walls.die_with_parent(setup["parent"])


def work(link: Link, setup: dict[str, Any]) -> None:
    """Do what the server sends until it hangs up; use the pauses to prepare and to tidy."""
    from gnomon.engine.connection import WarmConnections

    connections = WarmConnections(setup["threads"], walled="engine" in setup["walls"])
    idle_bytes = walls.resident_bytes()
    memory_bytes: int | None = None
    pause: float | None = None
    while True:
        try:
            kind, body = link.next(pause)
        except queue.Empty:
            if memory_bytes is not None:
                connections.open_ahead(memory_bytes)
                memory_bytes, pause = None, IDLE_BEFORE_FORGETTING_SECONDS
            else:
                if walls.resident_bytes() > idle_bytes + RETAINED_BYTES:
                    connections.forget()
                    walls.return_memory()
                pause = None
            continue
        request = protocol.unpack_json(body)
        link.begin(request["job"])
        if kind is FrameKind.TASK:
            answer_task(link, request, walled="engine" in setup["walls"])
        elif kind is FrameKind.CALL:
            growth = request["memory_bytes"] + setup["reserved_bytes"]
            with walls.growth_limited_to(growth if "limits" in setup["walls"] else None):
                answer_call(link, connections, request)
        else:
            memory_bytes = request["memory_bytes"]
            # A thrown-away connection will be wanted again by the next statement, a warm one perhaps not.
            pause = 0.0 if request["is_handwritten"] else IDLE_BEFORE_OPENING_SECONDS
            with walls.growth_limited_to(memory_bytes if "limits" in setup["walls"] else None):
                answer_statement(link, connections, request)


def answer_statement(link: Link, connections: "WarmConnections", request: dict[str, Any]) -> None:
    """Run one statement and send its rows, or why there are none."""
    from gnomon.engine import calls, statements

    try:
        tables = tuple(TableFiles(name, tuple(map(Path, paths)), number) for name, paths, number in request["tables"])
        with ExitStack() as until_answered:
            if request["is_handwritten"]:
                connection = until_answered.enter_context(
                    connections.throw_away(tables, request["memory_bytes"], request["schema"])
                )
            else:
                connection = connections.get(tables, request["memory_bytes"])
            link.interrupt = connection.interrupt
            writer = statements.ChunkWriter(link.send_chunks, request["max_bytes"])
            outcome = statements.run_statement(
                connection,
                request["sql"],
                {name: protocol.read_scalar(value) for name, value in request["parameters"].items()},
                request["max_rows"],
                writer,
                link.is_cancelled,
                calls.columns_writer(request["projection"]),
            )
        link.send_last(writer.held, protocol.pack_json(FrameKind.DONE, outcome))
    except Exception as error:
        link.send(protocol.pack_json(FrameKind.FAILED, statements.describe_failure(error)))
    finally:
        link.interrupt = None


def answer_call(link: Link, connections: "WarmConnections", request: dict[str, Any]) -> None:
    """Do brief work that reads no file, and send what it returned, or why it did not."""
    from gnomon.engine import calls

    try:
        content = calls.perform_call(request["entry_point"], connections, request["memory_bytes"], request["payload"])
        link.send_last(content, protocol.pack_json(FrameKind.DONE, {}))
    except Exception as error:
        link.send(protocol.pack_json(FrameKind.FAILED, calls.describe_failure(error)))


def answer_task(link: Link, request: dict[str, Any], *, walled: bool) -> None:
    """Do one task and send what it returned, or why it did not."""
    from gnomon.engine import tasks

    def report(stage: str, rows: int | None, fraction: float | None) -> None:
        news = {"stage": stage, "rows": rows, "fraction": fraction}
        link.send(protocol.pack_json(FrameKind.PROGRESS, news))

    context = tasks.TaskContext(request, report, walled=walled)
    link.interrupt = context.interrupt
    try:
        content = tasks.perform_task(request["entry_point"], context, request["payload"])
        context.close()
        link.send_last(content, protocol.pack_json(FrameKind.DONE, {}))
    except Exception as error:
        link.send(protocol.pack_json(FrameKind.FAILED, tasks.describe_failure(error)))
    finally:
        link.interrupt = None


def main() -> None:
    """Read the set-up, raise the walls, say that we are ready, and work."""
    link = Link(socket.socket(fileno=int(sys.argv[1])))
    _, body = link.read()
    setup = protocol.unpack_json(body)
    try:
        raise_walls(setup)
    except Exception as error:
        link.send(protocol.pack_json(FrameKind.FAILED, {"message": f"{type(error).__name__}: {error}"}))
        os._exit(1)
    link.listen()
    link.send(protocol.pack(FrameKind.READY))
    work(link, setup)


if __name__ == "__main__":
    main()
