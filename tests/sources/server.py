"""A real server in a process of its own, for tests that measure or kill it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parents[2]

SERVE = """
import socket, sys
import uvicorn
from gnomon.api.app import create_app
from gnomon.foundation.observability.logging import configure_logging
from gnomon.foundation.settings import Settings
from gnomon.sources.service import uploading

configure_logging("error", is_for_people=False)
uploading.ANSWER_WITHIN_SECONDS = float(sys.argv[2])
listener = socket.socket(fileno=int(sys.argv[1]))
app = create_app(Settings(_env_file=None))
config = uvicorn.Config(app, http="gnomon.api.protocol:BoundedProtocol", log_level="warning")
uvicorn.Server(config).run(sockets=[listener])
"""


@dataclass(frozen=True)
class RunningServer:
    """Where the server listens, and its process."""

    url: str
    process: psutil.Process

    def kill(self) -> None:
        """End it without a chance to tidy up, as a power cut does."""
        self.process.kill()
        self.process.wait(10)


@contextmanager
def running_server(
    data_dir: Path, database_url: str, *, answers_within: float = 10.0, **environment: str
) -> Iterator[RunningServer]:
    """Start a server on a free port; it is ended with the block, with all its workers."""
    variables = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "GNOMON_DATA_DIR": str(data_dir),
        "DATABASE_URL": database_url,
        "GNOMON_ALLOW_SIGNUP": "true",
        "GNOMON_SHOWCASE": "false",
        "GNOMON_ENGINE__WORKERS": "1",
        "GNOMON_ENGINE__THREADS": "2",
        "RATE_LIMIT_AUTH": "off",
        "RATE_LIMIT_UPLOADS": "off",
        "RATE_LIMIT_DEFAULT": "off",
        "RATE_LIMIT_SIGNED_IN": "off",
        **environment,
    }
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port, descriptor = listener.getsockname()[1], listener.fileno()
        # The log goes nowhere: a pipe that nobody reads would stop the server when it is full.
        started = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(descriptor), str(answers_within)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=variables,
            cwd=data_dir.parent,
            pass_fds=(descriptor,),
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _until_ready(url)
        yield RunningServer(url, psutil.Process(started.pid))
    finally:
        _end(started)


def _end(started: "subprocess.Popen[bytes]") -> None:
    started.terminate()
    try:
        assert started.wait(30) in (0, -signal.SIGTERM, -signal.SIGKILL)
    finally:
        started.kill()
        started.wait()


def _until_ready(url: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{url}/health/live", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the server did not start")
