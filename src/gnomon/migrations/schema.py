"""The tables of every room on one base, for migrations and for tests."""

from sqlalchemy import MetaData

import gnomon.charts.tables
import gnomon.comments.tables
import gnomon.dashboards.tables
import gnomon.datasets.tables
import gnomon.exports.tables
import gnomon.folders.tables
import gnomon.foundation.db.wordings
import gnomon.foundation.jobs.tables
import gnomon.identity.tables
import gnomon.library.tables
import gnomon.queries.tables
import gnomon.query.tables
import gnomon.semantic.tables
import gnomon.sharing.tables
import gnomon.sources.tables
import gnomon.themes.tables  # noqa: F401
from gnomon.foundation.db.base import Base


def metadata() -> MetaData:
    """The metadata of every table there is."""
    return Base.metadata
