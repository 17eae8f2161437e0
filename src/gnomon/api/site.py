"""The front end: files of one folder, each found by its exact path, and the page that every view of it begins with."""

import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from gnomon.api.problems import MethodNotAllowed, answer
from gnomon.foundation.kit.errors import NotFound

FOLDER = Path(__file__).parent / "static"
SERVER_PATHS = ("/api", "/health", "/metrics", "/docs")
BUILT_PATH = "/assets/"
VIEW_PATH = re.compile(r"/(?:[\w~@:+-]+(?:\.[\w-]+)*/?)*")
DISGUISES = (b"%2e", b"%2f", b"%5c", b"%25", b"%00", b"\\", b"//", b";")
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
FOREVER = "public, max-age=31536000, immutable"
EVERY_TIME = "no-cache"
FOR_OTHER_SITES = frozenset({"/gnomon-embed.js", "/gnomon-embed.d.ts"})
"""What pages of other sites load from here; it knows nothing of anybody."""
OPEN_HEADERS = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}

NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gnomon</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>The server runs</h1>
<p>Its web interface has not been built yet. In a checkout, <code>make setup</code> builds it; the published package
brings it along.</p>
<p>The interface for programs is at <a href="/docs">/docs</a>.</p>
</body></html>
"""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the front end, with its compressed siblings by encoding."""

    path: Path
    media_type: str
    etag: str
    encoded: Mapping[str, Path]


class Site:
    """Answers whatever no route answered."""

    def __init__(self, folder: Path = FOLDER) -> None:
        # Only what this list holds can be served: a path is looked up as it is, never joined to a folder.
        self._files = {f"/{path.relative_to(folder).as_posix()}": path for path in folder.rglob("*") if path.is_file()}
        self._known: dict[str, SiteFile] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._respond(scope)(scope, receive, send)

    def _respond(self, scope: Scope) -> Response:
        path: str = scope["path"]
        is_server_path = path.startswith(SERVER_PATHS)
        if scope["method"] not in {"GET", "HEAD"}:
            return answer(scope, NotFound("page") if is_server_path else MethodNotAllowed(scope["method"]))
        if not is_server_path:
            if path in self._files and path != "/index.html":
                return self._file(scope, path)
            if path == "/" or (wants_page(scope) and is_view(scope)):
                return self._file(scope, "/index.html") if "/index.html" in self._files else HTMLResponse(NOT_BUILT)
        return answer(scope, NotFound("page"))

    def _file(self, scope: Scope, path: str) -> Response:
        file = self._known.get(path) or self._look_at(path)
        headers = {
            "etag": file.etag,
            "cache-control": FOREVER if path.startswith(BUILT_PATH) else EVERY_TIME,
            "vary": "accept-encoding",
            **(OPEN_HEADERS if path in FOR_OTHER_SITES else {}),
        }
        asked = Headers(scope=scope)
        if file.etag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        accepted = {one.split(";")[0].strip() for one in asked.get("accept-encoding", "").split(",")}
        for encoding, compressed in file.encoded.items():
            if encoding in accepted:
                headers["content-encoding"] = encoding
                return FileResponse(compressed, headers=headers, media_type=file.media_type)
        return FileResponse(file.path, headers=headers, media_type=file.media_type)

    def _look_at(self, path: str) -> SiteFile:
        on_disk = self._files[path]
        encoded = {name: self._files[path + end] for name, end in ENCODINGS if path + end in self._files}
        media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
        etag = f'"{sha256(on_disk.read_bytes()).hexdigest()[:32]}"'
        self._known[path] = SiteFile(on_disk, media_type, etag, encoded)
        return self._known[path]


def wants_page(scope: Scope) -> bool:
    """Whether a browser asks for a page, not for a file that a page uses."""
    return "text/html" in Headers(scope=scope).get("accept", "")


def is_view(scope: Scope) -> bool:
    """Whether a path can be a view of the front end; disguised dots and slashes never are."""
    raw: bytes = (scope.get("raw_path") or scope["path"].encode()).lower()
    is_plain = VIEW_PATH.fullmatch(scope["path"]) is not None and not any(disguise in raw for disguise in DISGUISES)
    return is_plain and not scope["path"].startswith(BUILT_PATH)
