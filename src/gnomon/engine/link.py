"""The worker's end of the socket to the server."""

import os
import queue
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from gnomon.engine import protocol
from gnomon.engine.protocol import FrameKind

_READ_BYTES = 64 * 1024


class Link:
    """Frames come in on a thread of their own, so that a cancellation is heard in the middle of the work."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._received = bytearray()
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

    def send(self, frame: bytes) -> None:
        """Send one frame."""
        self._socket.sendall(frame)

    def send_chunks(self, content: bytes | bytearray) -> None:
        """Send content in pieces that the server reads without pausing for long."""
        for start in range(0, len(content), protocol.MAX_CHUNK_BYTES):
            piece = memoryview(content)[start : start + protocol.MAX_CHUNK_BYTES]
            self._socket.sendall(protocol.FRAME_HEAD.pack(FrameKind.CHUNK, len(piece)))
            self._socket.sendall(piece)

    def send_last(self, content: bytes | bytearray, frame: bytes) -> None:
        """Send content and the frame that ends it; what fits into one piece wakes the server once."""
        if len(content) > protocol.MAX_CHUNK_BYTES:
            self.send_chunks(content)
            content = b""
        self.send((protocol.pack(FrameKind.CHUNK, content) if content else b"") + frame)

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
        while len(self._received) < count:
            arrived = self._socket.recv(max(count - len(self._received), _READ_BYTES))
            if not arrived:
                raise EOFError
            self._received += arrived
        content = bytes(self._received[:count])
        del self._received[:count]
        return content
