"""A private PostgreSQL server for tests: its own folder, its own port, nothing left behind."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

BIN_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
USER = "gnomon"


DONE = "it is done"


class Console:
    """One `psql` that stays, for starting one for each statement costs more than most statements."""

    def __init__(self, command: Sequence[str | Path]) -> None:
        self._process = subprocess.Popen(
            [str(part) for part in command],
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **_as_somebody_unprivileged(),
        )

    def run(self, statement: str) -> None:
        """Run a statement to its end; one that fails ends the console."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{statement};\n\\echo {DONE}\n")
        self._process.stdin.flush()
        said = []
        for line in self._process.stdout:
            if line.strip() == DONE:
                return
            said.append(line)
        raise RuntimeError(f"{statement} failed: {''.join(said)}")

    def close(self) -> None:
        """Hang up."""
        self._process.communicate()


@dataclass
class Server:
    """A server that runs."""

    binaries: Path
    folder: Path
    port: int
    console: Console | None = None

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, template: str = "template0") -> None:
        """Make a database."""
        self._sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    @contextmanager
    def temporary_database(self, template: str = "template0") -> Iterator[str]:
        """The address of a database that lives as long as the block."""
        name = f"test_{uuid4().hex}"
        self.create_database(name, template)
        try:
            yield self.url(name)
        finally:
            self._sql(f'DROP DATABASE "{name}" WITH (FORCE)')

    def control(self, *arguments: str) -> None:
        """Run `pg_ctl` on this server, such as `control("stop", "-m", "fast")`."""
        if self.console is not None:
            self.console.close()
            self.console = None
        _run([self.binaries / "pg_ctl", "-D", self.folder / "data", "-w", *arguments])

    def start(self) -> None:
        """Start it."""
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder} "
            "-c fsync=off -c synchronous_commit=off -c full_page_writes=off "
            "-c shared_buffers=32MB -c max_connections=200"
        )
        self.control("-l", str(self.folder / "log"), "-o", options, "start")

    def _sql(self, statement: str) -> None:
        if self.console is None:
            options = ("-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=terse")
            self.console = Console([self.binaries / "psql", *options, self.url("postgres")])
        self.console.run(statement)


@contextmanager
def running_server() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    if not BIN_FOLDERS:
        raise RuntimeError("PostgreSQL is missing: apt-get install postgresql, or run pytest --database=sqlite")
    folder = Path(tempfile.mkdtemp(prefix="gnomon-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, *_unprivileged())
    server = Server(BIN_FOLDERS[0], folder, _free_port())
    try:
        _run([server.binaries / "initdb", "-D", folder / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"])
        server.start()
        yield server
        server.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: Sequence[str | Path]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
        **_as_somebody_unprivileged(),
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")


def _as_somebody_unprivileged() -> dict[str, Any]:
    """How a program of PostgreSQL is started, for it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    user, group = _unprivileged()
    return {"user": user, "group": group, "extra_groups": []}


def _unprivileged() -> tuple[int, int]:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise RuntimeError("there is no unprivileged user to run PostgreSQL as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
