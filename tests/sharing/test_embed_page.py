"""The page of an embed: framed by those who are listed and nobody else; all other pages are framed by nobody."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from tests.factories import Team, open_client
from tests.sharing.embedding import EMBEDS, PORTAL, embed, public, signed, with_token
from tests.sharing.test_links import sales_board

from gnomon.api.embed_page import PLACE_OF_ORIGINS, PLACE_OF_PROOF, page_for
from gnomon.api.middleware.security_headers import CONTENT_SECURITY_POLICY


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A browser, signed out."""
    async with open_client(app) as client:
        client.headers["accept"] = "text/html"
        yield client


def ancestors(answer: httpx.Response) -> list[str]:
    """Who may frame a page."""
    return [one for one in answer.headers["content-security-policy"].split("; ") if one.startswith("frame-ancestors")]


async def test_the_page_is_framed_by_the_origins_of_its_embed_alone(team: Team, browser: httpx.AsyncClient) -> None:
    board = await sales_board(team.owner)
    made = await embed(team.owner, board, origins=[PORTAL, "http://localhost:3000"])
    other = await embed(team.owner, board, origins=["https://shop.example"])
    page = await browser.get(f"/embed/{made['embed_id']}")
    assert page.status_code == 200
    assert ancestors(page) == [f"frame-ancestors {PORTAL} http://localhost:3000"]
    assert ancestors(await browser.get(f"/embed/{other['embed_id']}")) == ["frame-ancestors https://shop.example"]
    rest = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "")
    assert page.headers["content-security-policy"].startswith(rest)
    told = {name: page.headers.get(name) for name in ("referrer-policy", "cache-control", "x-robots-tag", "set-cookie")}
    assert told == {
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "x-robots-tag": "noindex, nofollow",
        "set-cookie": None,
    }
    assert "x-frame-options" not in page.headers
    assert page.headers["x-content-type-options"] == "nosniff"
    changed = {"origins": ["https://new.example"]}
    await team.owner.client.patch(f"{EMBEDS}/{made['id']}", json=changed)
    assert ancestors(await browser.get(f"/embed/{made['embed_id']}")) == ["frame-ancestors https://new.example"]


async def test_a_token_names_who_of_the_listed_may_frame_what_it_shows(
    team: Team, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnomon.api.embed_page.built_page", lambda _: PLACE_OF_ORIGINS + PLACE_OF_PROOF)
    shops = ["https://a.example", "https://b.example"]
    made = await embed(team.owner, await sales_board(team.owner), origins=[PORTAL, *shops])
    path = f"/embed/{made['embed_id']}"
    told: dict[str, tuple[int, list[str], str]] = {}
    tokens = {
        "two": signed(made, origins=[*reversed(shops)]),
        "none": signed(made),
        "another": signed(made, origins=["https://c.example"]),
        "a wildcard": signed(made, origins=["https://*.example"]),
        "no list": signed(made, origins=PORTAL),
        "old": signed(made, origins=shops, iat=1, exp=2),
        "forged": signed(made | {"secret": "gne_" + "x" * 43}, origins=shops),
        "more than a token": signed(made, origins=shops) + '"><script>',
        "nothing": "",
    }
    for name, token in tokens.items():
        page = await browser.post(path, data={"token": token})
        told[name] = page.status_code, ancestors(page), page.text.replace(token, "TOKEN") if token else page.text
        assert "form-action 'self'" in page.headers["content-security-policy"]
        assert page.headers["cache-control"] == "no-store"

    def shown(origins: list[str], token: str) -> tuple[int, list[str], str]:
        metas = (
            f'<meta name="gnomon-embed-origins" content="{" ".join(origins)}">',
            f'<meta name="gnomon-embed-token" content="{token}">',
        )
        return 200, [f"frame-ancestors {' '.join(origins)}"], "".join(metas)

    everybody = [PORTAL, *shops]
    refused = shown(everybody, "refused")
    assert told == {"two": shown(shops, "TOKEN"), "none": shown(everybody, "TOKEN")} | dict.fromkeys(
        ("another", "a wildcard", "no list", "old", "forged", "more than a token", "nothing"), refused
    )
    odd = [{"token": "a.b.c", "more": "x"}, {"other": "a.b.c"}, {}]
    assert [ancestors(await browser.post(path, data=one)) for one in odd] == [refused[1]] * 3
    unknown = await browser.post("/embed/nothing", data={"token": tokens["two"]})
    assert (unknown.status_code, ancestors(unknown)) == (404, ["frame-ancestors 'none'"])


async def test_an_origin_of_a_token_that_the_embed_does_not_list_is_refused_with_the_reason(
    team: Team, browser: httpx.AsyncClient
) -> None:
    made = await embed(team.owner, await sales_board(team.owner))
    answer = await browser.get(public(made), headers=with_token(signed(made, origins=["https://b.example"])))
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "EMBED_TOKEN_REFUSED")
    assert "It names an origin that is not among the sites of this embed." in answer.json()["error"]["message"]
    good = await browser.get(public(made), headers=with_token(signed(made, origins=[PORTAL])))
    assert good.status_code == 200


async def test_an_ended_embed_tells_those_who_framed_it_and_an_unknown_one_nobody(
    team: Team, browser: httpx.AsyncClient
) -> None:
    made = await embed(team.owner, await sales_board(team.owner))
    await team.owner.client.delete(f"{EMBEDS}/{made['id']}")
    ended = await browser.get(f"/embed/{made['embed_id']}")
    assert (ended.status_code, ancestors(ended)) == (200, [f"frame-ancestors {PORTAL}"])
    unknown = await browser.get("/embed/nothing")
    assert (unknown.status_code, ancestors(unknown)) == (404, ["frame-ancestors 'none'"])
    assert unknown.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "path", ["/", "/s/token", "/welcome", "/embed", "/embed.html", "/embed/a/b", "/docs", "/api/v1/setup", "/health"]
)
async def test_every_other_page_is_framed_by_nobody(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert ancestors(answer) == ["frame-ancestors 'none'"]
    assert answer.headers["x-frame-options"] == "DENY"


def test_the_page_is_told_whose_messages_it_may_heed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><head>{PLACE_OF_ORIGINS}</head></html>"
    monkeypatch.setattr("gnomon.api.embed_page.built_page", lambda folder: page)
    told = '<meta name="gnomon-embed-origins" content="https://a.example http://b.example:81">'
    assert page_for(("https://a.example", "http://b.example:81")) == f"<html><head>{told}</head></html>"


@pytest.mark.parametrize(
    "name", ["%00", "%ED%A0%80", "%FF", "a%00b", "%F0%9F%93%88", "x" * 4_000, "%3Cscript%3E", ".."]
)
async def test_odd_names_of_embeds_lead_nowhere(browser: httpx.AsyncClient, name: str) -> None:
    for path in (f"/embed/{name}", f"/api/v1/public/embeds/{name}"):
        answer = await browser.get(path, headers={"X-Embed-Token": "x"})
        assert 400 <= answer.status_code < 500 or (path == "/embed/.." and answer.status_code == 200), path
        assert ancestors(answer) == ["frame-ancestors 'none'"]
        assert "<script>" not in answer.text
