"""What is told of a link where somebody pastes it: words for programs that make previews, and a picture."""

import asyncio
import struct
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.conftest import MakeApp
from tests.dashboards.pieces import SALES, create, spec_of, tile, upload
from tests.factories import Person, Team, make_team, open_client
from tests.sharing.test_links import NOBODY, PASSWORD, SHARES, dataset_of, public, sales_board, share

from gnomon.api import page_files
from gnomon.charts.sheets import Sheet
from gnomon.exports.sheets import EnginePainter
from gnomon.foundation.kit.errors import Unavailable
from gnomon.foundation.kit.runtime import Runtime
from gnomon.sharing import previews
from gnomon.sharing.previews import Previews

BUILT = '<!doctype html><html lang="en"><head><title>Gnomon</title></head><body><div id="root"></div></body></html>'
ADDRESS = "https://bi.example.org"
HOSTILE = '"><script>alert(1)</script>\u202e<img src=x onerror=y>'


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A page that was built."""
    folder = tmp_path_factory.mktemp("static")
    (folder / "index.html").write_text(BUILT)
    monkeypatch.setattr(page_files, "FOLDER", folder)
    page_files.built_page.cache_clear()


@pytest.fixture
async def app(make_app: MakeApp) -> FastAPI:
    """The application, which knows where people find it."""
    return await make_app(public_url=f"{ADDRESS}/")


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, str] = {}
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.tags.append(tag)
        if tag == "meta":
            self.told[own.get("property") or own.get("name") or ""] = own.get("content") or ""


def read_page(text: str) -> _Head:
    """What a program that makes previews reads of a page."""
    head = _Head()
    head.feed(text)
    return head


async def told(visitor: httpx.AsyncClient, path: str, **headers: str) -> dict[str, str]:
    """The words of a page."""
    answer = await visitor.get(path, headers={"accept": "*/*", **headers})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return read_page(answer.text).told


def size_of(png: bytes) -> tuple[int, int]:
    """How large a picture is."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


async def named(person: Person, name: str, description: str | None = None) -> dict[str, Any]:
    """A dashboard over sales that is called so."""
    sales = await upload(person.client, "sales.csv", SALES)
    made = await create(person.client, spec_of(tile("bars", sales, "region"), tile("total", sales, None)))
    body = {"name": name, "description": description, "spec": made["spec"], "revision": made["revision"]}
    answer = await person.client.put(f"/api/v1/dashboards/{made['id']}", json=body)
    assert answer.status_code == 200, answer.text
    saved: dict[str, Any] = answer.json()
    return saved


