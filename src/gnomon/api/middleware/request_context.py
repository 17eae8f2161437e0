"""Every request has an id, a true address, a line in the log and a place in the metrics; no error gets past."""

import logging
import re
import time
from functools import lru_cache
from typing import Any

import structlog
from prometheus_client import Histogram
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gnomon.api.addresses import TrustedProxies
from gnomon.api.metrics import REQUESTS
from gnomon.api.problems import answer, app_error_of
from gnomon.foundation.kit import ids
from gnomon.foundation.kit.errors import ErrorKind

log = structlog.get_logger("gnomon.api")

SANE_ID = re.compile(rb"[A-Za-z0-9._\-]{8,64}")
API_PREFIX = "/api/v1"
QUIET_PATHS = ("/health", "/metrics")


class RequestContext:
    """The outermost layer around the application."""

    def __init__(self, app: ASGIApp, proxies: TrustedProxies) -> None:
        self.app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self._proxies.resolve(scope)
        request_id = _request_id(scope)
        state: dict[str, Any] = scope.setdefault("state", {})
        state["request_id"] = request_id
        exchange = _Exchange(scope, send, request_id)
        # Each request has a task of its own, and with it what is bound here.
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self.app(scope, receive, exchange.send)
        except ClientDisconnect:
            # Nobody waits for the answer any more; the line in the log says 499.
            pass
        except Exception as error:
            await exchange.fail(error, receive)
        finally:
            exchange.note()


class _Exchange:
    """One request and what became of it."""

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self._scope = scope
        self._send = send
        self._request_id = request_id
        self._began = time.perf_counter()
        self._status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = [*message.get("headers", ()), (b"x-request-id", self._request_id.encode())]
            message = {**message, "headers": headers}
        await self._send(message)

    async def fail(self, error: Exception, receive: Receive) -> None:
        known = app_error_of(error)
        # What cannot be stored is the fault of whoever sent it.
        if known.kind is not ErrorKind.INVALID:
            log.error("api.crashed", code=known.code.value, exc_info=error)
        if self._status is None:
            await answer(self._scope, known)(self._scope, receive, self.send)

    def note(self) -> None:
        seconds = time.perf_counter() - self._began
        endpoint = _endpoint(self._scope)
        status = self._status or 499
        _counted(self._scope["method"], endpoint, status).observe(seconds)
        if self._scope["path"].startswith(QUIET_PATHS) or not log.is_enabled_for(logging.INFO):
            return
        principal = self._scope.get("state", {}).get("principal")
        log.info(
            "api.answered",
            method=self._scope["method"],
            endpoint=endpoint,
            status=status,
            duration_ms=round(seconds * 1000, 1),
            user_id=None if principal is None else str(principal.user_id),
            workspace_id=None if principal is None else str(principal.workspace_id),
        )


@lru_cache(maxsize=1024)
def _counted(method: str, endpoint: str, status: int) -> Histogram:
    return REQUESTS.labels(method, endpoint, str(status))


def _endpoint(scope: Scope) -> str:
    """The path of the route that answered, with its parameters by name: few values, whatever is asked."""
    template: str | None = getattr(scope.get("route"), "path", None)
    if template is None:
        return "(none)"
    is_room = scope["path"].startswith(API_PREFIX) and not template.startswith(API_PREFIX)
    return f"{API_PREFIX}{template}" if is_room else template


def _request_id(scope: Scope) -> str:
    for name, given in scope["headers"]:
        if name == b"x-request-id":
            return given.decode() if SANE_ID.fullmatch(given) else ids.random_hex()
    return ids.random_hex()
