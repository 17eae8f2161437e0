"""A private Redis for tests: on a socket of its own, nothing left behind."""

import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass
class RedisServer:
    """A server that can be ended and started anew, with or without what it held."""

    folder: Path
    options: tuple[str, ...] = ()
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / "redis.sock"

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis+unix://{self.socket}"

    def start(self) -> None:
        """Start it; the test fails where Redis is not installed."""
        program = shutil.which("redis-server")
        if program is None:
            pytest.fail("redis-server is not installed: scripts/test-tools.sh brings it.")
        command = [program, "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(self.folder)]
        self._process = subprocess.Popen([*command, *self.options], stdout=subprocess.DEVNULL)
        while not self.socket.exists():
            assert self._process.poll() is None
            time.sleep(0.02)

    def end(self) -> None:
        """End it; what it held is gone."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None
            self.socket.unlink(missing_ok=True)
