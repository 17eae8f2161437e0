"""Which errors of the database pass, with the classes that its driver really raises."""

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from gnomon.foundation.db.trouble import is_passing

DRIVER = create_async_engine("postgresql+asyncpg://").dialect.loaded_dbapi


@pytest.mark.parametrize(
    ("cause", "passes"),
    [
        (asyncpg.CannotConnectNowError("the database system is starting up"), True),
        (asyncpg.AdminShutdownError("terminating connection due to administrator command"), True),
        (asyncpg.TooManyConnectionsError("sorry, too many clients already"), True),
        (asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"), True),
        (asyncpg.DeadlockDetectedError("deadlock detected"), True),
        (asyncpg.QueryCanceledError("canceling statement due to user request"), False),
        (asyncpg.UndefinedTableError("relation does not exist"), False),
    ],
)
def test_what_postgresql_says_is_told_by_its_state(cause: asyncpg.PostgresError, passes: bool) -> None:
    assert is_passing(DBAPIError("SELECT 1", {}, DRIVER.Error(str(cause), cause))) is passes


def test_other_errors_stay() -> None:
    errors = (ConnectionRefusedError(), TimeoutError(), KeyError(), ValueError())
    assert [is_passing(error) for error in errors] == [True, True, False, False]
