"""`gnomon user`: accounts, for whoever can read the data folder."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import click

from gnomon.cli.options import data_dir_option, read_settings
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.parts import IdentityParts

Result = TypeVar("Result")


@click.group()
def user() -> None:
    """Create and change accounts."""


@user.command()
@click.argument("email")
@click.password_option(help="Asked for when absent.")
@click.option("--full-name")
@click.option("--admin", is_flag=True, help="Make the person an instance administrator.")
@data_dir_option
def create(email: str, password: str, full_name: str | None, admin: bool, data_dir: Path | None) -> None:
    """Open an account, whether or not sign-up is open."""
    from gnomon.identity import administration

    run(data_dir, lambda parts: administration.create_user(parts, email, password, full_name, is_admin=admin))
    click.echo(f"{email} has an account.")


@user.command("list")
@data_dir_option
def list_users(data_dir: Path | None) -> None:
    """Show every account."""
    from gnomon.identity import administration

    for account in run(data_dir, administration.list_users):
        click.echo(f"{account.created_at:%Y-%m-%d}  {'admin' if account.is_admin else '     '}  {account.email}")


@user.command("set-password")
@click.argument("email")
@click.password_option(help="Asked for when absent.")
@data_dir_option
def set_password(email: str, password: str, data_dir: Path | None) -> None:
    """Give an account a new password and end its sessions."""
    from gnomon.identity import administration

    run(data_dir, lambda parts: administration.set_password(parts, email, password))
    click.echo(f"{email} has a new password; every session has ended.")


@user.command("make-admin")
@click.argument("email")
@data_dir_option
def make_admin(email: str, data_dir: Path | None) -> None:
    """Make a person an instance administrator."""
    from gnomon.identity import administration

    run(data_dir, lambda parts: administration.make_admin(parts, email))
    click.echo(f"{email} is an instance administrator.")


def run(data_dir: Path | None, work: Callable[[IdentityParts], Awaitable[Result]]) -> Result:
    """Do something with accounts, and tell its error as a sentence."""

    async def work_with_parts() -> Result:
        async with identity_parts(data_dir) as parts:
            return await work(parts)

    try:
        return asyncio.run(work_with_parts())
    except AppError as error:
        raise click.ClickException(" ".join(filter(None, (error.message, error.hint)))) from error


@asynccontextmanager
async def identity_parts(data_dir: Path | None) -> AsyncIterator[IdentityParts]:
    """The parts of identity over a database of the newest schema, without a server."""
    from gnomon.bootstrap import add_identity, prepare_data_dir
    from gnomon.foundation.db.database import Database
    from gnomon.foundation.kit.runtime import Runtime
    from gnomon.migrations.runner import upgrade

    settings = read_settings(data_dir=data_dir)
    prepare_data_dir(settings)
    await upgrade(settings.metadata_url)
    database = Database(settings.metadata_url)
    try:
        runtime = Runtime()
        add_identity(runtime, settings, database)
        yield runtime.get(IdentityParts)
    finally:
        await database.close()
