"""A server that is stopped, killed and started again, over one folder and one metadata database that stay."""

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
from tests.flows.starter import Starter

SECONDS_TO_START = 60
SECONDS_TO_STOP = 30
SECONDS_TO_END_CHILDREN = 10
SECONDS_FOR_AN_ANSWER = 30

QUIET = {
    "GNOMON_SHOWCASE": "false",
    "GNOMON_ENGINE__WORKERS": "1",
    "GNOMON_ENGINE__THREADS": "1",
    "GNOMON_ENGINE__MEMORY_LIMIT": str(1024**3),
    "RATE_LIMIT_AUTH": "off",
    "RATE_LIMIT_QUERIES": "off",
    "RATE_LIMIT_UPLOADS": "off",
    "RATE_LIMIT_DEFAULT": "off",
    "RATE_LIMIT_SIGNED_IN": "off",
}


class House:
    """One place where everything is kept, and the server that runs over it now, if one does."""

    def __init__(self, starter: Starter, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.database_url = database_url
        self.data_dir = folder / "data"
        self.temp_dir = folder / "temp"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._starter = starter
        self._pid: int | None = None
        self.temp_dir.mkdir(exist_ok=True)

    @property
    def process(self) -> psutil.Process:
        """The process of the server that runs now."""
        return psutil.Process(self._pid)

    def start(self) -> None:
        """Start a server and wait until it is ready."""
        arguments = ["serve", "--no-migrate", "--port", str(self.port), "--data-dir", str(self.data_dir)]
        environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self.database_url,
            "TMPDIR": str(self.temp_dir),
            **QUIET,
        }
        self._pid = self._starter.start(arguments, environment, self.folder)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.is_ready():
            code = self._starter.exit_code(self._pid)
            assert code is None, f"the server ended with {code}: {self.said()}"
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.02)

    def is_ready(self) -> bool:
        """Whether the server says that it may be sent requests."""
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """End the server without a chance to tidy up, as a power cut does; its children are gone soon after."""
        self._end_with(signal.SIGKILL, SECONDS_TO_END_CHILDREN)

    def strike(self) -> None:
        """Kill the server this very instant; `kill` waits for the end of it afterwards."""
        assert self._pid is not None
        os.kill(self._pid, signal.SIGKILL)

    def stop(self) -> int:
        """Tell the server to stop, as a service manager does; answers its exit code."""
        return self._end_with(signal.SIGTERM, SECONDS_TO_STOP)

    def tell_to_stop(self) -> None:
        """Begin to stop the server."""
        self.process.send_signal(signal.SIGTERM)

    def wait_for_end(self, seconds: float = SECONDS_TO_STOP) -> int:
        """The exit code of a server that has been told to stop."""
        assert self._pid is not None
        deadline = time.monotonic() + seconds
        while (code := self._starter.exit_code(self._pid)) is None:
            assert time.monotonic() < deadline, f"the server still runs: {self.said()}"
            time.sleep(0.01)
        self._pid = None
        return code

    def close(self) -> None:
        """End the server if one runs."""
        if self._pid is not None:
            self.kill()

    def said(self) -> str:
        """What the servers of this place have printed, their log among it."""
        path = self.folder / "said.txt"
        return path.read_text() if path.exists() else ""

    def tracebacks(self) -> list[str]:
        """Every traceback among that, with what stands around it."""
        said = self.said()
        return [said[max(0, found.start() - 300) : found.end() + 3000] for found in re.finditer("Traceback", said)]

    def _end_with(self, number: int, seconds: float) -> int:
        children = self.process.children(recursive=True)
        self.process.send_signal(number)
        code = self.wait_for_end(seconds)
        _, alive = psutil.wait_procs(children, timeout=SECONDS_TO_END_CHILDREN)
        assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []
        return code


@contextmanager
def opened(starter: Starter, folder: Path, database_url: str) -> Iterator[House]:
    """A house with a server in it, which is ended with the block."""
    house = House(starter, folder, database_url)
    try:
        house.start()
        yield house
    finally:
        house.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
