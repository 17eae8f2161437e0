"""The running part of query: what questions need beside a principal."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from gnomon.engine.contracts import Engine
from gnomon.foundation.db.database import Database
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.query.cache import KeyFacts, ResultCache, SingleFlight
from gnomon.query.caching.levels import make_result_cache
from gnomon.query.caching.replies import KeptReplies
from gnomon.query.caching.subjects import KeptSubjects
from gnomon.query.limits import QueryLimits
from gnomon.query.log import QueryLog
from gnomon.query.policies import Permissions, model_permissions
from gnomon.query.rollups.shelf import RollupShelf
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
    rollups: RollupShelf
    subjects: KeptSubjects[Any] = field(default_factory=KeptSubjects)
    """What questions were about, while nothing has changed."""
    replies: KeptReplies = field(default_factory=KeptReplies)
    flights: SingleFlight = field(default_factory=SingleFlight)
    key_facts: KeyFacts = field(default_factory=KeyFacts)
    runs: Runs = field(default_factory=Runs)
    permissions: Permissions = model_permissions

    async def state(self) -> Hashable | None:
        """Equal states: nothing that decides about questions was changed in between. None: nobody knows."""
        stamp = await self.database.stamps.now()
        return None if stamp is None else (stamp, self.permissions)

    async def close(self) -> None:
        """Write what the log still holds, and what is being shared."""
        await self.log.close()
        await self.rollups.close()
        await self.cache.close()


def make_query_runtime(
    settings: Settings, *, database: Database, blobs: Blobs, engine: Engine, signing_key: bytes
) -> QueryRuntime:
    """The running part as the settings want it; results that several servers share are sealed by the key."""
    return QueryRuntime(
        database=database,
        blobs=blobs,
        engine=engine,
        cache=make_result_cache(settings, signing_key),
        limits=QueryLimits(settings.engine),
        log=QueryLog(database),
        rollups=RollupShelf(settings.rollups, database),
    )
