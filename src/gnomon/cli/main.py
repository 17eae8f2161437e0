"""The command `gnomon`; each subcommand imports what it needs when it is called, so that `--help` is quick."""

import click

from gnomon import __version__
from gnomon.cli.doctor import doctor
from gnomon.cli.documents import formulas_doc, openapi, settings_doc
from gnomon.cli.migrate import migrate
from gnomon.cli.serve import serve
from gnomon.cli.user import user
from gnomon.cli.visual import visual


@click.group()
@click.version_option(__version__, prog_name="gnomon")
def main() -> None:
    """Gnomon: self-hosted business intelligence and event analytics."""


for command in (serve, migrate, user, visual, doctor, openapi, settings_doc, formulas_doc):
    main.add_command(command)
