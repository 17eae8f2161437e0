"""The server is killed at every stage of an upload and its import: all of it or nothing, and nothing lies about."""

import hashlib
import os
import random
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from tests.flows.house import House
from tests.flows.kept import let_leases_run_out, let_uploads_grow_old, stray_and_missing
from tests.flows.people import Json, answered, ended_import, new_browser, upload

ROWS = 150_000
HEAD = b"day,region,revenue,units\n"
FILE = HEAD + b"".join(
    b"2024-%02d-%02d,region %d,%d.%02d,%d\n" % (n % 12 + 1, n % 28 + 1, n % 7, n, n % 100, n) for n in range(ROWS)
)
SECONDS_TO_COME = 30
ATTEMPTS = 3
"""How often an import is begun before it is given up."""

Reached = Callable[[set[str]], bool]
"""Whether an import is so far, by the names of the files that have come since it began."""


def is_kept_as_it_came(files: set[str]) -> bool:
    """The file has come in whole, and is about to become an import."""
    return any(name.startswith("blobs/raw/") for name in files)


def is_read(files: set[str]) -> bool:
    """A worker has been given the file, and a folder for what it makes of it."""
    return any(name.startswith("work/") for name in files)


def is_written(files: set[str]) -> bool:
    """The worker has begun to write the Parquet file."""
    return any(name.startswith("work/") and not name.endswith(".lock") for name in files)


def is_stored(files: set[str]) -> bool:
    """What the worker made lies where it stays, and is about to become a version."""
    return any(name.startswith("blobs/datasets/") for name in files)


def is_coming_in(files: set[str]) -> bool:
    """A file is on its way into the store."""
    return any(name.startswith("blobs/.incoming/") for name in files)


STAGES: tuple[Reached, ...] = (is_kept_as_it_came, is_read, is_written, is_stored)


def is_past(moment: float) -> Reached:
    """Whether a moment of `time.monotonic` is over, whatever there is by then."""
    return lambda _files: time.monotonic() > moment


def names_in(data_dir: Path) -> set[str]:
    """The names of all files that the server keeps or works on."""
    return {
        os.path.relpath(os.path.join(folder, name), data_dir)  # noqa: PTH118
        for kind in ("blobs", "work")
        for folder, _, names in os.walk(data_dir / kind)
        for name in names
    }


def kill_when(house: House, is_reached: Reached, before: set[str]) -> None:
    """Kill the server as soon as it is so far."""
    deadline = time.monotonic() + SECONDS_TO_COME
    while not is_reached(names_in(house.data_dir) - before):
        assert time.monotonic() < deadline, "the moment to kill never came"
        time.sleep(0.001)
    house.kill()


def send_and_kill(house: House, client: httpx.Client, is_reached: Reached, name: str, **fields: str) -> None:
    """Send the file, and kill the server when it is so far, whether the upload is answered by then or not."""
    sending = threading.Thread(target=send, args=(client, name, fields))
    before = names_in(house.data_dir)
    sending.start()
    kill_when(house, is_reached, before)
    sending.join()


def send(client: httpx.Client, name: str, fields: dict[str, str]) -> None:
    """Send the file; nobody need answer."""
    with suppress(httpx.TransportError):
        upload(client, FILE, name, **fields)


