"""What an error of the metadata database means: that it does not answer now, or something else."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

PASSING_STATES = ("08", "40", "53", "57P")
"""SQLSTATE classes that pass: the connection is lost, a conflict, no room for more, stopping or starting.

The PostgreSQL driver gives them no class of their own, so that they cannot be told by their type.
"""


def is_passing(error: BaseException) -> bool:
    """Whether the same statement may go well a little later."""
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout | ConnectionError | TimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state.startswith(PASSING_STATES)
