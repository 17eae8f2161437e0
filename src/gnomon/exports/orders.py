"""What the jobs of exports are told."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.exports.contracts import CreateExport, ExportId, ExportSource, PictureLooks
from gnomon.exports.tables import ExportRow
from gnomon.foundation.jobs.queue import enqueue
from gnomon.foundation.kit.contract import Contract

SOURCE: TypeAdapter[ExportSource] = TypeAdapter(ExportSource)
PICTURE = "picture"
RUN = "exports.run"
REMOVE = "exports.remove"


class ExportDue(Contract):
    """Write an export, or remove its file."""

    export_id: ExportId


def stored_source(command: CreateExport) -> dict[str, Any]:
    """What is asked for, as it is kept: only what was said; beside it how its picture looks, if that was said."""
    asked: dict[str, dict[str, Any]] = json.loads(
        command.model_dump_json(include={"source", PICTURE}, exclude_unset=True)
    )
    looks = {PICTURE: asked[PICTURE]} if PICTURE in asked else {}
    return asked["source"] | {"kind": command.source.kind} | looks


def read_source(stored: Mapping[str, Any]) -> tuple[ExportSource, PictureLooks]:
    """What was asked for."""
    source = {name: value for name, value in stored.items() if name != PICTURE}
    return SOURCE.validate_python(source), PictureLooks.model_validate(stored.get(PICTURE, {}))


def prefix_of(export_id: ExportId) -> str:
    """Below this key lies whatever was ever stored for an export."""
    return f"exports/{export_id}"


async def order_run(session: AsyncSession, row: ExportRow) -> None:
    """Write the export as soon as there is a place, and remove its file when its time is over."""
    due = ExportDue(export_id=ExportId(row.id))
    await enqueue(session, RUN, due)
    await enqueue(session, REMOVE, due, run_at=row.expires_at, key=str(row.id))


async def order_removal(session: AsyncSession, export_id: ExportId) -> None:
    """Remove the file of an export now."""
    await enqueue(session, REMOVE, ExportDue(export_id=export_id))
