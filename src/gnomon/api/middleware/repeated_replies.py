"""Gives a whole reply again without going the road of a question, where nothing that decides it has changed.

Only a request that is the same to its last header is answered here, so whatever the layers within made of it the
first time, they would make of it again. What is looked at each time: who asks (the token or key, and the session, or
what is known of the key, as it is now), how often, and the state of the metadata. Everything else goes the usual road,
which also tells what is wrong.
"""

import re
import time
from collections.abc import Hashable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gnomon.api.middleware.request_gate import peek_body
from gnomon.foundation.kit.errors import AppError
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import service as identity
from gnomon.identity.contracts import Limit, Principal
from gnomon.identity.rate_limits import RateLimits
from gnomon.query.caching.replies import Asked, KeptReply, RawHeaders, Recording, asked_by, repeated
from gnomon.query.frames import BATCH_MEDIA_TYPE
from gnomon.query.service import QueryRuntime

PATHS = re.compile(r"/api/v1/(?:query|query/(?:batch|cube)|dashboards/[0-9a-f-]{36}/(?:results|cube))")
BATCH = BATCH_MEDIA_TYPE.encode()
# What differs from one to the next and decides nothing.
OF_ONE_REQUEST = frozenset({b"x-request-id", b"traceparent", b"tracestate"})
OF_ONE_REPLY = frozenset({b"content-length", b"x-request-id"})


@dataclass(frozen=True, slots=True)
class _Known:
    """A request of somebody known, and the state before anything was read for it."""

    asked: Asked
    principal: Principal
    state: Hashable


class RepeatedReplies:
    """Stands outside of everything that makes or changes replies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or not PATHS.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        body, receive = await peek_body(scope, receive)
        runtime: Runtime = scope["app"].state.runtime
        known = None if body is None else await _known(runtime, scope, body)
        if known is None:
            await self.app(scope, receive, send)
        elif not await _repeat(runtime, known, scope, began, send):
            await self._record(runtime.get(QueryRuntime), known, scope, receive, send)

    async def _record(self, questions: QueryRuntime, known: _Known, scope: Scope, receive: Receive, send: Send) -> None:
        recording = scope["state"]["recording"] = Recording(questions.cache)
        headers: RawHeaders = ()

        async def send_and_see(message: Message) -> None:
            nonlocal headers
            if message["type"] == "http.response.start":
                headers = tuple(header for header in message["headers"] if header[0] not in OF_ONE_REPLY)
            await send(message)

        await self.app(scope, receive, send_and_see)
        if recording.frames:
            reply = KeptReply(
                known.asked.head, known.principal, known.state, recording.frames, headers, scope.get("route")
            )
            questions.replies.keep(known.asked, reply)


async def _known(runtime: Runtime, scope: Scope, body: bytes) -> _Known | None:
    # Of several of one name the first counts, as for the routes.
    headers = dict(reversed(scope["headers"]))
    if BATCH not in headers.get(b"accept", b"") or b"prefer" in headers:
        return None
    principal = await _principal(runtime, headers)
    state = None if principal is None else await runtime.get(QueryRuntime).state()
    if principal is None or state is None:
        return None
    # The routes ask for the same, and find it.
    scope["state"]["principal"] = principal
    lasting = tuple([header for header in scope["headers"] if header[0] not in OF_ONE_REQUEST])
    head = scope["scheme"], scope["path"], scope["query_string"], lasting
    return _Known(asked_by(head, body), principal, state)


async def _principal(runtime: Runtime, headers: dict[bytes, bytes]) -> Principal | None:
    authorization, key, workspace = map(headers.get, (b"authorization", b"x-api-key", b"x-workspace-id"))
    if authorization is None and key is None:
        return None
    try:
        return await identity.authenticate(
            runtime,
            authorization=None if authorization is None else authorization.decode("latin-1"),
            api_key=None if key is None else key.decode("latin-1"),
            workspace_header=None if workspace is None else workspace.decode("latin-1"),
        )
    except AppError:
        return None


async def _repeat(runtime: Runtime, known: _Known, scope: Scope, began: float, send: Send) -> bool:
    questions = runtime.get(QueryRuntime)
    kept = questions.replies.find(known.asked, known.principal, known.state)
    if kept is None:
        return False
    elapsed_ms = (time.perf_counter() - began) * 1000
    body = repeated(kept, questions.cache, known.asked.run_id, elapsed_ms)
    if body is None or not await _is_within_rate(runtime, known.principal):
        return False
    scope["route"] = kept.route
    length = b"content-length", str(len(body)).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [*kept.headers, length]})
    await send({"type": "http.response.body", "body": body})
    _note(questions, kept, elapsed_ms)
    return True


async def _is_within_rate(runtime: Runtime, principal: Principal) -> bool:
    try:
        await runtime.get(RateLimits).hit(Limit.SIGNED_IN, str(principal.user_id))
    except AppError:
        return False
    return True


def _note(questions: QueryRuntime, kept: KeptReply, elapsed_ms: float) -> None:
    for frame in kept.frames:
        questions.log.add(
            kept.principal,
            frame.dataset_id,
            fingerprint=frame.fingerprint,
            row_count=frame.row_count,
            elapsed_ms=elapsed_ms,
            is_cached=True,
            error_code=None,
        )
