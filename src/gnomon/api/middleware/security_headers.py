"""Headers that keep pages to themselves."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMED_BY_NOBODY = "frame-ancestors 'none'"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        FRAMED_BY_NOBODY,
    )
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
RAW_HEADERS = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())
POLICY = b"content-security-policy"
OLD_FRAME_HEADER = b"x-frame-options"
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
NO_STORE = (b"cache-control", b"no-store")
NOT_TO_BE_FOUND = (b"x-robots-tag", b"noindex, nofollow")
"""For addresses that are secrets: search engines keep what they happen to see."""


class SecurityHeaders:
    """Adds the headers to every reply; strict transport only where the request came by HTTPS."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": with_headers(scope, message.get("headers", ()))}
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def with_headers(scope: Scope, given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of a reply, and those of ours that it does not have by itself."""
    found = list(given)
    names = {name.lower() for name, _ in found}
    if any(name.lower() == POLICY and FRAMED_BY_NOBODY.encode() not in value for name, value in found):
        # The page itself says who may frame it, which the older header cannot express.
        names.add(OLD_FRAME_HEADER)
    found += (header for header in RAW_HEADERS if header[0] not in names)
    if scope.get("scheme") == "https":
        found.append(STRICT_TRANSPORT)
    if NO_STORE[0] not in names and scope["path"].startswith("/api/"):
        found.append(NO_STORE)
    if scope["path"].startswith(("/s/", "/embed/")):
        found.append(NOT_TO_BE_FOUND)
    return found
