"""`gnomon migrate`: bring the metadata database to the newest schema."""

import asyncio
from pathlib import Path

import click

from gnomon.cli.options import data_dir_option, read_settings


@click.command()
@data_dir_option
def migrate(data_dir: Path | None) -> None:
    """Bring the metadata database to the newest schema."""
    from gnomon.bootstrap import prepare_data_dir
    from gnomon.migrations.runner import upgrade

    settings = read_settings(data_dir=data_dir)
    prepare_data_dir(settings)
    asyncio.run(upgrade(settings.metadata_url))
    click.echo("The metadata database has the newest schema.")
