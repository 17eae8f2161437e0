"""Set the showcase up: a workspace without members that holds its sample data and dashboard."""

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import repository
from gnomon.dashboards.contracts import SamplesMissing
from gnomon.dashboards.samples.definitions import flights
from gnomon.dashboards.samples.install import DASHBOARDS, install
from gnomon.dashboards.tables import ShowcaseRow
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.queue import enqueue
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId

log = structlog.get_logger(__name__)

JOB = "dashboards.install_showcase"
WORKSPACE = "Gnomon samples"
SAMPLES_VERSION = 1
"""Raise it when the showcase changes, so that servers set it up anew."""


class InstallShowcase(Contract):
    """Set the showcase up, unless this edition of it is there."""

    samples_version: int


async def expect_showcase(session: AsyncSession) -> None:
    """See to it that the showcase is there some time after the start."""
    row = await repository.showcase(session)
    if row is None or row.dashboard_id is None or row.samples_version != SAMPLES_VERSION:
        await enqueue(session, JOB, InstallShowcase(samples_version=SAMPLES_VERSION), key=str(SAMPLES_VERSION))


async def install_showcase(runtime: Runtime, command: InstallShowcase) -> None:
    """Set the showcase up; run again, it goes on where it was."""
    database = runtime.get(Database)
    async with database.write() as session:
        row = await repository.showcase(session, for_update=True)
        if row is None or row.samples_version != command.samples_version:
            row = await _begin(session, row, command.samples_version)
        if row.dashboard_id is not None:
            return
        workspace_id = WorkspaceId(row.workspace_id)
    principal = identity.system_principal(workspace_id)
    try:
        made = await install(runtime, principal, (DASHBOARDS[flights.NAME][0],), (flights.NAME,))
    except SamplesMissing:
        log.warning("showcase.left_out", reason="the sample data is not part of this installation")
        return
    async with database.write() as session:
        row = await repository.showcase(session, for_update=True)
        if row is not None and row.workspace_id == workspace_id:
            row.dashboard_id = made.dashboard_ids[0]


async def _begin(session: AsyncSession, row: ShowcaseRow | None, samples_version: int) -> ShowcaseRow:
    workspace_id = await identity.open_system_workspace(session, WORKSPACE)
    if row is None:
        row = ShowcaseRow(id=1, workspace_id=workspace_id, dashboard_id=None, samples_version=samples_version)
        session.add(row)
    else:
        row.workspace_id, row.dashboard_id, row.samples_version = workspace_id, None, samples_version
    await session.flush()
    return row
