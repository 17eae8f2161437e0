"""`gnomon serve` as a person starts it: a real process on a real port."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from tests.factories import PASSWORD

START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(data_dir: Path, *options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """A server that answers, its address, and the file of what it said."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    said = data_dir.parent / "said.txt"
    command = [sys.executable, "-m", "gnomon", "serve", "--port", str(port), "--data-dir", str(data_dir), *options]
    variables = {
        "PATH": os.environ["PATH"],
        "PYTHONUNBUFFERED": "1",
        "GNOMON_ENGINE__WORKERS": "1",
        "GNOMON_SHOWCASE": "false",
        **environment,
    }
    with said.open("w") as output:
        server = subprocess.Popen(
            command, cwd=data_dir.parent, env=variables, stdout=output, stderr=subprocess.STDOUT, text=True
        )
        try:
            wait_for(server, address, said)
            yield server, address, said
        finally:
            server.terminate()
            server.wait(40)


def wait_for(server: subprocess.Popen[str], address: str, said: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, said.read_text()
        try:
            if httpx.get(f"{address}/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(said.read_text())


@pytest.mark.timeout(150)
def test_one_command_serves_from_nothing_and_stops_in_good_order(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with serving(data_dir) as (server, address, said):
        assert httpx.get(f"{address}/health").json()["status"] == "healthy"
        token = re.search(r"/setup#token=(\S+)", said.read_text())
        assert token is not None
        claim = {"token": token[1], "email": "first@example.com", "password": PASSWORD}
        assert httpx.post(f"{address}/api/v1/setup", json=claim).status_code == 201
        memory = sum(one.memory_info().rss for one in processes(server.pid))
        assert memory < 300 * 1024 * 1024
        server.send_signal(signal.SIGTERM)
        assert server.wait(35) in {0, -signal.SIGTERM}
    assert [stat_mode(path) for path in (data_dir / "secrets").iterdir()] == [0o600]
    assert stat_mode(data_dir / "gnomon.db") == 0o600
    for line in said.read_text().splitlines():
        assert not line.startswith("{") or json.loads(line)["service"] == "gnomon"
        assert PASSWORD not in line
        assert "Traceback" not in line
    with serving(data_dir) as (_, address, said):
        assert "#token=" not in said.read_text()
        body = {"email": "first@example.com", "password": PASSWORD}
        assert httpx.post(f"{address}/api/v1/auth/login", json=body).status_code == 200


@pytest.mark.timeout(150)
def test_several_processes_share_one_folder(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "--workers", "2", RATE_LIMIT_AUTH="off") as (_, address, _):
        account = {"email": "a@example.com", "password": PASSWORD}
        assert httpx.post(f"{address}/api/v1/auth/register", json=account).status_code == 201
        tokens = httpx.post(f"{address}/api/v1/auth/login", json=account).json()
        headers = {"authorization": f"Bearer {tokens['access_token']}"}
        for _ in range(10):
            assert httpx.get(f"{address}/api/v1/auth/me", headers=headers).status_code == 200


def test_garbage_and_endless_heads_are_refused_on_the_wire(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as (_, address, _):
        port = int(address.rsplit(":", 1)[1])
        assert b"400 Bad Request" in speak(port, b"NONSENSE\r\n\r\n")
        endless = b"GET / HTTP/1.1\r\n" + b"".join(b"x-%d: %s\r\n" % (n, b"a" * 1000) for n in range(100))
        assert b"431 Request Header Fields Too Large" in speak(port, endless)


def test_a_body_is_read_whole_whether_it_comes_with_its_head_or_later(tmp_path: Path) -> None:
    body = json.dumps({"email": "nobody@example.com", "password": PASSWORD}).encode()
    head = b"POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
    head = head % len(body)
    with serving(tmp_path / "data") as (_, address, _):
        port = int(address.rsplit(":", 1)[1])
        together = speak(port, head + b"connection: close\r\n\r\n" + body)
        later = speak(port, head + b"connection: close\r\n\r\n" + body[:7], body[7:])
        in_a_row = speak(port, head + b"\r\n" + body + head + b"connection: close\r\n\r\n" + body[:7], body[7:])
    assert [answer.count(b"HTTP/1.1 401") for answer in (together, later, in_a_row)] == [1, 1, 2]


def test_a_weak_signing_key_stops_the_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gnomon", "serve", "--port", "0", "--data-dir", str(tmp_path)]
    variables = {"PATH": os.environ["PATH"], "SECRET_KEY": "changeme"}
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "it needs 32 or more" in done.stderr
    assert "changeme" not in done.stderr
    assert "Traceback" not in done.stderr


def speak(port: int, *pieces: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(0.3)
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
        return answer


def processes(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def stat_mode(path: Path) -> int:
    return path.stat().st_mode & 0o777
