"""The running part of query: what questions need beside a principal."""

from dataclasses import dataclass

from gnomon.engine.contracts import Engine
from gnomon.foundation.db.database import Database
from gnomon.foundation.storage import Blobs


@dataclass(frozen=True, slots=True)
class QueryRuntime:
    """Database, files, engine, kept results and limits: one for the life of the application."""

    database: Database
    blobs: Blobs
    engine: Engine
