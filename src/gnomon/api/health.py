"""Whether the application lives, is ready, and reaches what it stands on."""

import asyncio
from typing import Annotated

import structlog
from fastapi import APIRouter, Request, Response
from sqlalchemy import text

from gnomon import __version__
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.storage import Blobs
from gnomon.identity.deps import provide, public

log = structlog.get_logger(__name__)

TIMEOUT_SECONDS = 3.0

router = APIRouter(tags=["operation"])

OurDatabase = Annotated[Database, provide(Database)]
OurBlobs = Annotated[Blobs, provide(Blobs)]


class Health(Contract):
    """How the application and what it stands on fare."""

    status: str
    database: str
    storage: str
    version: str


class Liveness(Contract):
    """That the process answers."""

    status: str


@router.get("/health", dependencies=[public])
async def health(database: OurDatabase, blobs: OurBlobs, response: Response) -> Health:
    """Whether database and storage answer; 503 when one does not."""
    is_connected, is_available = await asyncio.gather(_answers(database), _stores(blobs))
    if not (is_connected and is_available):
        response.status_code = 503
    return Health(
        status="healthy" if is_connected and is_available else "unhealthy",
        database="connected" if is_connected else "disconnected",
        storage="available" if is_available else "unavailable",
        version=__version__,
    )


@router.get("/health/live", dependencies=[public])
async def live() -> Liveness:
    """That the process answers; looks at nothing else."""
    return Liveness(status="alive")


@router.get("/health/ready", dependencies=[public])
async def ready(request: Request, database: OurDatabase, response: Response) -> Liveness:
    """Whether this process should be sent requests: not while it is stopping, nor without its database."""
    if request.app.state.draining.is_set():
        response.status_code = 503
        return Liveness(status="stopping")
    if not await _answers(database):
        response.status_code = 503
        return Liveness(status="waiting for the database")
    return Liveness(status="ready")


async def _answers(database: Database) -> bool:
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS), database.read() as session:
            await session.execute(text("SELECT 1"))
    except Exception as error:
        log.warning("api.database_silent", error=type(error).__name__)
        return False
    return True


async def _stores(blobs: Blobs) -> bool:
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            return await blobs.is_available()
    except Exception as error:
        log.warning("api.storage_silent", error=type(error).__name__)
        return False
