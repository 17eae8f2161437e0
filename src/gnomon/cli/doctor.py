"""`gnomon doctor`: look at everything the server needs, and say how to mend what is wrong."""

import asyncio
from pathlib import Path

import click

from gnomon.cli.options import data_dir_option, read_settings


@click.command()
@data_dir_option
def doctor(data_dir: Path | None) -> None:
    """Check folders, database, storage, secrets and the engine's walls."""
    from gnomon.cli.checkups import examine

    findings = asyncio.run(examine(read_settings(data_dir=data_dir)))
    for finding in findings:
        click.echo(f"{finding.mark}  {finding.subject}: {finding.message}")
    if any(finding.is_trouble for finding in findings):
        raise SystemExit(1)
