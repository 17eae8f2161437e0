"""Pictures that plug-ins draw, on their way to a file."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gnomon.charts.contracts import CustomPicture, Drawing
from gnomon.engine.contracts import Engine, EngineError, QueryTimeout, RunId, TaskLane, WorkerTask
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.query.contracts import QueryMeaning
from gnomon.visuals import service as visuals
from gnomon.visuals.service import VisualFolder

DRAW = "gnomon.exports.pictures.custom:draw"
DRAW_SECONDS = 15.0
DRAW_BYTES = 768 * 1024 * 1024


class TookTooLong(EngineError):
    """A plug-in that was ended with its whole process."""

    def __init__(self, name: str) -> None:
        super().__init__(
            ErrorCode.QUERY_TIMEOUT,
            f"The custom visual “{name}” could not draw this: it took longer than {DRAW_SECONDS:g} seconds.",
            hint="Choose another kind of picture, or tell whoever installed the visual.",
        )


@dataclass(frozen=True, slots=True)
class Studio:
    """Where plug-ins come from, and a private folder for the worker that runs one."""

    visuals: VisualFolder
    folder: Path

    async def draw(
        self,
        engine: Engine,
        payload: Mapping[str, Any],
        drawing: Drawing,
        custom: CustomPicture,
        meaning: QueryMeaning,
        run_id: RunId | None,
    ) -> Mapping[str, Any]:
        """What the plug-in of a picture draws of its rows. Raises `VisualGone`, `DoesNotFit` and `TaskRefused`."""
        found = await visuals.visual_script(self.visuals, custom.visual_id)
        columns = columns_of(drawing, meaning)
        visuals.check_fits(found.manifest, ((one["channel"], one["role"] == "measure") for one in columns))
        told = {
            "name": found.manifest.name,
            "script": found.script,
            "columns": columns,
            "options": visuals.options_of(found.manifest, custom.options),
        }
        room = self.folder / "visual"
        await asyncio.to_thread(room.mkdir, exist_ok=True)
        task = WorkerTask(
            entry_point=DRAW,
            payload={**payload, "custom": told},
            readable=(),
            output_dir=room,
            seconds=DRAW_SECONDS,
            memory_bytes=DRAW_BYTES,
            threads=1,
            lane=TaskLane.EXPORTS,
        )
        try:
            drawn = await engine.run_task(task, run_id=run_id)
        except QueryTimeout:
            raise TookTooLong(found.manifest.name) from None
        await asyncio.to_thread(_remove, room)
        return {"name": found.manifest.name, "svg": drawn["svg"]}


def columns_of(drawing: Drawing, meaning: QueryMeaning) -> list[dict[str, Any]]:
    """The columns of a picture by their wells, in the words that plug-ins know (`web/src/viz/custom/input.ts`)."""
    known = {one.name: one for one in meaning.columns}
    return [
        {
            "name": one.column,
            "label": known[one.column].label,
            "channel": one.channel,
            "role": known[one.column].role.value,
            "type": known[one.column].type.value,
            "grain": None if (grain := known[one.column].grain) is None else grain.value,
            "bin_width": known[one.column].bin_width,
            "format": drawing.number_formats.get(one.column),
        }
        for one in drawing.bindings
        if one.column in known
    ]


def _remove(folder: Path) -> None:
    for one in folder.iterdir():
        one.unlink()
    folder.rmdir()