def send_half(house: House, client: httpx.Client) -> socket.socket:
    """Send the first half of the file, and nothing more."""
    head = (
        "POST /api/v1/datasets/upload HTTP/1.1\r\nhost: x\r\n"
        f"authorization: {client.headers['authorization']}\r\n"
        f"content-type: multipart/form-data; boundary=x\r\ncontent-length: {len(FILE) + 200}\r\n\r\n"
        '--x\r\ncontent-disposition: form-data; name="file"; filename="half.csv"\r\n\r\n'
    )
    connection = socket.create_connection(("127.0.0.1", house.port), timeout=10)
    connection.sendall(head.encode() + FILE[: len(FILE) // 2])
    return connection


def named(client: httpx.Client, name: str) -> Json | None:
    """The dataset of this name."""
    found = answered(client.get("/datasets", params={"search": name}))["items"]
    assert len(found) <= 1
    return answered(client.get(f"/datasets/{found[0]['id']}")) if found else None


def known_of(client: httpx.Client, dataset_id: str) -> Json:
    """What there is to know of a dataset's active version, beside its ids and times."""
    dataset = answered(client.get(f"/datasets/{dataset_id}"))
    version = answered(client.get(f"/datasets/{dataset_id}/versions"))["items"][0]
    raw = client.get(f"/datasets/{dataset_id}/raw").content
    return {
        "status": dataset["status"],
        "columns": dataset["columns"],
        "rows": (dataset["row_count"], version["row_count"], version["rejected_rows"]),
        "profile": answered(client.get(f"/datasets/{dataset_id}/profile"))["columns"],
        "last rows": answered(client.get(f"/datasets/{dataset_id}/preview", params={"offset": ROWS - 5}))["rows"],
        "file": hashlib.sha256(raw).hexdigest(),
    }


@pytest.mark.timeout(240)
def test_an_import_goes_on_wherever_it_was_when_the_server_was_killed(house: House) -> None:
    with new_browser(house) as client:
        undisturbed = upload(client, FILE, "undisturbed.csv")
        assert ended_import(client, undisturbed["import_id"])["status"] == "ready"
        whole = known_of(client, undisturbed["id"])
        assert (whole["rows"], whole["file"]) == ((ROWS, ROWS, 0), hashlib.sha256(FILE).hexdigest())
        for is_reached in STAGES:
            name = is_reached.__name__
            send_and_kill(house, client, is_reached, f"{name}.csv")
            let_leases_run_out(house)
            let_uploads_grow_old(house)
            house.start()
            dataset = named(client, name)
            if dataset is not None:
                assert ended_import(client, dataset["import_id"])["status"] == "ready"
                assert known_of(client, dataset["id"]) == whole
            assert dataset is not None or is_reached is is_kept_as_it_came
            assert stray_and_missing(house) == (set(), set())


@pytest.mark.timeout(240)
def test_a_dataset_keeps_its_version_until_the_next_one_is_whole(house: House) -> None:
    chance = random.Random(21)
    with new_browser(house) as client:
        before = upload(client, HEAD + b"2023-01-01,old,1.5,1\n", "sales.csv")
        for _ in range(2):
            moment = time.monotonic() + chance.uniform(0.1, 2)
            send_and_kill(house, client, is_past(moment), "sales.csv", dataset_id=before["id"])
            house.start()
            versions = answered(client.get(f"/datasets/{before['id']}/versions"))["items"]
            now = answered(client.get(f"/datasets/{before['id']}"))
            assert now["status"] == "ready"
            assert now["row_count"] == versions[0]["row_count"] in (1, ROWS)
            assert client.get(f"/datasets/{before['id']}/preview").status_code == 200
            let_leases_run_out(house)
            let_uploads_grow_old(house)
            for one in answered(client.get("/imports"))["items"]:
                assert ended_import(client, one["id"])["status"] == "ready"
            assert stray_and_missing(house) == (set(), set())


@pytest.mark.timeout(150)
def test_an_import_that_never_survives_ends_with_a_reason(house: House) -> None:
    with new_browser(house) as client:
        with send_half(house, client):
            kill_when(house, is_coming_in, set())
        house.start()
        assert answered(client.get("/datasets"))["items"] == []
        assert stray_and_missing(house) == (set(), set())

        dataset = upload(client, FILE, "deadly.csv")
        for _ in range(ATTEMPTS):
            kill_when(house, is_read, set())
            let_leases_run_out(house)
            house.start()
        ended = ended_import(client, dataset["import_id"])
        assert (ended["status"], ended["error"]["code"]) == ("error", "INTERNAL")
        told = answered(client.get(f"/datasets/{dataset['id']}"))
        assert (told["status"], told["error"], told["row_count"]) == ("error", ended["error"]["message"], 0)
        assert client.get(f"/datasets/{dataset['id']}/preview").status_code == 409
        assert client.get(f"/datasets/{dataset['id']}/raw").content == FILE
        assert stray_and_missing(house) == (set(), set())
