"""Wraps a success in `{success, data, message}` for the clients that ask for it with `Prefer: envelope`."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEAD = b'{"success":true,"data":'
TAIL = b',"message":"OK"}'


class Envelope:
    """Leaves everything as it is, save JSON successes of requests that ask for an envelope."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_asked = scope["type"] == "http" and scope["path"].startswith("/api/") and wants_envelope(scope)
        await self.app(scope, receive, _Wrapping(send).send if is_asked else send)


def wants_envelope(scope: Scope) -> bool:
    """Whether `envelope` is among the preferences of a request."""
    preferences = ",".join(Headers(scope=scope).getlist("prefer"))
    return any(one.strip().split(";")[0].lower() == "envelope" for one in preferences.split(","))


class _Wrapping:
    """One reply on its way: its head waits until it is known whether there is something to wrap."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head = HEAD
        self._is_wrapped = False
        self._is_empty = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] == "http.response.body" and self._is_wrapped:
            await self._go_on(message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        is_json = headers.get("content-type", "").partition(";")[0] == "application/json"
        self._is_empty = message["status"] == 204
        self._is_wrapped = 200 <= message["status"] < 300 and (is_json or self._is_empty)
        if self._is_wrapped:
            headers["content-type"] = "application/json"
            headers["preference-applied"] = "envelope"
            length = headers.get("content-length", "0" if self._is_empty else None)
            if length is not None:
                empty = len(b"null") if self._is_empty else 0
                headers["content-length"] = str(int(length) + empty + len(HEAD) + len(TAIL))
            if self._is_empty:
                message = {**message, "status": 200, "headers": headers.raw}
        await self._send(message)

    async def _go_on(self, message: Message) -> None:
        body = b"null" if self._is_empty else message.get("body", b"")
        is_last = not message.get("more_body", False)
        head, self._head = self._head, b""
        await self._send({**message, "body": head + body + (TAIL if is_last else b"")})
