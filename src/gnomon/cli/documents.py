"""`gnomon openapi`, `settings-doc` and `formulas-doc`: documents made from the code, without starting anything."""

import json

import click


@click.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from gnomon.api.app import create_app
    from gnomon.foundation.settings import Settings

    click.echo(json.dumps(create_app(Settings.model_construct()).openapi(), indent=2, ensure_ascii=False))


@click.command("settings-doc")
def settings_doc() -> None:
    """Print the page that describes every setting."""
    from gnomon.cli.settings_page import settings_page

    click.echo(settings_page(), nl=False)


@click.command("formulas-doc")
def formulas_doc() -> None:
    """Print the page about formulas and all their functions."""
    from gnomon.cli.formulas_page import formulas_page

    click.echo(formulas_page(), nl=False)
