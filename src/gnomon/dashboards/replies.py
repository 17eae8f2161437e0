"""The answers of a page on the wire: frames as they complete, or JSON when all are there."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from gnomon.dashboards.assets import AssetFile
from gnomon.dashboards.results import PageAnswers
from gnomon.query.replies import BATCH_REPLY, NO_STORE, rows_json, stream_frames, wants_frames, while_connected
from gnomon.query.service import QueryFrame, error_body

TILES: dict[int | str, dict[str, Any]] = {
    200: BATCH_REPLY[200]
    | {
        "description": "One answer a tile as JSON; or, as frames, each as soon as it is ready: the header's `id` is "
        "the tile, its `extra` the `Drawing`, its `meaning` the `QueryMeaning`, its `error` why there is no answer."
    }
}


IMAGE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The image.", "content": {"image/*": {"schema": {"type": "string", "format": "binary"}}}}
}


LINKED: dict[int | str, dict[str, Any]] = {
    200: BATCH_REPLY[200]
    | {
        "description": "One linked tile after the other as JSON; or, as frames, each as soon as it is ready: the "
        "header's `id` is the tile, its `extra` the `LinkedTile`, its `meaning` the `QueryMeaning` of the cells."
    }
}


async def reply_with_tiles(request: Request, answers: PageAnswers, *, may_keep: bool) -> Response:
    """Frames for those who accept them, else one JSON document in the order that was asked for."""
    if wants_frames(request):
        return stream_frames(request, answers.frames, may_keep=may_keep)
    gathered = await while_connected(request, _gathered(answers.frames))
    gathered.sort(key=lambda frame: answers.tile_ids.index(frame.id))
    body = await asyncio.to_thread(_tiles_json, gathered)
    return Response(body, media_type="application/json", headers=NO_STORE)


async def reply_with_linked_tiles(request: Request, answers: PageAnswers, *, may_keep: bool) -> Response:
    """The same for the cells of linked tiles."""
    if wants_frames(request):
        return stream_frames(request, answers.frames, may_keep=may_keep)
    gathered = await while_connected(request, _gathered(answers.frames))
    gathered.sort(key=lambda frame: answers.tile_ids.index(frame.id))
    body = await asyncio.to_thread(_linked_json, gathered)
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


def _linked_json(frames: Sequence[QueryFrame]) -> bytes:
    items = [
        {
            "id": frame.id,
            "linked": frame.extra,
            "result": orjson.Fragment(rows_json(frame.answer)) if frame.answer else None,
            "error": error_body(frame.error) if frame.error else None,
        }
        for frame in frames
    ]
    return orjson.dumps({"items": items})


def reply_with_image(found: AssetFile, *, max_age: int) -> StreamingResponse:
    """An image, which even where it is opened by itself can neither act nor fetch."""
    headers = {
        "cache-control": f"private, max-age={max_age}, immutable",
        "content-disposition": "attachment",
        "content-length": str(found.byte_size),
        "content-encoding": "identity",
        "content-security-policy": "default-src 'none'; sandbox",
        "etag": f'"{found.sha256}"',
        "x-content-type-options": "nosniff",
    }
    return StreamingResponse(found.pieces, media_type=found.content_type, headers=headers)
