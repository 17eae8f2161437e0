"""Uploads against a real server process: how much memory they take, and what is left when it is killed."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from tests.factories import PASSWORD, new_email
from tests.files_below import files_below
from tests.sources.server import running_server

BLOCK = b"".join(
    b"2024-%02d-%02d,region %d,%d.%02d,%d\n" % (n % 12 + 1, n % 28 + 1, n % 7, n, n % 100, n) for n in range(2000)
)
HEAD = b"day,region,revenue,units\n"


def signed_in(url: str) -> httpx.Client:
    client = httpx.Client(base_url=f"{url}/api/v1", timeout=120)
    person = {"email": new_email(), "password": PASSWORD}
    assert client.post("/auth/register", json={**person, "full_name": "A"}).status_code == 201
    client.headers["authorization"] = f"Bearer {client.post('/auth/login', json=person).json()['access_token']}"
    return client


def write_file(path: Path, megabytes: int) -> int:
    """Write a file of about that size; answers its rows."""
    blocks = megabytes * 1_000_000 // len(BLOCK)
    with path.open("wb") as file:
        file.write(HEAD)
        for _ in range(blocks):
            file.write(BLOCK)
    return blocks * 2000


def upload(client: httpx.Client, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        answer = client.post("/datasets/upload", files={"file": (path.name, file)})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def wait_for(client: httpx.Client, import_id: str, is_so: Callable[[dict[str, Any]], bool], seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    found = None
    while time.monotonic() < deadline:
        found = client.get(f"/imports/{import_id}").json()
        if is_so(found):
            return found
        time.sleep(0.02)
    raise TimeoutError(found)


class Watch:
    """The most memory that a process had while the block ran."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.most = 0

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._is_over.wait(0.02):
            self.most = max(self.most, self._process.memory_info().rss)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def left_after(seconds: float, *folders: Path) -> list[Path]:
    """What is still in the folders when so long has passed, or nothing sooner."""
    deadline = time.monotonic() + seconds
    while (left := [path for folder in folders for path in files_below(folder)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


@pytest.mark.timeout(300)
def test_a_hundred_megabytes_come_in_without_being_held_in_memory_and_a_cancelled_import_leaves_nothing(
    data_dir: Path, database_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "large.csv"
    write_file(path, 100)
    with running_server(data_dir, database_url) as server:
        client = signed_in(server.url)
        before = server.process.memory_info().rss
        with Watch(server.process) as watch:
            made = upload(client, path)
            wait_for(client, made["import_id"], lambda found: found["status"] == "running", 20)
            cancelled = client.delete(f"/imports/{made['import_id']}").json()
        growth = watch.most - before

        assert (made["status"], cancelled["status"], made["file_size"]) == (
            "importing",
            "cancelled",
            path.stat().st_size,
        )
        assert growth < 60_000_000, f"grew by {growth} bytes"
        deadline = time.monotonic() + 20
        while (
            left := files_below(data_dir / "blobs") + files_below(data_dir / "work")
        ) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert left == []
        assert client.get("/datasets").json()["total"] == 0


@pytest.mark.timeout(300)
def test_a_file_over_the_limit_is_refused_without_being_held_in_memory(
    data_dir: Path, database_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "large.csv"
    write_file(path, 60)

    def body() -> Any:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        with path.open("rb") as file:
            while block := file.read(65536):
                yield block

    with running_server(data_dir, database_url, MAX_FILE_SIZE="50000000") as server:
        client = signed_in(server.url)
        before = server.process.memory_info().rss
        with Watch(server.process) as watch:
            by_length = client.post("/datasets/upload", files={"file": ("a.csv", path.read_bytes())})
            headers = {"content-type": "multipart/form-data; boundary=x"}
            by_stream = client.post("/datasets/upload", content=body(), headers=headers)
        for answer in (by_length, by_stream):
            assert (answer.status_code, answer.json()["error"]["code"]) == (413, "PAYLOAD_TOO_LARGE")
        assert watch.most - before < 60_000_000
        assert files_below(data_dir / "blobs") == []


@pytest.mark.timeout(300)
def test_an_import_whose_server_was_killed_is_finished_by_the_next_and_nothing_else_is_left(
    data_dir: Path, database_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "large.csv"
    rows = write_file(path, 40)
    with running_server(data_dir, database_url) as server:
        client = signed_in(server.url)
        made = upload(client, path)
        wait_for(client, made["import_id"], lambda found: found["status"] == "running", 20)
        workers = server.process.children(recursive=True)
        server.kill()
        psutil.wait_procs(workers, timeout=10)
        assert not [worker for worker in workers if worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE]
    assert files_below(data_dir / "work"), "the server was killed while its worker wrote"

    with running_server(data_dir, database_url) as server:
        client.base_url = f"{server.url}/api/v1"
        ended = wait_for(client, made["import_id"], lambda found: found["status"] not in ("queued", "running"), 120)
        shown = client.get(f"/datasets/{made['id']}").json()
        versions = client.get(f"/datasets/{made['id']}/versions").json()["items"]

        assert (ended["status"], shown["status"], shown["row_count"]) == ("ready", "ready", rows)
        assert [version["number"] for version in versions] == [1]
        prefix = data_dir / "blobs" / "datasets" / made["id"] / shown["active_version_id"]
        others = [file for file in files_below(data_dir / "blobs") if prefix not in file.parents]
        assert [file.parent.name for file in others] == ["raw"]
        assert files_below(data_dir / "work") == []
