"""The thinnest HTTP server over one warm DuckDB: it runs whatever it is sent, and returns the rows as an Arrow stream.

This is the limit of `uncached` and `rollups`: the same engine, files, protocol and client as ours, and nothing else; no
people, rights, budgets, receipts or processes of their own for statements.
"""

import asyncio
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
import httpx
import uvicorn
from arro3.core import RecordBatchReader
from arro3.io import write_ipc_stream
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.server import free_port
from bench.thinnest import wait_until_it_listens


@contextmanager
def thinnest_duckdb() -> Iterator[Callable[[str], object]]:
    """Asks such a server, in a process of its own, for as long as the block lasts."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.thinnest_duckdb", str(port)])
    try:
        wait_until_it_listens(port)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=600) as client:
            yield lambda sql: client.post("/", content=sql).raise_for_status()
    finally:
        process.terminate()
        process.wait(timeout=10)


def application(connection: duckdb.DuckDBPyConnection) -> Starlette:
    """One route that runs a statement beside the event loop."""

    def run(sql: str) -> bytes:
        stream = io.BytesIO()
        write_ipc_stream(RecordBatchReader.from_arrow(connection.sql(sql)), stream, compression=None)
        return stream.getvalue()

    async def query(request: Request) -> Response:
        return Response(await asyncio.to_thread(run, (await request.body()).decode()))

    return Starlette(routes=[Route("/", query, methods=["POST"])])


if __name__ == "__main__":
    with duckdb.connect() as warm:
        warm.execute(f"SET threads={os.cpu_count()}")
        warm.execute("SET parquet_metadata_cache=true")
        uvicorn.run(application(warm), host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False)
