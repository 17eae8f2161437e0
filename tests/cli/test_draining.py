"""A server that is told to stop finishes what it has begun."""

import signal
import threading
from pathlib import Path

import httpx
import pytest
from tests.cli.test_serve import serving
from tests.factories import PASSWORD


@pytest.mark.timeout(150)
def test_what_was_begun_before_the_signal_is_answered_and_kept(tmp_path: Path) -> None:
    answers: list[int] = []
    account = {"email": "late@example.com", "password": PASSWORD}

    def register(address: str) -> None:
        # bcrypt takes a good part of a second, so the signal comes in the middle of it.
        answers.append(httpx.post(f"{address}/api/v1/auth/register", json=account, timeout=40).status_code)

    with serving(tmp_path / "data") as (server, address, _):
        request = threading.Thread(target=register, args=(address,))
        request.start()
        request.join(0.1)
        server.send_signal(signal.SIGTERM)
        request.join(40)
        server.wait(35)
    assert answers == [201]
    with serving(tmp_path / "data") as (_, address, _):
        assert httpx.post(f"{address}/api/v1/auth/login", json=account).status_code == 200
