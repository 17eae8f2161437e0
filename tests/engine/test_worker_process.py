"""What a worker process is from outside: nothing inherited, nothing left, no life of its own."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest
from tests.engine.budgets import ask, budget, until
from tests.engine.conftest import StartEngine, WriteTable

from gnomon.engine import landlock, walls
from gnomon.engine.contracts import EngineStats
from gnomon.engine.service import ProcessEngine
from gnomon.foundation.kit.errors import Unavailable

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
as_root = pytest.mark.skipif(not walls.is_root(), reason="only root can become somebody else")


async def worker_of(engine: ProcessEngine) -> psutil.Process:
    """The process of the only worker."""
    await engine.run(ask("SELECT 1"), budget())
    (worker,) = [child for child in psutil.Process().children() if "gnomon.engine.worker" in child.cmdline()]
    return worker


def lines_of(process: psutil.Process, name: str) -> list[str]:
    """A file of /proc about a process."""
    return Path(f"/proc/{process.pid}/{name}").read_text().splitlines()


def facts(process: psutil.Process, name: str) -> Mapping[str, str]:
    """A file of /proc about a process, as names and values."""
    return {line.partition(":")[0]: line.partition(":")[2].strip() for line in lines_of(process, name)}


def run_python(program: str) -> "subprocess.Popen[bytes]":
    """A Python process of its own."""
    command = [sys.executable, "-c", textwrap.dedent(program)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


async def test_a_worker_inherits_no_environment_and_no_files(
    start: StartEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "the-signing-key")
    worker = await worker_of(start())
    environment = worker.environ()
    assert set(environment) <= {"PATH", "LANG", "LC_CTYPE", "TZ", "MALLOC_ARENA_MAX", "PYTHONPATH"}
    assert not any(file.path.startswith(str(Path.cwd())) for file in worker.open_files())
    assert worker.cwd() == "/"


@on_linux
async def test_a_worker_can_gain_no_rights_and_write_no_file(engine: ProcessEngine) -> None:
    worker = await worker_of(engine)
    status = facts(worker, "status")
    assert status["NoNewPrivs"] == "1"
    assert not walls.is_root() or int(status["CapEff"], 16) == 0
    limits = {line[:25].strip(): line[25:].split()[:2] for line in lines_of(worker, "limits")}
    assert limits["Max file size"] == ["0", "0"]
    assert limits["Max core file size"] == ["0", "0"]
    assert int(limits["Max address space"][1]) < 1 << 34


@as_root
@on_linux
async def test_a_worker_of_root_is_nobody_without_a_network(engine: ProcessEngine) -> None:
    worker = await worker_of(engine)
    status = facts(worker, "status")
    identity = f"{walls.WORKER_ID}\t" * 3 + str(walls.WORKER_ID)
    assert (status["Uid"], status["Gid"], status["Groups"]) == (identity, identity, "")
    assert [line.split(":")[0].strip() for line in lines_of(worker, "net/dev")[2:]] == ["lo"]


@pytest.mark.skipif(not landlock.is_available(), reason="this kernel has no Landlock")
def test_landlock_keeps_writes_out_for_everybody(tmp_path: Path) -> None:
    program = f"""
        import socket
        from gnomon.engine import landlock, walls
        walls.gain_nothing()
        assert landlock.confine(["/usr", "/lib"], ["{tmp_path}"])
        open("{tmp_path}/mine", "w").write("x")
        for path, mode in (("/tmp/other", "w"), ("/etc/passwd", "r"), ("/usr/lib/os-release", "a")):
            try:
                open(path, mode)
            except OSError:
                continue
            raise SystemExit(path)
        try:
            socket.create_connection(("127.0.0.1", 9))
        except PermissionError:
            raise SystemExit(0)
        raise SystemExit("connected")
    """
    process = run_python(program)
    _, told = process.communicate()
    assert (process.returncode, told) == (0, b"")


@on_linux
async def test_a_killed_server_takes_its_workers_along(data_folder: Path) -> None:
    program = f"""
        import asyncio, pathlib
        from gnomon.engine.service import start_engine
        from gnomon.engine.contracts import Budget, Statement
        from gnomon.foundation.settings import EngineSettings

        async def main():
            engine = start_engine(EngineSettings(workers=2, threads=1), data_folders=[pathlib.Path("{data_folder}")])
            while engine.stats().workers < 2:
                await asyncio.sleep(0.02)
            endless = Statement("SELECT sum(hash(i)) FROM range(1000000000000) t(i)", (), ())
            asyncio.create_task(engine.run(endless, Budget(60, 1 << 29, 10)))
            print("up", flush=True)
            await asyncio.sleep(60)

        asyncio.run(main())
    """
    server = run_python(program)
    assert server.stdout is not None
    assert await asyncio.to_thread(server.stdout.readline) == b"up\n"
    workers = psutil.Process(server.pid).children()
    assert len(workers) == 2
    os.kill(server.pid, signal.SIGKILL)
    await asyncio.to_thread(server.communicate)
    await until(lambda: not any(worker.is_running() and worker.status() != "zombie" for worker in workers), seconds=2)


async def test_starting_waits_for_nothing(start: StartEngine) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    engine = start(workers=2)
    assert loop.time() - began < 0.1
    assert engine.stats() == EngineStats(workers=0, busy=0, queued=0, tasks=0, restarts=0)


async def test_a_closed_engine_leaves_no_process_and_takes_no_statement(engine: ProcessEngine) -> None:
    worker = await worker_of(engine)
    await engine.close()
    assert not worker.is_running()
    with pytest.raises(Unavailable):
        await engine.run(ask("SELECT 1"), budget())


async def test_an_engine_whose_workers_cannot_start_says_so(
    start: StartEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnomon.engine.spawn.INTERPRETER_OPTIONS", ("-c", "raise SystemExit(1)"))
    engine = start()
    with pytest.raises(Unavailable, match="not running"):
        await engine.run(ask("SELECT 1"), budget())


async def test_an_idle_worker_gives_its_memory_back(start: StartEngine, write_table: WriteTable) -> None:
    engine = start(memory_limit=2 << 30)
    worker = await worker_of(engine)
    idle = worker.memory_info().rss
    table = write_table("t", "SELECT i, hash(i)::VARCHAR AS h FROM range(1000000) t(i)")
    await engine.run(ask("SELECT h, count(*) FROM t GROUP BY h LIMIT 1", tables=(table,)), budget(memory=1 << 30))
    await until(lambda: worker.memory_info().rss < idle + 96 * 1024 * 1024, seconds=20)
