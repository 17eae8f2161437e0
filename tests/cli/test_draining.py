"""A server that is told to stop finishes what it has begun."""

import json
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest
from tests.cli.test_serve import serving
from tests.factories import PASSWORD


@pytest.mark.timeout(150)
def test_what_was_begun_before_the_signal_is_answered_and_kept(tmp_path: Path) -> None:
    account = {"email": "late@example.com", "password": PASSWORD}
    body = json.dumps(account).encode()
    head = b"POST /api/v1/auth/register HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    length = b"content-length: %d\r\n\r\n" % len(body)
    with serving(tmp_path / "data") as (server, address, _):
        port = int(address.rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port), timeout=40) as connection:
            connection.sendall(head + length + body[:10])
            time.sleep(1)
            server.send_signal(signal.SIGTERM)
            time.sleep(1)
            connection.sendall(body[10:])
            assert connection.recv(4096).startswith(b"HTTP/1.1 201 ")
        server.wait(35)
    with serving(tmp_path / "data") as (_, address, _):
        assert httpx.post(f"{address}/api/v1/auth/login", json=account).status_code == 200
