"""Settings as commands read them: the environment, then what was typed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from gnomon.foundation.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

data_dir_option = click.option(
    "--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Folder of the database, files and secrets."
)


def read_settings(**typed: Any) -> Settings:
    """The settings, with what was typed on the command line before everything else."""
    try:
        return Settings(**{name: value for name, value in typed.items() if value is not None})
    except ValidationError as error:
        lines = [f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}" for problem in error.errors()]
        raise click.ClickException("The settings cannot be used.\n  " + "\n  ".join(lines)) from error
