"""Answers on the wire: Arrow for those who accept it, else JSON; and the end of a run whose asker has gone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import aclosing
from typing import Any, TypeVar

import orjson
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from gnomon.datasets.contracts import ColumnType
from gnomon.query import arrow
from gnomon.query.answers import QueryAnswer, QueryFrame, SqlAnswer
from gnomon.query.caching.replies import Recording
from gnomon.query.cube.slices import CubeAnswers
from gnomon.query.frames import ARROW_MEDIA_TYPE, BATCH_MEDIA_TYPE, encode_frame, error_body

Given = TypeVar("Given")

LONG_RESULT_ROWS = 2_000
NO_STORE = {"Cache-Control": "no-store"}

ROWS_REPLY: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Rows as JSON, as an Arrow IPC stream whose schema metadata holds `gnomon` (a `QueryMeaning`), "
        "or as one frame of a batch.",
        "content": {ARROW_MEDIA_TYPE: {}, BATCH_MEDIA_TYPE: {}},
    }
}
SQL_REPLY: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Rows as JSON, or as an Arrow IPC stream whose schema metadata holds `gnomon` (a `SqlMeaning`).",
        "content": {ARROW_MEDIA_TYPE: {}},
    }
}
BATCH_REPLY: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Frames, each as soon as it is ready: `[u32 big-endian header length][JSON header]"
        "[Arrow IPC stream]`; the header holds `id, meaning, error, body_length, extra`.",
        "content": {BATCH_MEDIA_TYPE: {}},
    }
}


CUBE_REPLY: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Slices as JSON, or as frames of a batch, each as soon as it is ready: the header's `extra` is "
        "the `CubeSlice`, its `meaning` the `QueryMeaning` of the cells, its `error` why the tile cannot be asked.",
        "content": {BATCH_MEDIA_TYPE: {}},
    }
}


async def reply_with(request: Request, answer: QueryAnswer, *, may_keep: bool = False) -> Response:
    """The answer in the form that the client accepts best."""
    accepted = request.headers.get("accept", "")
    if BATCH_MEDIA_TYPE in accepted:
        frame = QueryFrame("", answer, None)
        body = b"".join(encode_frame(frame))
        if may_keep:
            record(request, [frame])
        return Response(body, media_type=BATCH_MEDIA_TYPE, headers=NO_STORE)
    if ARROW_MEDIA_TYPE in accepted:
        body = arrow.with_metadata(answer.ipc, {"gnomon": answer.meaning.model_dump_json()})
        return Response(body, media_type=ARROW_MEDIA_TYPE, headers=NO_STORE)
    if answer.meaning.row_count > LONG_RESULT_ROWS:
        body = await asyncio.to_thread(rows_json, answer)
    else:
        body = rows_json(answer)
    return Response(body, media_type="application/json", headers=NO_STORE)


def rows_json(answer: QueryAnswer) -> bytes:
    """The answer as a `RowsResult`, written without building the model."""
    meaning = answer.meaning
    rows = arrow.rows_of(answer.ipc, meaning.columns)
    return orjson.dumps(
        {
            "columns": [
                {"name": column.name, "type": column.type, "label": column.label, "role": column.role}
                for column in meaning.columns
            ],
            "rows": rows,
            "row_count": meaning.row_count,
            "total_rows": meaning.total_rows,
            "truncated": meaning.is_truncated,
            "execution_time_ms": meaning.receipt.elapsed_ms,
            "warnings": [*meaning.warnings, *_losses(answer.ipc, meaning.columns, rows)],
            "receipt": meaning.receipt.model_dump(mode="json"),
        }
    )


async def reply_with_sql(request: Request, answer: SqlAnswer) -> Response:
    """The answer of a hand-written statement: as Arrow for those who accept it, else as a `SqlResult`."""
    if ARROW_MEDIA_TYPE in request.headers.get("accept", ""):
        body = arrow.with_metadata(answer.ipc, {"gnomon": answer.meaning.model_dump_json()})
        return Response(body, media_type=ARROW_MEDIA_TYPE, headers=NO_STORE)
    if answer.meaning.row_count > LONG_RESULT_ROWS:
        body = await asyncio.to_thread(sql_json, answer)
    else:
        body = sql_json(answer)
    return Response(body, media_type="application/json", headers=NO_STORE)


def sql_json(answer: SqlAnswer) -> bytes:
    """The answer as a `SqlResult`, written without building the model."""
    meaning = answer.meaning
    rows = arrow.rows_of(answer.ipc, meaning.columns)
    return orjson.dumps(
        {
            "columns": [column.model_dump() for column in meaning.columns],
            "rows": rows,
            "row_count": meaning.row_count,
            "total_rows": meaning.total_rows,
            "truncated": meaning.truncated,
            "execution_time_ms": meaning.receipt.elapsed_ms,
            "warnings": [*meaning.warnings, *_losses(answer.ipc, meaning.columns, rows)],
            "fan_outs": [one.model_dump(mode="json") for one in meaning.fan_outs],
            "corrected_sql": meaning.corrected_sql,
            "receipt": meaning.receipt.model_dump(mode="json"),
        }
    )


def _losses(ipc: bytes, columns: Sequence[arrow.TypedColumn], rows: list[list[Any]]) -> list[str]:
    return [
        f"“{column.name}” holds NaN or an infinity, which is shown as null."
        if column.type is ColumnType.FLOAT
        else f"“{column.name}” holds moments beyond the calendar, which are shown as null."
        for column in arrow.columns_with_losses(ipc, columns, rows)
    ]


def wants_frames(request: Request) -> bool:
    """Whether the client accepts the frames of a batch."""
    return BATCH_MEDIA_TYPE in request.headers.get("accept", "")


async def reply_with_cube(request: Request, answers: CubeAnswers, *, may_keep: bool) -> Response:
    """The slices as frames for those who accept them, else as `CubeSlices`."""
    if wants_frames(request):
        return stream_frames(request, answers.frames, may_keep=may_keep)

    async def gathered() -> list[QueryFrame]:
        async with aclosing(answers.frames):
            return [frame async for frame in answers.frames]

    frames = await while_connected(request, gathered())
    frames.sort(key=lambda frame: answers.ids.index(frame.id))
    body = await asyncio.to_thread(_cube_json, frames)
    return Response(body, media_type="application/json", headers=NO_STORE)


def _cube_json(frames: Sequence[QueryFrame]) -> bytes:
    items = [
        {
            "slice": frame.extra,
            "result": orjson.Fragment(rows_json(frame.answer)) if frame.answer else None,
            "error": error_body(frame.error) if frame.error else None,
        }
        for frame in frames
    ]
    return orjson.dumps({"items": items})


async def while_connected(request: Request, work: Awaitable[Given]) -> Given:
    """The outcome of the work, which is ended when the client goes away."""
    task = asyncio.ensure_future(work)
    watch = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        watch.cancel()
        task.cancel()
        # Heard even where it had ended already, so that no failure is reported as lost.
        await asyncio.gather(task, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def stream_frames(request: Request, frames: AsyncIterator[QueryFrame], *, may_keep: bool = False) -> StreamingResponse:
    """A batch whose frames leave as they complete; what still runs is ended when the client goes away."""

    async def body() -> AsyncIterator[bytes]:
        sent: list[QueryFrame] = []
        async with aclosing(frames):  # type: ignore[type-var]
            while True:
                try:
                    frame = await while_connected(request, anext(frames))
                except ClientDisconnect:
                    return
                except StopAsyncIteration:
                    if may_keep:
                        record(request, sent)
                    return
                sent.append(frame)
                for part in encode_frame(frame):
                    yield part

    return StreamingResponse(body(), media_type=BATCH_MEDIA_TYPE, headers=NO_STORE)


def record(request: Request, frames: Sequence[QueryFrame]) -> None:
    """Let a whole reply be given again to the same request, where somebody wants to."""
    recording: Recording | None = request.scope["state"].get("recording")
    if recording is not None:
        recording.keep(frames)
