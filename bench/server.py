"""A real server over a temporary data folder, asked over HTTP as a browser would."""

import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil

BATCH = "application/vnd.gnomon.batch"
API = "/api/v1"


class Server:
    """A running server, and somebody signed in to it."""

    def __init__(
        self, process: subprocess.Popen[bytes], client: httpx.Client, data_dir: Path, start_seconds: float
    ) -> None:
        self.process = process
        self.client = client
        self.data_dir = data_dir
        self.start_seconds = start_seconds

    def ask(self, spec: dict[str, Any]) -> httpx.Response:
        """Answer one question as Arrow in a frame."""
        response = self.client.post(f"{API}/query", json={"spec": spec}, headers={"Accept": BATCH})
        response.raise_for_status()
        return response

    def run_sql(self, sql: str) -> httpx.Response:
        """Run a statement that somebody wrote."""
        response = self.client.post(f"{API}/queries/execute", json={"sql": sql})
        response.raise_for_status()
        return response

    def ask_many(self, specs: list[dict[str, Any]]) -> int:
        """Answer many questions in one batch; gives how many frames came. Raises when one of them failed."""
        questions = [{"id": str(index), "spec": spec} for index, spec in enumerate(specs)]
        response = self.client.post(f"{API}/query/batch", json={"questions": questions}, headers={"Accept": BATCH})
        response.raise_for_status()
        return count_frames(response.content)

    def upload(self, path: Path) -> dict[str, Any]:
        """Send a file and wait until it is a dataset."""
        with path.open("rb") as file:
            sent = self.client.post(f"{API}/datasets/upload", files={"file": (path.name, file)})
        sent.raise_for_status()
        dataset: dict[str, Any] = sent.json()
        while dataset["status"] == "importing":
            time.sleep(0.05)
            dataset = self.client.get(f"{API}/datasets/{dataset['id']}").json()
        if dataset["status"] != "ready":
            raise RuntimeError(f"{path.name} was not imported: {dataset['error']}")
        return dataset

    def files_of(self, dataset: dict[str, Any]) -> list[str]:
        """The Parquet files behind a dataset."""
        found = self.data_dir.rglob(f"*{dataset['id']}*/**/*.parquet")
        return sorted(str(path) for path in found if path.parent.name != "rollups")

    def memory(self) -> dict[str, float]:
        """Resident megabytes of the server process, and of it with all its children."""
        main = psutil.Process(self.process.pid)
        own = main.memory_info().rss
        total = own + sum(child.memory_info().rss for child in main.children(recursive=True))
        return {"server": own / 1e6, "all": total / 1e6}


def count_frames(body: bytes) -> int:
    """How many answers a batch holds."""
    count, at = 0, 0
    while at < len(body):
        (length,) = struct.unpack_from(">I", body, at)
        header = json.loads(body[at + 4 : at + 4 + length])
        if header["error"] is not None:
            raise RuntimeError(f"a question of the batch failed: {header['error']}")
        at += 4 + length + header["body_length"]
        count += 1
    return count


@contextmanager
def running_server(**changes: str) -> Iterator[Server]:
    """Start a server with some settings of its own, sign up, and end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as folder:
        # The workers run under an account of their own, which must be able to walk to the data.
        Path(folder).chmod(0o711)
        port = free_port()
        limits = {f"GNOMON_RATE_LIMIT_{name}": "off" for name in ("AUTH", "QUERIES", "UPLOADS", "DEFAULT", "SIGNED_IN")}
        environment = {
            **os.environ,
            **limits,
            "GNOMON_MAX_FILE_SIZE": str(20_000_000_000),
            "GNOMON_STORAGE_QUOTA": str(60_000_000_000),
            "GNOMON_SHOWCASE": "false",
            "GNOMON_LOG_LEVEL": "error",
            # What is measured is the look at the rows, except where a section says otherwise.
            "GNOMON_ROLLUPS__ENABLED": "off",
            **changes,
        }
        gnomon = Path(sys.executable).with_name("gnomon")
        command = [str(gnomon), "serve", "--port", str(port), "--data-dir", folder]
        began = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=600) as client:
                wait_until_healthy(client, process)
                server = Server(process, client, Path(folder), time.perf_counter() - began)
                sign_up(client)
                yield server
        finally:
            process.terminate()
            process.wait(timeout=40)


def wait_until_healthy(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    """Return as soon as `/health` answers well."""
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server ended at its start")
        try:
            if client.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.02)
    raise RuntimeError("the server did not become healthy in time")


def sign_up(client: httpx.Client) -> None:
    """Register somebody and carry their token from now on."""
    person = {"email": "bench@example.org", "password": "Measured-1-second", "full_name": "Bench"}
    client.post(f"{API}/auth/register", json=person).raise_for_status()
    reply = client.post(f"{API}/auth/login", json={"email": person["email"], "password": person["password"]})
    reply.raise_for_status()
    client.headers["Authorization"] = f"Bearer {reply.json()['access_token']}"


def free_port() -> int:
    """A loopback port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
