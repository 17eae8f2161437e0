"""A real server that is sent the worst, and a look at everything that it keeps."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
from tests.factories import PASSWORD, new_email
from tests.files_below import files_below
from tests.schema import create_schema
from tests.sources.server import running_server

GOOD = b"day,region,units\n2024-01-01,North,1\n2024-01-02,South,2\n"
SECONDS_FOR_AN_ANSWER = 60
SECONDS_FOR_TIDYING = 15
TABLES = ("datasets", "dataset_versions", "dataset_profiles", "dataset_files")
UNDER_WAY = "SELECT count(*) FROM imports WHERE status NOT IN ('ready', 'error', 'cancelled')"
PROBLEM = {"type", "title", "status", "detail", "request_id", "success", "error"}
ERROR = {"code", "message", "details", "hint"}

Kept = dict[str, Any]


@dataclass(frozen=True)
class House:
    """The server, somebody signed in, and the places where something could be left."""

    url: str
    client: httpx.Client
    data_dir: Path
    temp_dir: Path
    process: psutil.Process

    def upload(self, content: bytes, name: str = "good.csv", **fields: str) -> httpx.Response:
        """Send a file as a browser does."""
        return self.client.post("/datasets/upload", files={"file": (name, content)}, data=fields)

    def kept(self) -> Kept:
        """How many rows the rooms of data have, and every file outside of the metadata database."""
        with closing(sqlite3.connect(self.data_dir / "metadata.db", timeout=20)) as database:
            rows: Kept = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
            rows["imports"] = database.execute(UNDER_WAY).fetchone()[0]
        rows["files"] = sorted(self._files())
        return rows

    def _files(self) -> Iterator[str]:
        for top in (self.data_dir, self.temp_dir):
            for path in files_below(top):
                if not path.name.startswith("metadata.db"):
                    yield str(path.relative_to(top.parent))

    def kept_when_tidied(self, expected: Kept) -> Kept:
        """What is kept as soon as it is what was expected, or when it has had time enough to become that."""
        deadline = time.monotonic() + SECONDS_FOR_TIDYING
        while (found := self.kept()) != expected and time.monotonic() < deadline:
            time.sleep(0.1)
        return found

    def memory(self) -> int:
        """Bytes that the server holds, without its engine workers, which have a limit of their own."""
        return int(self.process.memory_info().rss)

    def take_in_a_good_file(self) -> None:
        """Upload a good file, see that it is whole, throw it away for good, and see that nothing of it is left."""
        before = self.kept()
        answer = self.upload(GOOD)
        assert (answer.status_code, answer.json()["status"], answer.json()["row_count"]) == (201, "ready", 2)
        self.throw_away(answer.json()["id"])
        assert self.kept_when_tidied(before) == before

    def throw_away(self, dataset_id: str) -> None:
        """Remove a dataset for good, and wait until its files have gone as well."""
        assert self.client.delete(f"/datasets/{dataset_id}").status_code == 204
        assert self.client.delete(f"/trash/dataset/{dataset_id}").status_code == 204
        deadline = time.monotonic() + SECONDS_FOR_TIDYING
        while len(files_below(self.data_dir / "blobs" / "raw")) > self.kept()["dataset_versions"]:
            assert time.monotonic() < deadline, "files of a dataset that is gone are still there"
            time.sleep(0.05)


@contextmanager
def open_house(folder: Path, **environment: str) -> Iterator[House]:
    """Start a server whose every file lies below the folder, with somebody signed in."""
    data_dir, temp_dir = folder / "data", folder / "temp"
    data_dir.mkdir(exist_ok=True)
    temp_dir.mkdir(exist_ok=True)
    url = f"sqlite:///{data_dir / 'metadata.db'}"
    create_schema(url)
    with (
        running_server(data_dir, url, answers_within=60, TMPDIR=str(temp_dir), **environment) as server,
        httpx.Client(base_url=f"{server.url}/api/v1", timeout=SECONDS_FOR_AN_ANSWER) as client,
    ):
        sign_in(client)
        yield House(server.url, client, data_dir, temp_dir, server.process)


def sign_in(client: httpx.Client) -> None:
    """Open an account and let the client carry its token."""
    person = {"email": new_email("owner"), "password": PASSWORD}
    assert client.post("/auth/register", json=person).status_code == 201
    token = client.post("/auth/login", json=person).json()["access_token"]
    client.headers["authorization"] = f"Bearer {token}"


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of a problem, after a look at its form: one that names a way out."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert (set(body), set(body["error"])) == (PROBLEM, ERROR)
    assert (body["status"], body["success"], body["detail"]) == (answer.status_code, False, body["error"]["message"])
    assert os.sep + "tmp" not in answer.text, "a message names a path of the server"
    return answer.status_code, body["error"]["code"], body["error"]["message"]
