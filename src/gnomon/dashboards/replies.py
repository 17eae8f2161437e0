"""The answers of a page on the wire: frames as they complete, or JSON when all are there."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

import orjson
from fastapi import Request, Response

from gnomon.dashboards.results import PageAnswers
from gnomon.query.replies import NO_STORE, rows_json, stream_frames, while_connected
from gnomon.query.service import BATCH_MEDIA_TYPE, QueryFrame, error_body


async def reply_with_tiles(request: Request, answers: PageAnswers) -> Response:
    """Frames for those who accept them, else one JSON document in the order that was asked for."""
    if BATCH_MEDIA_TYPE in request.headers.get("accept", ""):
        return stream_frames(request, answers.frames)
    gathered = await while_connected(request, _gathered(answers.frames))
    gathered.sort(key=lambda frame: answers.tile_ids.index(frame.id))
    body = await asyncio.to_thread(_tiles_json, gathered)
    return Response(body, media_type="application/json", headers=NO_STORE)


async def _gathered(frames: AsyncGenerator[QueryFrame, None]) -> list[QueryFrame]:
    async with aclosing(frames):
        return [frame async for frame in frames]


def _tiles_json(frames: Sequence[QueryFrame]) -> bytes:
    items = [
        {
            "id": frame.id,
            "drawing": frame.extra,
            "result": orjson.Fragment(rows_json(frame.answer)) if frame.answer else None,
            "error": error_body(frame.error) if frame.error else None,
        }
        for frame in frames
    ]
    return orjson.dumps({"items": items})
