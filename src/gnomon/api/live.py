"""Live notices: what somebody looks at has another state. A stream of tags, or the tags when they are asked for.

A tag says that something is another, never what: whoever learns of it asks for the thing itself, under their own
rights and filters.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response as RawResponse
from starlette.types import Receive, Scope, Send

from gnomon.dashboards import service as dashboards
from gnomon.dashboards.tags import DRAFT_KIND, READ_KIND
from gnomon.datasets.service.tags import KIND as DATASET_KIND
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError
from gnomon.foundation.live.tags import Tags, Topic, sign_of
from gnomon.foundation.live.watch import MAX_TOPICS, Follower, LiveWatch
from gnomon.identity import service as identity
from gnomon.identity.contracts import Action, Principal
from gnomon.identity.deps import CurrentPrincipal, ReadDb, allow, provide, runtime_of

BEAT_SECONDS = 10.0
"""How often a silent stream says that it lives, and looks whether its reader may still read."""
LOOK_SECONDS = 1.0
"""How soon a stream notices that the server is to stop."""
SEND_SECONDS = 20.0
"""A reader who takes nothing for so long is let go."""
RETRY_MS = 2_000
HEADERS = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
MAX_SECONDS = 3_600
"""A stream ends after an hour at the latest, and its reader begins another."""
MEDIA_TYPE = "text/event-stream"

router = APIRouter(tags=["live"])

OurWatch = Annotated[LiveWatch, provide(LiveWatch)]
Ids = Annotated[list[UUID], Query(max_length=MAX_TOPICS // 2)]


class LiveState(Contract):
    """The present tags of what is looked at; something has changed when its tag is another than it was."""

    sign: str
    """Of all tags together; the same sign, the same tags."""
    dashboards: Mapping[UUID, str]
    """By dashboard, of those that are there."""
    datasets: Mapping[UUID, str]
    """By dataset, the version that questions read, of those that are there."""


@router.get(
    "/live",
    dependencies=[allow(Action.DASHBOARD_READ)],
    response_class=RawResponse,
    responses={200: {"description": "Events `state`, each with a `LiveState`.", "content": {MEDIA_TYPE: {}}}},
)
async def stream(
    request: Request,
    who: CurrentPrincipal,
    watch: OurWatch,
    dashboard: Ids = [],  # noqa: B006
    dataset: Ids = [],  # noqa: B006
    seconds: Annotated[float, Query(ge=0, le=MAX_SECONDS, description="When the stream ends by itself.")] = MAX_SECONDS,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
) -> Response:
    """Tell of new states as they are committed: server-sent events, the present state first.

    A `Last-Event-ID` with the sign of the present state is not told that state again. The stream ends with the
    session.
    """
    topics = topics_of(who, dashboard, dataset)
    return LiveStream(request, who, watch, topics, last_told=last_event_id, seconds=seconds)


@router.get(
    "/live/changes",
    dependencies=[allow(Action.DASHBOARD_READ)],
    response_model=LiveState,
    responses={204: {"description": "Nothing has changed since `since`."}},
)
async def changes(
    who: CurrentPrincipal,
    watch: OurWatch,
    db: ReadDb,
    dashboard: Ids = [],  # noqa: B006
    dataset: Ids = [],  # noqa: B006
    since: Annotated[str | None, Query(max_length=64)] = None,
) -> LiveState | Response:
    """The present tags, for those whom no stream reaches; nothing where the sign is still `since`."""
    present = await open_to(db, who, await watch.now(who.workspace_id, topics_of(who, dashboard, dataset)))
    return Response(status_code=204) if sign_of(present) == since else state_of(present)


def topics_of(who: Principal, dashboards: list[UUID], datasets: list[UUID]) -> list[Topic]:
    """What the caller follows, as they see it."""
    kind = DRAFT_KIND if who.may(Action.DASHBOARD_WRITE) else READ_KIND
    return [*(Topic(kind, one) for one in dashboards), *(Topic(DATASET_KIND, one) for one in datasets)]


async def open_to(session: AsyncSession, who: Principal, tags: Tags) -> Tags:
    """The tags without those of dashboards in folders that are closed to the caller."""
    asked = {topic.id for topic in tags if topic.kind != DATASET_KIND}
    seen = {one.id for one in await dashboards.named_dashboards(session, who, asked)}
    return {topic: tag for topic, tag in tags.items() if topic.kind == DATASET_KIND or topic.id in seen}


def state_of(tags: Tags) -> LiveState:
    """Tags as they are told."""
    return LiveState(
        sign=sign_of(tags),
        dashboards={topic.id: tag for topic, tag in tags.items() if topic.kind != DATASET_KIND},
        datasets={topic.id: tag for topic, tag in tags.items() if topic.kind == DATASET_KIND},
    )


class LiveStream(RawResponse):
    """One reader's stream; it ends when they go, may no longer read, take nothing, or the server stops."""

    def __init__(
        self,
        request: Request,
        who: Principal,
        watch: LiveWatch,
        topics: list[Topic],
        *,
        last_told: str | None,
        seconds: float,
    ) -> None:
        super().__init__(media_type=MEDIA_TYPE, headers=HEADERS)
        self._request = request
        self._who = who
        self._watch = watch
        self._topics = topics
        self._last_told = last_told
        self._seconds = seconds
        self.raw_headers = [header for header in self.raw_headers if header[0] != b"content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Begin, and send until there is a reason to end."""
        with self._watch.following(
            self._who.user_id or self._who.workspace_id, self._who.workspace_id, self._topics
        ) as follower:
            gone = asyncio.ensure_future(_gone(receive))
            try:
                await self._send_all(follower, gone.done, send)
            finally:
                gone.cancel()
                await asyncio.gather(gone, return_exceptions=True)

    async def _send_all(self, follower: Follower, is_gone: Callable[[], bool], send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        with suppress(TimeoutError):
            async for words in self._events(follower, is_gone):
                async with asyncio.timeout(SEND_SECONDS):
                    await send({"type": "http.response.body", "body": words, "more_body": True})
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _events(self, follower: Follower, is_gone: Callable[[], bool]) -> AsyncIterator[bytes]:
        yield f"retry: {RETRY_MS}\n\n".encode()
        clock = asyncio.get_running_loop().time
        spoke_at = began = clock()
        while not is_gone() and not self._request.app.state.draining.is_set():
            left = self._seconds - (clock() - began)
            if left <= 0:
                return
            tags = await self._open(await follower.next(min(LOOK_SECONDS, left)))
            is_new = tags is not None and sign_of(tags) != self._last_told
            if not is_new and clock() - spoke_at < BEAT_SECONDS:
                continue
            if not await self._may_read():
                return
            spoke_at = clock()
            if tags is None or not is_new:
                yield b": here\n\n"
                continue
            told = state_of(tags)
            self._last_told = told.sign
            yield b"id: %s\nevent: state\ndata: %s\n\n" % (told.sign.encode(), told.model_dump_json().encode())

    async def _open(self, tags: Tags | None) -> Tags | None:
        if tags is None:
            return None
        async with runtime_of(self._request).get(Database).read() as session:
            return await open_to(session, self._who, tags)

    async def _may_read(self) -> bool:
        """Whether the session lives on, and its person still sees the same as when the stream began."""
        headers = self._request.headers
        try:
            now = await identity.authenticate(
                runtime_of(self._request),
                authorization=headers.get("authorization"),
                api_key=headers.get("x-api-key"),
                workspace_header=headers.get("x-workspace-id"),
            )
        except AppError:
            return False
        return now.may(Action.DASHBOARD_READ) and now.role == self._who.role


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
