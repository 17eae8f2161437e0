"""The running part of query: what questions need beside a principal."""

from dataclasses import dataclass, field

from gnomon.engine.contracts import Engine
from gnomon.foundation.db.database import Database
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.query.cache import KeyFacts, ResultCache, SingleFlight
from gnomon.query.limits import QueryLimits
from gnomon.query.log import QueryLog
from gnomon.query.policies import RowPolicies, no_row_policies
from gnomon.query.runs import Runs


@dataclass(frozen=True, slots=True)
class QueryRuntime:
    """Database, files, engine, kept results and limits: one for the life of the application."""

    database: Database
    blobs: Blobs
    engine: Engine
    cache: ResultCache
    limits: QueryLimits
    log: QueryLog
    flights: SingleFlight = field(default_factory=SingleFlight)
    key_facts: KeyFacts = field(default_factory=KeyFacts)
    runs: Runs = field(default_factory=Runs)
    row_policies: RowPolicies = no_row_policies

    async def close(self) -> None:
        """Write what the log still holds."""
        await self.log.close()


def make_query_runtime(settings: Settings, *, database: Database, blobs: Blobs, engine: Engine) -> QueryRuntime:
    """The running part as the settings want it."""
    return QueryRuntime(
        database=database,
        blobs=blobs,
        engine=engine,
        cache=ResultCache(settings.cache_bytes, settings.cache_seconds),
        limits=QueryLimits(settings.engine),
        log=QueryLog(database),
    )
