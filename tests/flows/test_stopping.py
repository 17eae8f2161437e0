"""The server is told to stop: what it has taken on it ends, and what it cannot end the next one goes on with."""

import json
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import psutil
import pytest
from tests.flows.house import House, opened
from tests.flows.kept import jobs_of, stray_and_missing
from tests.flows.people import Json, answered, as_saved, ended_import, new_browser, new_dashboard, upload
from tests.flows.starter import Starter
from tests.schema import create_schema

from gnomon.sources.queueing import IMPORT_FILE

ROWS = 60_000
LARGE = b"region,amount\n" + (b"North%090d,1.5\n" % 0) * ROWS


class SlowSave:
    """A save whose body is on its way: the first half has been sent."""

    def __init__(self, house: House, client: httpx.Client, dashboard: Json) -> None:
        body = json.dumps(as_saved(dashboard, name="Saved at the last moment")).encode()
        head = (
            f"PUT /api/v1/dashboards/{dashboard['id']} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            f"authorization: {client.headers['authorization']}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        self._rest = body[len(body) // 2 :]
        self._connection = socket.create_connection(("127.0.0.1", house.port), timeout=30)
        self._connection.sendall(head.encode() + body[: len(body) // 2])

    def finish(self) -> bytes:
        """Send the rest; answers the head and the body of the answer."""
        with self._connection as connection:
            connection.sendall(self._rest)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
            return answer


def refused_or_503(house: House) -> bool:
    """Whether somebody who looks whether to send requests here is told not to."""
    try:
        return httpx.get(f"{house.url}/health/ready", timeout=5).status_code == 503
    except httpx.TransportError:
        return True


def save_until_refused(client: httpx.Client, dashboard: Json, acknowledged: list[int]) -> None:
    """Save as fast as possible until the server takes no more."""
    with suppress(httpx.TransportError):
        while True:
            answer = client.put(f"/dashboards/{dashboard['id']}", json=as_saved(dashboard))
            if answer.status_code == 503:
                return
            dashboard = answered(answer)
            acknowledged.append(dashboard["revision"])


@pytest.mark.timeout(150)
def test_writes_under_way_are_answered_and_kept_and_nobody_is_sent_here_any_more(house: House) -> None:
    with new_browser(house) as client:
        slow_one, quick_one = new_dashboard(client, "Slow"), new_dashboard(client, "Quick")
        acknowledged: list[int] = []
        saving = threading.Thread(target=save_until_refused, args=(client, quick_one, acknowledged))
        saving.start()
        while len(acknowledged) < 3:
            time.sleep(0.01)
        slow_save = SlowSave(house, client, slow_one)
        time.sleep(0.3)
        house.tell_to_stop()
        time.sleep(0.5)
        assert refused_or_503(house)
        answer = slow_save.finish()
        saving.join()
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert house.wait_for_end() == 0

        house.start()
        kept = answered(client.get(f"/dashboards/{slow_one['id']}"))
        assert (kept["name"], kept["revision"]) == ("Saved at the last moment", 2)
        assert answered(client.get(f"/dashboards/{quick_one['id']}"))["revision"] == acknowledged[-1]
        assert acknowledged == list(range(2, acknowledged[-1] + 1))
        assert house.tracebacks() == []


@pytest.mark.timeout(150)
def test_an_import_that_cannot_end_in_time_is_handed_back_for_the_next_server(starter: Starter, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'metadata.db'}"
    create_schema(url)
    with opened(starter, tmp_path, url) as house, new_browser(house) as client:
        made = upload(client, LARGE, "large.csv")
        until_the_file_is_read(house).suspend()
        assert house.stop() == 0
        assert jobs_of(house, IMPORT_FILE) == [("queued", 0)]
        house.start()
        assert ended_import(client, made["import_id"])["status"] == "ready"
        assert answered(client.get(f"/datasets/{made['id']}"))["row_count"] == ROWS
        assert stray_and_missing(house) == (set(), set())


def until_the_file_is_read(house: House) -> psutil.Process:
    """The process that reads an uploaded file now."""
    deadline = time.monotonic() + 30
    while True:
        assert time.monotonic() < deadline, "nobody reads the file"
        for child in house.process.children():
            with suppress(psutil.Error):
                if any("/blobs/raw/" in file.path for file in child.open_files()):
                    return child
        time.sleep(0.002)
