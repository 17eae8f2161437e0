"""The thinnest HTTP servers: one that returns the same bytes whatever is asked, and one that knows what it was asked.

The second is what anybody would put before a database in an afternoon: it reads the question, looks whether it has its
answer, and sends that. It knows nothing of people, rights, rates, receipts, or of data that change.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bench.load import Connection
from bench.server import free_port

MEDIA_TYPE = "application/vnd.gnomon.batch"


@contextmanager
def thinnest_server(answer: bytes, *, is_keeping: bool = False) -> Iterator[int]:
    """The port of such a server, in a process of its own, for as long as the block lasts."""
    port = free_port()
    with tempfile.NamedTemporaryFile() as file:
        file.write(answer)
        file.flush()
        kind = "keeping" if is_keeping else "bare"
        process = subprocess.Popen([sys.executable, "-m", "bench.thinnest", kind, str(port), file.name])
        try:
            wait_until_it_listens(port)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=10)


def wait_until_it_listens(port: int) -> None:
    """Return as soon as somebody answers at the port."""
    for _ in range(300):
        try:
            Connection(port).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the thinnest server did not start")


def bare(answer: bytes) -> ASGIApp:
    """Looks at nothing."""
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(answer)).encode())]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        while (await receive()).get("more_body", False):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    return app


def keeping(answer: bytes) -> ASGIApp:
    """Looks up the answer to a question, and makes it where it has none."""
    kept: dict[bytes, bytes] = {}

    async def query(request: Request) -> Response:
        spec = orjson.loads(await request.body())["spec"]
        key = orjson.dumps(spec, option=orjson.OPT_SORT_KEYS)
        return Response(kept.setdefault(key, answer), media_type=MEDIA_TYPE)

    return Starlette(routes=[Route("/api/v1/query", query, methods=["POST"])])


def serve(kind: str, port: int, answer: bytes) -> None:
    """Serve until the process is told to end."""
    app = bare(answer) if kind == "bare" else keeping(answer)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False, lifespan="off")


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).read_bytes())
