"""The single checks of `gnomon doctor`."""

import os
import shutil
import stat
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import text

from gnomon.bootstrap import prepare_data_dir, secrets_dir, signing_key
from gnomon.cli.welcome import public_address
from gnomon.engine.contracts import Budget, Statement
from gnomon.engine.service import start_engine
from gnomon.foundation.db.database import Database
from gnomon.foundation.settings import MEBIBYTE, Settings
from gnomon.foundation.storage import local_folders, make_blobs
from gnomon.identity.rate_limits import make_rate_limits
from gnomon.migrations.state import is_newest
from gnomon.query.caching.redis import redis_facts

LOW_DISK_BYTES = 1024 * MEBIBYTE


class Severity(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, with a way to mend it."""

    subject: str
    severity: Severity
    message: str

    @property
    def mark(self) -> str:
        """The finding at a glance."""
        return {Severity.OK: "✓", Severity.WARNING: "!", Severity.TROUBLE: "✗"}[self.severity]

    @property
    def is_trouble(self) -> bool:
        """Whether the server would not work."""
        return self.severity is Severity.TROUBLE


Check = Callable[[Settings], Awaitable[tuple[Severity, str]]]


async def examine(settings: Settings) -> list[Finding]:
    """Every check, each by itself: one that fails does not hide the others."""
    return [await _carefully(subject, check, settings) for subject, check in CHECKS]


async def _carefully(subject: str, check: Check, settings: Settings) -> Finding:
    try:
        severity, message = await check(settings)
    except Exception as error:
        severity, message = Severity.TROUBLE, f"{type(error).__name__}: {error}"
    return Finding(subject, severity, message)


async def check_data_dir(settings: Settings) -> tuple[Severity, str]:
    """The data folder can be written, and others cannot write it."""
    prepare_data_dir(settings)
    facts = settings.data_dir.stat()
    if not os.access(settings.data_dir, os.W_OK):
        return Severity.TROUBLE, f"{settings.data_dir} cannot be written; give it to the user that runs the server."
    if stat.S_IMODE(facts.st_mode) & 0o022:
        return Severity.TROUBLE, f"others may write into {settings.data_dir}; run: chmod go-w {settings.data_dir}"
    return Severity.OK, f"{settings.data_dir} can be written by its owner alone."


async def check_disk(settings: Settings) -> tuple[Severity, str]:
    """There is room for data."""
    free = shutil.disk_usage(settings.data_dir).free
    message = f"{free // MEBIBYTE:,} MiB are free."
    if free < LOW_DISK_BYTES:
        return Severity.WARNING, f"{message} Uploads will fail soon; free some space or move GNOMON_DATA_DIR."
    return Severity.OK, message


async def check_secrets(settings: Settings) -> tuple[Severity, str]:
    """The signing key is fit, and nobody else can read it."""
    signing_key(settings)
    where = "the environment" if settings.secret_key is not None else str(secrets_dir(settings))
    return Severity.OK, f"the signing key comes from {where}."


async def check_database(settings: Settings) -> tuple[Severity, str]:
    """The metadata database answers, and its schema is the newest."""
    database = Database(settings.metadata_url)
    try:
        async with database.read() as session:
            await session.execute(text("SELECT 1"))
    finally:
        await database.close()
    if not await is_newest(settings.metadata_url):
        return Severity.WARNING, "the schema is not the newest; run: gnomon migrate"
    return Severity.OK, f"{'SQLite' if database.is_sqlite else 'PostgreSQL'} answers, its schema is the newest."


async def check_storage(settings: Settings) -> tuple[Severity, str]:
    """The store of files answers."""
    blobs = make_blobs(settings)
    try:
        if not await blobs.is_available():
            return Severity.TROUBLE, "the store does not answer; check GNOMON_STORAGE_URL and its keys."
    finally:
        await blobs.close()
    return Severity.OK, "the store of files answers."


async def check_rates(settings: Settings) -> tuple[Severity, str]:
    """The rates can be read."""
    make_rate_limits(settings)
    where = "in memory" if settings.redis_url is None else "in Redis"
    return Severity.OK, f"rates are counted {where}."


async def check_redis(settings: Settings) -> tuple[Severity, str]:
    """Redis answers, and makes room for what is new."""
    if settings.redis_url is None:
        return Severity.OK, "none is used; set REDIS_URL where several server processes run."
    facts = await redis_facts(settings.redis_url.get_secret_value())
    if facts is None:
        return Severity.OK, "several servers are used, for rates alone; results are kept in memory."
    if not facts.max_memory:
        return Severity.WARNING, "it has no maxmemory; set one, with maxmemory-policy allkeys-lru."
    if not facts.evicts:
        way_out = "Set maxmemory-policy allkeys-lru."
        return (
            Severity.WARNING,
            f"it evicts nothing: when it is full, no rate is counted and nobody signs in. {way_out}",
        )
    return Severity.OK, f"it answers; rates and results share {facts.max_memory // MEBIBYTE:,} MiB."


async def check_engine(settings: Settings) -> tuple[Severity, str]:
    """A worker starts and answers within its walls."""
    engine = start_engine(settings.engine.model_copy(update={"workers": 1}), data_folders=local_folders(settings))
    try:
        budget = Budget(seconds=10, memory_bytes=settings.engine.memory_limit, max_rows=10)
        await engine.run(Statement("SELECT 42 AS answer", (), ()), budget)
    finally:
        await engine.close()
    return Severity.OK, "a worker process starts and answers."


async def check_transport(settings: Settings) -> tuple[Severity, str]:
    """Passwords do not travel in the open."""
    address = public_address(settings)
    if not settings.is_loopback and not address.startswith("https://"):
        way_out = (
            "Put a proxy with HTTPS in front and name its address in GNOMON_PUBLIC_URL and GNOMON_TRUSTED_PROXIES."
        )
        return Severity.WARNING, f"{address} is plain HTTP: passwords can be read on the way. {way_out}"
    return Severity.OK, f"{address} is safe to sign in to."


CHECKS = (
    ("Data folder", check_data_dir),
    ("Disk", check_disk),
    ("Secrets", check_secrets),
    ("Database", check_database),
    ("Storage", check_storage),
    ("Rates", check_rates),
    ("Redis", check_redis),
    ("Engine", check_engine),
    ("Address", check_transport),
)
