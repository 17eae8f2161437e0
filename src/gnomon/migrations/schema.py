"""The tables of every room on one base, for migrations and for tests."""

from importlib import import_module
from importlib.util import find_spec

from sqlalchemy import MetaData

from gnomon.foundation.db.base import Base

TABLE_MODULES = (
    "gnomon.identity.tables",
    "gnomon.foundation.jobs.tables",
    "gnomon.datasets.tables",
    "gnomon.sources.tables",
    "gnomon.semantic.tables",
    "gnomon.query.tables",
    "gnomon.charts.tables",
    "gnomon.dashboards.tables",
)


def metadata() -> MetaData:
    """The metadata of every table there is."""
    for name in TABLE_MODULES:
        if find_spec(name) is not None:
            import_module(name)
    return Base.metadata