async def test_a_link_tells_its_name_and_shows_a_picture_where_it_is_pasted(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    link = await share(team.owner, await named(team.owner, "Sales", "What came in,\n by region."))
    found = await told(visitor, link["path"], host="evil.example")
    image = f"{ADDRESS}{public(link, '/preview.png')}"
    assert found == {
        "og:type": "website",
        "og:site_name": "Gnomon",
        "og:title": "Sales",
        "og:description": "What came in, by region.",
        "og:url": f"{ADDRESS}{link['path']}",
        "og:image": image,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "The first page of Sales",
        "twitter:card": "summary_large_image",
    }
    answer = await visitor.get(image.removeprefix(ADDRESS))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert size_of(answer.content) == (1200, 630)
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    again = await visitor.get(image.removeprefix(ADDRESS), headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_neither_the_page_nor_the_picture_counts_as_a_look(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    link = await share(team.owner, board)
    await told(visitor, link["path"])
    await visitor.get(public(link, "/preview.png"))
    listed = await team.owner.client.get(SHARES, params={"dashboard_id": board["id"]})
    assert [(one["view_count"], one["last_viewed_at"]) for one in listed.json()["items"]] == [(0, None)]


async def test_whatever_a_dashboard_is_called_is_words_and_nothing_else(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await share(team.owner, await named(team.owner, HOSTILE, f"{HOSTILE}\n</head>"))
    answer = await visitor.get(link["path"])
    head = read_page(answer.text)
    assert set(head.tags) == {"html", "head", "title", "meta", "body", "div"}
    assert head.told["og:title"] == HOSTILE.replace("\u202e", "")
    assert head.told["og:description"] == f"{HOSTILE} </head>".replace("\u202e", "")
    assert answer.headers["content-security-policy"].startswith("default-src 'self'; script-src 'self';")
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    picture = await visitor.get(public(link, "/preview.png"))
    assert (picture.status_code, size_of(picture.content)) == (200, (1200, 630))


async def test_a_long_description_is_cut(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await share(team.owner, await named(team.owner, "Long", "word " * 300))
    description = (await told(visitor, link["path"]))["og:description"]
    assert (len(description) <= 300, description[-6:]) == (True, " word…")


CLOSED = "Open the link and give its password to see it."
SILENT = "Open the link to see it."


@pytest.mark.parametrize(
    ("wanted", "title", "description", "status"),
    [
        ({}, "Sales", "A shared dashboard.", 200),
        ({"preview": False}, "A shared dashboard", SILENT, 404),
        ({"password": PASSWORD}, "A shared dashboard", CLOSED, 401),
        ({"password": PASSWORD, "preview": True}, "A shared dashboard", CLOSED, 401),
        ({"locks": "region"}, "A shared dashboard", SILENT, 404),
        ({"locks": "region", "preview": True}, "Sales", "A shared dashboard.", 200),
    ],
)
async def test_what_a_link_tells_before_it_is_opened(
    wanted: dict[str, Any], title: str, description: str, status: int, team: Team, visitor: httpx.AsyncClient
) -> None:
    board = await named(team.owner, "Sales")
    lock = [{"dataset_id": dataset_of(board), "member": "region", "values": ["North"]}]
    link = await share(team.owner, board, **{**wanted, **({"locks": lock} if "locks" in wanted else {})})
    found = await told(visitor, link["path"])
    assert (found["og:title"], found["og:description"], "og:image" in found) == (title, description, status == 200)
    assert link["has_preview"] is (status == 200)
    answer = await visitor.get(public(link, "/preview.png"))
    assert answer.status_code == status
    if status != 200:
        assert "Sales" not in answer.text


async def test_an_owner_switches_the_preview_off_and_on_again(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await share(team.owner, await named(team.owner, "Sales"))
    address = f"{SHARES}/{link['id']}"
    for wanted, title in ((False, "A shared dashboard"), (True, "Sales"), (None, "Sales")):
        changed = await team.editor.client.patch(address, json={"preview": wanted})
        assert changed.json()["has_preview"] is (wanted is not False)
        assert (await told(visitor, link["path"]))["og:title"] == title
    kept = await team.editor.client.patch(address, json={"name": "Another"})
    assert kept.json()["has_preview"] is True


async def test_an_address_that_leads_nowhere_is_the_plain_page(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    soon = datetime.now(UTC) + timedelta(milliseconds=600)
    ended = await share(team.owner, board)
    expired = await share(team.owner, board, expires_at=soon.isoformat())
    assert (await team.owner.client.delete(f"{SHARES}/{ended['id']}")).status_code == 204
    await asyncio.sleep(max(0.0, (soon - datetime.now(UTC)).total_seconds()) + 0.05)
    forged = f"/s/{expired['path'].removeprefix('/s/')[:-1]}~"
    for path in (ended["path"], expired["path"], forged, "/s/x", f"/s/{NOBODY}", f"/s/{'a' * 900}"):
        answer = await visitor.get(path)
        assert (answer.status_code, answer.text) == (200, BUILT)
        assert (
            await visitor.get(f"/api/v1/public/shares/{path.removeprefix('/s/')[:99]}/preview.png")
        ).status_code == 404


async def test_a_dashboard_in_the_trash_tells_nothing(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    link = await share(team.owner, board)
    assert (await team.owner.client.delete(f"/api/v1/dashboards/{board['id']}")).status_code == 204
    assert (await visitor.get(link["path"])).text == BUILT
    assert (await visitor.get(public(link, "/preview.png"))).status_code == 404


async def test_without_an_address_of_its_own_a_server_tells_words_only(make_app: MakeApp) -> None:
    app = await make_app()
    async with make_team(app) as team, open_client(app) as visitor:
        link = await share(team.owner, await named(team.owner, "Sales"))
        found = await told(visitor, link["path"], host="evil.example", **{"x-forwarded-host": "evil.example"})
    assert found == {
        "og:type": "website",
        "og:site_name": "Gnomon",
        "og:title": "Sales",
        "og:description": "A shared dashboard.",
        "twitter:card": "summary",
    }


async def test_where_there_are_no_links_there_are_no_previews(make_app: MakeApp) -> None:
    app = await make_app(share_links=False)
    async with open_client(app) as visitor:
        assert (await visitor.get("/s/anything")).text == BUILT
        assert (await visitor.get("/api/v1/public/shares/anything/preview.png")).status_code == 404


async def test_whoever_asks_for_too_many_pages_is_told_nothing_and_still_gets_the_page(make_app: MakeApp) -> None:
    app = await make_app(public_url=ADDRESS, rate_limit_default="40/minute")
    async with make_team(app) as team, open_client(app) as visitor:
        link = await share(team.owner, await named(team.owner, "Sales"))
        pages = [(await visitor.get(link["path"])) for _ in range(42)]
        refused = await visitor.get(public(link, "/preview.png"))
    assert {page.status_code for page in pages} == {200}
    assert ("og:title" in pages[0].text, pages[-1].text, refused.status_code) == (True, BUILT, 429)


async def test_pictures_that_look_the_same_are_drawn_once_and_new_rows_are_seen(
    team: Team, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Sheet] = []
    paint = EnginePainter.paint

    async def watch(self: EnginePainter, sheet: Sheet) -> bytes:
        painted.append(sheet)
        return await paint(self, sheet)

    monkeypatch.setattr(EnginePainter, "paint", watch)
    board = await named(team.owner, "Sales")
    one, two = await share(team.owner, board), await share(team.owner, board)
    shown = await asyncio.gather(*(visitor.get(public(link, "/preview.png")) for link in (one, two, one, two)))
    assert len({(answer.status_code, answer.headers["etag"]) for answer in shown}) == 1
    assert len(painted) == 1
    lock = [{"dataset_id": dataset_of(board), "member": "region", "values": ["North"]}]
    locked = await share(team.owner, board, locks=lock, preview=True)
    other = await visitor.get(public(locked, "/preview.png"))
    assert (other.headers["etag"] == shown[0].headers["etag"], len(painted)) == (False, 2)


async def test_what_cannot_be_drawn_leaves_its_outline(
    team: Team, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: list[Sheet] = []
    paint = EnginePainter.paint

    async def refuse(self: EnginePainter, sheet: Sheet) -> bytes:
        sheets.append(sheet)
        if any(part.drawn is not None for part in sheet.parts):
            raise Unavailable("The engine that does this is closing.")
        return await paint(self, sheet)

    monkeypatch.setattr(EnginePainter, "paint", refuse)
    link = await share(team.owner, await named(team.owner, "Sales"))
    answer = await visitor.get(public(link, "/preview.png"))
    assert (answer.status_code, size_of(answer.content)) == (200, (1200, 630))
    assert [[part.drawn is not None for part in one.parts] for one in sheets] == [[True, True], [False, False]]


async def test_tiles_that_take_too_long_are_outlines(
    team: Team, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: list[Sheet] = []
    paint = EnginePainter.paint

    async def watch(self: EnginePainter, sheet: Sheet) -> bytes:
        sheets.append(sheet)
        return await paint(self, sheet)

    monkeypatch.setattr(EnginePainter, "paint", watch)
    monkeypatch.setattr(previews, "ASK_SECONDS", 0.0)
    link = await share(team.owner, await named(team.owner, "Sales"))
    answer = await visitor.get(public(link, "/preview.png"))
    assert (answer.status_code, size_of(answer.content)) == (200, (1200, 630))
    assert [[part.drawn for part in one.parts] for one in sheets] == [[None, None]]


async def test_whoever_waits_too_long_for_another_picture_sees_outlines(
    team: Team, visitor: httpx.AsyncClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    drawn: list[bool] = []
    paint = EnginePainter.paint

    async def wait(self: EnginePainter, sheet: Sheet) -> bytes:
        is_drawn = any(part.drawn is not None for part in sheet.parts)
        drawn.append(is_drawn)
        if is_drawn:
            begun.set()
            await go_on.wait()
        return await paint(self, sheet)

    monkeypatch.setattr(EnginePainter, "paint", wait)
    monkeypatch.setattr(previews, "TURN_SECONDS", 0.05)
    link = await share(team.owner, await named(team.owner, "Sales"))
    first = asyncio.create_task(visitor.get(public(link, "/preview.png")))
    await begun.wait()
    second = await visitor.get(public(link, "/preview.png"))
    go_on.set()
    assert {second.status_code, (await first).status_code} == {200}
    assert drawn == [True, False]
    assert second.headers["etag"] != (await first).headers["etag"]


async def test_no_more_is_kept_than_there_is_room_for(team: Team, app: FastAPI, visitor: httpx.AsyncClient) -> None:
    class Painter:
        """Counts what it paints, and paints a byte for each letter of the name."""

        count = 0

        async def paint(self, sheet: Sheet) -> bytes:
            self.count += 1
            return sheet.title.encode()

    painter = Painter()
    kept = Previews(painter, most_bytes=10)
    sheets = [Sheet("a" * 6, "", ()), Sheet("b" * 6, "", ()), Sheet("c" * 60, "", ())]
    for sheet in (sheets[0], sheets[0], sheets[1], sheets[0], sheets[2], sheets[2], sheets[1]):
        assert (await kept.painted(sheet)).content == sheet.title.encode()
    assert painter.count == 5
