"""The composition root: settings become running parts, and end in the opposite order."""

import os
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog

from gnomon.charts import jobs as chart_jobs
from gnomon.dashboards import jobs as dashboard_jobs
from gnomon.dashboards import tags as dashboard_tags
from gnomon.dashboards.samples.showcase import expect_showcase
from gnomon.dashboards.showcase import has_showcase
from gnomon.datasets import jobs as dataset_jobs
from gnomon.datasets.contracts import DatasetAccess
from gnomon.datasets.service import tags as dataset_tags
from gnomon.engine.access import make_readable
from gnomon.engine.contracts import Engine
from gnomon.engine.service import start_engine
from gnomon.exports import jobs as export_jobs
from gnomon.exports.contracts import PICTURES, ExportFormat
from gnomon.exports.sheets import RENDER_SHEET, EnginePainter
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.contracts import DEFAULT_LANE, JobHandler
from gnomon.foundation.jobs.worker import JobWorker
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.kit.secret_files import read_or_make
from gnomon.foundation.live.tags import Reader
from gnomon.foundation.live.watch import LiveWatch
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs, local_folders, make_blobs
from gnomon.identity.authentication import SessionStates
from gnomon.identity.key_states import KeyStates
from gnomon.identity.parts import IdentityParts, no_showcase
from gnomon.identity.rate_limits import RateLimits, make_rate_limits
from gnomon.identity.setup_token import SetupToken
from gnomon.identity.signing_key import checked_key
from gnomon.identity.tokens import TokenSigner
from gnomon.queries import jobs as query_jobs
from gnomon.queries.runtime import RunHistory
from gnomon.query import jobs as question_jobs
from gnomon.query.access import PolicedAccess
from gnomon.query.runtime import QueryRuntime, make_query_runtime
from gnomon.semantic import jobs as model_jobs
from gnomon.semantic.formulas.registry import functions
from gnomon.sharing.previews import Previews
from gnomon.sharing.secrets import LinkSecrets
from gnomon.sources import jobs as source_jobs
from gnomon.sources.contracts import LANE
from gnomon.sources.jobs import SMALL_LANE
from gnomon.sources.work_folders import WorkFolders
from gnomon.visuals.service import VisualFolder

log = structlog.get_logger(__name__)

DRAIN_SECONDS = 10.0
CALL_ENTRY_POINTS = (
    "gnomon.query.handwritten.reading:read_text",
    "gnomon.query.handwritten.reading:check_rendered",
    "gnomon.query.handwritten.fan_out.finding:find_multiplied",
    "gnomon.query.handwritten.fan_out.correcting:correct",
    "gnomon.query.handwritten.outgoing:written_columns",
    "gnomon.charts.forecasts.call:forecast",
)
TASK_ENTRY_POINTS = (
    "gnomon.sources.importers.run:read_file",
    "gnomon.sources.importers.run:list_sheets",
    "gnomon.query.handwritten.storing:store_answer",
    "gnomon.query.rollups.storing:store_rollup",
    "gnomon.exports.pictures.custom:draw",
    *(f"gnomon.exports.formats.{kind}_file:write" for kind in ExportFormat if kind not in PICTURES),
)
LIVE_READERS: Mapping[str, Reader] = {
    dataset_tags.KIND: dataset_tags.tags_of,
    dashboard_tags.READ_KIND: dashboard_tags.read_tags,
    dashboard_tags.DRAFT_KIND: dashboard_tags.draft_tags,
}
KEPT_ENTRY_POINTS = ("gnomon.exports.pictures.entry:draw", RENDER_SHEET)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Runtime]:
    """Every part of one server process, for as long as the block lasts."""
    prepare_data_dir(settings)
    # Plug-ins that bring functions which cannot be had are told of now, and not to whoever writes a formula.
    functions()
    async with AsyncExitStack() as stack:
        runtime = Runtime()
        runtime.add(Settings, settings)
        database = Database(settings.metadata_url)
        stack.push_async_callback(database.close)
        runtime.add(Database, database)
        add_identity(runtime, settings, database)
        stack.push_async_callback(runtime.get(KeyStates).close)
        blobs = make_blobs(settings, prepare_file=make_readable)
        stack.push_async_callback(blobs.close)
        runtime.add(Blobs, blobs)  # type: ignore[type-abstract]
        engine = start_engine(
            settings.engine,
            data_folders=local_folders(settings),
            task_entry_points=TASK_ENTRY_POINTS,
            call_entry_points=CALL_ENTRY_POINTS,
            kept_entry_points=KEPT_ENTRY_POINTS,
        )
        stack.push_async_callback(engine.close)
        runtime.add(Engine, engine)  # type: ignore[type-abstract]
        questions = make_query_runtime(
            settings, database=database, blobs=blobs, engine=engine, signing_key=signing_key(settings)
        )
        stack.push_async_callback(questions.close)
        runtime.add(QueryRuntime, questions)
        runtime.add(DatasetAccess, PolicedAccess(questions))  # type: ignore[type-abstract]
        history = RunHistory(database)
        stack.push_async_callback(history.close)
        runtime.add(RunHistory, history)
        watch = LiveWatch(database, LIVE_READERS)
        stack.push_async_callback(watch.close)
        runtime.add(LiveWatch, watch)
        runtime.add(Previews, Previews(EnginePainter(engine)))
        runtime.add(VisualFolder, VisualFolder(settings.visuals_folder, settings.visuals_keys))
        runtime.add(LinkSecrets, LinkSecrets(signing_key(settings), is_open=settings.share_links))
        runtime.add(WorkFolders, WorkFolders(settings.data_dir / "work"))
        worker = JobWorker(runtime, job_handlers(), job_lanes(settings))
        runtime.add(JobWorker, worker)
        await worker.start()
        stack.push_async_callback(worker.stop, DRAIN_SECONDS)
        if settings.showcase:
            async with database.write() as session:
                await expect_showcase(session)
        yield runtime


