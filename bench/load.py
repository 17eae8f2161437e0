"""Clients that cost little: one thread each, a kept connection, and bytes that were made beforehand."""

import socket
import statistics
import threading
import time
from dataclasses import dataclass

import httpx

SECONDS = 1.5
END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Request:
    """A request as it travels, and where to."""

    port: int
    content: bytes

    @classmethod
    def of(cls, request: httpx.Request) -> "Request":
        """What a client of httpx would send."""
        body = request.read()
        names = {name: value for name, value in request.headers.items() if name != "accept-encoding"}
        head = "".join(f"{name}: {value}\r\n" for name, value in names.items())
        content = f"{request.method} {request.url.raw_path.decode()} HTTP/1.1\r\n{head}\r\n".encode() + body
        return cls(request.url.port or 80, content)


class Connection:
    """A connection that is kept."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def exchange(self, content: bytes) -> bytes:
        """Send a request and read its answer; raises `RuntimeError` when it is not 200."""
        self._socket.sendall(content)
        received = self._socket.recv(1 << 18)
        while not self._is_whole(received):
            piece = self._socket.recv(1 << 18)
            if not piece:
                raise RuntimeError("the connection ended")
            received += piece
        if not received.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(received[:300].decode(errors="replace"))
        return received

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    @staticmethod
    def _is_whole(received: bytes) -> bool:
        end = received.find(END_OF_HEAD)
        if end < 0:
            return False
        head = received[:end].lower()
        at = head.find(b"content-length: ")
        if at < 0:
            return received.endswith(b"0\r\n\r\n")
        length = int(head[at + 16 :].split(b"\r\n", 1)[0])
        return len(received) >= end + len(END_OF_HEAD) + length


def body_of(answer: bytes) -> bytes:
    """What stands behind the head of an answer that is not sent in chunks."""
    return answer.partition(END_OF_HEAD)[2]


def milliseconds(request: Request, rounds: int = 100) -> float:
    """The median time of one client that asks again and again."""
    connection = Connection(request.port)
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        connection.exchange(request.content)
        times.append(time.perf_counter() - began)
    connection.close()
    return statistics.median(times) * 1000


def a_second(request: Request, clients: int, seconds: float = SECONDS) -> float:
    """How many answers a second so many clients get together."""
    counts = [0] * clients
    failures: list[Exception] = []
    end = time.perf_counter() + seconds

    def ask(place: int) -> None:
        try:
            connection = Connection(request.port)
            while time.perf_counter() < end:
                connection.exchange(request.content)
                counts[place] += 1
            connection.close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counts) / seconds
