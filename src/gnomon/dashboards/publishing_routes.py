"""The HTTP of publishing dashboards, and of comparing their states."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from gnomon.dashboards import publishing
from gnomon.dashboards.contracts import (
    ChoosePublishing,
    Dashboard,
    DashboardComparison,
    DashboardId,
    DiscardDraft,
    Publication,
    PublishDashboard,
)
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow

router = APIRouter(tags=["dashboards"])

READ = [allow(Action.DASHBOARD_READ)]
WRITE = [allow(Action.DASHBOARD_WRITE)]


@router.get("/dashboards/{dashboard_id}/published", dependencies=READ)
async def get_published(dashboard_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Dashboard:
    """One dashboard as readers see it, also for those who may edit."""
    return await publishing.get_published(db, who, DashboardId(dashboard_id))


@router.get("/dashboards/{dashboard_id}/publication", dependencies=WRITE)
async def publication(dashboard_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Publication:
    """What readers see of a dashboard, who published it, and what publishing the present state would change."""
    return await publishing.get_publication(db, who, DashboardId(dashboard_id))


@router.post("/dashboards/{dashboard_id}/publish", dependencies=WRITE)
async def publish(dashboard_id: UUID, body: PublishDashboard, who: CurrentPrincipal, db: Db) -> Dashboard:
    """Show readers the present state; 409 when somebody saved a newer one than the revision that is named."""
    return await publishing.publish_dashboard(db, who, DashboardId(dashboard_id), body)


@router.post("/dashboards/{dashboard_id}/discard", dependencies=WRITE)
async def discard(dashboard_id: UUID, body: DiscardDraft, who: CurrentPrincipal, db: Db) -> Dashboard:
    """Go back to what readers see, as a new revision; the draft stays in the history."""
    return await publishing.discard_draft(db, who, DashboardId(dashboard_id), body)


@router.put("/dashboards/{dashboard_id}/publishing", dependencies=WRITE)
async def choose_publishing(dashboard_id: UUID, body: ChoosePublishing, who: CurrentPrincipal, db: Db) -> Dashboard:
    """Publish what is saved with it from now on, or by hand."""
    return await publishing.choose_publishing(db, who, DashboardId(dashboard_id), body)


@router.get("/dashboards/{dashboard_id}/revisions/{revision}/compare", dependencies=READ)
async def compare_revisions(
    dashboard_id: UUID,
    revision: int,
    who: CurrentPrincipal,
    db: ReadDb,
    other: Annotated[int | None, Query(alias="with")] = None,
) -> DashboardComparison:
    """What differs in a revision from another one, or from the one before it, page by page and in words."""
    return await publishing.compare_revisions(db, who, DashboardId(dashboard_id), revision, other)