def add_identity(runtime: Runtime, settings: Settings, database: Database) -> None:
    """The parts of identity, which the command line also uses without a server."""
    signer = TokenSigner(signing_key(settings), timedelta(minutes=settings.access_token_minutes))
    keys = KeyStates(database)
    states = SessionStates(database, keys)
    limits = make_rate_limits(settings)
    parts = IdentityParts(
        database=database,
        signer=signer,
        states=states,
        limits=limits,
        setup_token=setup_token(settings),
        session_lifetime=timedelta(days=settings.refresh_token_days),
        is_signup_open=settings.is_signup_open,
        has_showcase=has_showcase if settings.showcase else no_showcase,
    )
    runtime.add(TokenSigner, signer)
    runtime.add(SessionStates, states)
    runtime.add(KeyStates, keys)
    runtime.add(RateLimits, limits)
    runtime.add(IdentityParts, parts)


def signing_key(settings: Settings) -> bytes:
    """The signing key of the settings, or the one that the first start made."""
    if settings.secret_key is not None:
        return checked_key(settings.secret_key.get_secret_value())
    made = read_or_make(secrets_dir(settings) / "signing_key", lambda: secrets.token_urlsafe(48))
    return checked_key(made)


def setup_token(settings: Settings) -> SetupToken:
    """The token of the one-time set-up link."""
    configured = None if settings.setup_token is None else settings.setup_token.get_secret_value()
    return SetupToken(secrets_dir(settings) / "setup_token", configured)


def secrets_dir(settings: Settings) -> Path:
    """The folder of the secrets that the first start makes."""
    return settings.data_dir / "secrets"


def prepare_data_dir(settings: Settings) -> None:
    """Make the data folder, and the database file readable by its owner alone."""
    settings.data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    url = settings.metadata_url
    if url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite:///")
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def job_lanes(settings: Settings) -> dict[str, int]:
    """How many jobs of each lane run at the same time in one process."""
    return {
        DEFAULT_LANE: 4,
        LANE: settings.engine.max_concurrent_imports,
        SMALL_LANE: 1,
        question_jobs.LANE: 1,
        export_jobs.LANE: settings.engine.max_concurrent_exports,
    }


def job_handlers() -> Sequence[JobHandler[Any]]:
    """The handlers of every room."""
    return [
        *source_jobs.HANDLERS,
        *dataset_jobs.HANDLERS,
        *model_jobs.HANDLERS,
        *question_jobs.HANDLERS,
        *query_jobs.HANDLERS,
        *chart_jobs.HANDLERS,
        *dashboard_jobs.HANDLERS,
        *export_jobs.HANDLERS,
    ]
