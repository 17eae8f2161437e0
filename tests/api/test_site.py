"""The front end is served from one folder, and nothing beside it."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gnomon.api.site import Site

PAGE = {"accept": "text/html,*/*"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret")
    site = tmp_path / "static"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<title>Gnomon</title>")
    (site / "theme.js").write_text("theme()")
    (site / "assets" / "app-1a2b3c.js").write_text("run()")
    (site / "assets" / "app-1a2b3c.js.gz").write_bytes(gzip.compress(b"run()"))
    return site


@pytest.fixture
async def site(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=Site(folder))
    headers = {"accept-encoding": "identity"}
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=headers) as client:
        yield client


async def test_the_page_is_asked_for_every_time_and_its_parts_once(site: httpx.AsyncClient) -> None:
    page = await site.get("/")
    part = await site.get("/assets/app-1a2b3c.js")
    plain = await site.get("/theme.js")
    assert (page.text, page.headers["cache-control"]) == ("<title>Gnomon</title>", "no-cache")
    assert (part.text, part.headers["cache-control"]) == ("run()", "public, max-age=31536000, immutable")
    assert (plain.text, plain.headers["cache-control"]) == ("theme()", "no-cache")
    assert part.headers["content-type"].startswith("text/javascript")


async def test_a_page_that_has_not_changed_is_not_sent_again(site: httpx.AsyncClient) -> None:
    etag = (await site.get("/")).headers["etag"]
    again = await site.get("/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_compressed_sibling_is_sent_to_who_reads_it(site: httpx.AsyncClient) -> None:
    answer = await site.get("/assets/app-1a2b3c.js", headers={"accept-encoding": "gzip"})
    assert (answer.headers["content-encoding"], answer.text) == ("gzip", "run()")
    assert answer.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize("path", ["/dashboards", "/dashboards/0192-a", "/sign-in?next=/x", "/d/Ümläut"])
async def test_every_view_begins_with_the_page(site: httpx.AsyncClient, path: str) -> None:
    answer = await site.get(path, headers=PAGE)
    assert (answer.status_code, answer.text) == (200, "<title>Gnomon</title>")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%252e%252e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "//etc/passwd",
        "/assets//app-1a2b3c.js",
        "/theme.js%00.html",
        "/theme.js;a=b",
        "/assets/missing.js",
        "/assets/",
        "/index.html/..",
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
async def test_no_path_leads_out_of_the_folder(folder: Path, path: str, accept: str) -> None:
    raw, _, _ = path.partition("?")
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": httpx.URL(f"http://testserver{raw}").path if "%" in raw else raw,
        "raw_path": raw.encode(),
        "query_string": b"",
        "headers": [(b"accept", accept.encode())],
    }
    await Site(folder)(scope, receive, send)  # type: ignore[arg-type]
    body = b"".join(message.get("body", b"") for message in sent)  # type: ignore[misc]
    assert b"secret" not in body or b"There is no such page" in body
    assert sent[0]["status"] == 404


async def test_only_pages_fall_back_and_only_for_reading(site: httpx.AsyncClient) -> None:
    assert (await site.get("/missing.js")).status_code == 404
    assert (await site.get("/api/v1/missing", headers=PAGE)).status_code == 404
    assert (await site.get("/health/missing", headers=PAGE)).status_code == 404
    assert (await site.post("/dashboards", headers=PAGE)).status_code == 405


async def test_without_a_front_end_a_page_says_what_to_do(tmp_path: Path) -> None:
    transport = httpx.ASGITransport(app=Site(tmp_path))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        answer = await client.get("/")
    assert answer.status_code == 200
    assert "make setup" in answer.text
