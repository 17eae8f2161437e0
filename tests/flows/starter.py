"""A process that has imported the application and forks `gnomon serve` when asked, so that a start costs little.

It reads one request a line, as JSON, and answers each with one line:
`{"start": {"arguments", "environment", "folder"}}` with the process id, `{"ended": pid}` with the exit code or null.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Starter:
    """The side of the tests: asks for servers, and for how they ended."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.starter"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
            text=True,
        )

    def start(self, arguments: list[str], environment: dict[str, str], folder: Path) -> int:
        """Start a server; answers its process id. What it says goes into `said.txt` of the folder."""
        wanted = {"arguments": arguments, "environment": environment, "folder": str(folder)}
        return int(self._ask({"start": wanted}))

    def exit_code(self, pid: int) -> int | None:
        """How a server ended; none while it runs."""
        code: int | None = self._ask({"ended": pid})
        return code

    def close(self) -> None:
        """End the process, and with it every server that still runs."""
        self._process.communicate()

    def _ask(self, request: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the starter of servers has died; its last words are above"
        return json.loads(answer)


def fork_on_demand() -> None:
    """The side of the process: import once, then fork a server for each request."""
    import_application()
    codes: dict[int, int | None] = {}
    for line in sys.stdin:
        match json.loads(line):
            case {"start": wanted}:
                answer: int | None = os.fork()
                if not answer:
                    become_server(**wanted)
                assert answer is not None
                codes[answer] = None
            case {"ended": pid}:
                answer = codes[pid] = codes[pid] if codes[pid] is not None else exit_code_now(pid)
            case unknown:
                raise ValueError(unknown)
        print(json.dumps(answer), flush=True)  # noqa: T201
    for pid, code in codes.items():
        if code is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def import_application() -> None:
    """Import all that a server needs; nothing of it starts a thread or opens a connection."""
    import aiosqlite  # noqa: F401
    import asyncpg  # noqa: F401
    import uvicorn  # noqa: F401
    import uvloop  # noqa: F401

    import gnomon.api.app
    import gnomon.api.protocol
    import gnomon.api.server
    import gnomon.cli.main
    import gnomon.cli.welcome  # noqa: F401


def become_server(arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Turn this forked process into `gnomon …` with its own environment, folder and output; never returns."""
    from gnomon.cli.main import main

    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    said = os.open("said.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, place in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(descriptor, place)
    main(arguments)
    os._exit(0)


def exit_code_now(pid: int) -> int | None:
    """How a child ended; none while it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


if __name__ == "__main__":
    fork_on_demand()
