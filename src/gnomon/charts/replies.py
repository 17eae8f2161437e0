"""A picture on the wire: one frame whose header carries the drawing, or JSON."""

import asyncio

import orjson
from fastapi import Request, Response

from gnomon.charts.service import ChartAnswer
from gnomon.query.replies import NO_STORE, rows_json
from gnomon.query.service import BATCH_MEDIA_TYPE, QueryFrame, encode_frame

LONG_RESULT_ROWS = 2_000


async def reply_with_chart(request: Request, chart: ChartAnswer) -> Response:
    """The picture in the form that the client accepts best."""
    if BATCH_MEDIA_TYPE in request.headers.get("accept", ""):
        frame = QueryFrame("", chart.answer, None, chart.drawing.model_dump(mode="json"))
        return Response(b"".join(encode_frame(frame)), media_type=BATCH_MEDIA_TYPE, headers=NO_STORE)
    is_long = chart.answer.meaning.row_count > LONG_RESULT_ROWS
    body = await asyncio.to_thread(chart_json, chart) if is_long else chart_json(chart)
    return Response(body, media_type="application/json", headers=NO_STORE)


def chart_json(chart: ChartAnswer) -> bytes:
    """The picture as `ChartRows`."""
    drawing = chart.drawing.model_dump(mode="json")
    return orjson.dumps({"drawing": drawing, "result": orjson.Fragment(rows_json(chart.answer))})
