"""`gnomon serve`: migrate, say where the application is, answer until told to stop."""

import asyncio
import gc
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import click

from gnomon.cli.options import data_dir_option, read_settings
from gnomon.foundation.settings import Settings

DRAIN_SECONDS = 30
KEEP_ALIVE_SECONDS = 75
BACKLOG = 2048
# The supervisor replaces a process that does not answer it for so long; importing on a busy machine takes a while.
WORKER_START_SECONDS = 60


@click.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 unless set.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 8000 unless set.")
@data_dir_option
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Server processes.")
@click.option("--migrate/--no-migrate", default=True, show_default=True, help="Bring the database up to date first.")
def serve(host: str | None, port: int | None, data_dir: Path | None, workers: int, migrate: bool) -> None:
    """Start the server."""
    # What a start imports and builds is there to stay; to look for garbage among it costs a sixth of the time.
    # The finished application sets the collector going (`gnomon.api.server`).
    gc.disable()
    settings = read_settings(host=host, port=port, data_dir=data_dir)
    prepare(settings, migrate=migrate)
    run_server(settings, workers)


def prepare(settings: Settings, *, migrate: bool) -> None:
    """Make folders, secrets and schema, and print where a newcomer begins."""
    from gnomon.bootstrap import prepare_data_dir, signing_key
    from gnomon.identity.signing_key import UnfitSigningKey

    prepare_data_dir(settings)
    try:
        signing_key(settings)
    except UnfitSigningKey as error:
        raise click.ClickException(str(error)) from error
    for line in asyncio.run(_migrate_and_welcome(settings, migrate=migrate)):
        click.echo(line)


async def _migrate_and_welcome(settings: Settings, *, migrate: bool) -> list[str]:
    from gnomon.cli.welcome import welcome_lines
    from gnomon.migrations.state import is_newest

    if migrate and not await is_newest(settings.metadata_url):
        from gnomon.migrations.runner import upgrade

        await upgrade(settings.metadata_url)
    return await welcome_lines(settings)


def run_server(settings: Settings, workers: int) -> None:
    """Answer requests until the process is told to stop."""
    import uvicorn

    options: dict[str, Any] = {
        "host": settings.host,
        "port": settings.port,
        "loop": "uvloop",
        "http": "gnomon.api.protocol:BoundedProtocol",
        "ws": "none",
        "access_log": False,
        "log_config": None,
        "server_header": False,
        "proxy_headers": False,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
        "timeout_graceful_shutdown": DRAIN_SECONDS,
        "backlog": BACKLOG,
        "timeout_worker_healthcheck": WORKER_START_SECONDS,
    }
    hand_down(settings)
    signal.signal(signal.SIGTERM, end_well)
    uvicorn.run("gnomon.api.server:make", factory=True, workers=workers, **options)


def end_well(_number: int, _frame: FrameType | None) -> None:
    """End with code 0: the server library raises the signal once more when all is drained and closed."""
    sys.exit(0)


def hand_down(settings: Settings) -> None:
    """Put what was typed where the server processes read it."""
    os.environ["GNOMON_HOST"] = settings.host
    os.environ["GNOMON_PORT"] = str(settings.port)
    os.environ["GNOMON_DATA_DIR"] = str(settings.data_dir.resolve())
