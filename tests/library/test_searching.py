"""What stands inside of things: found by words, with its place, and never by those who may not know it."""

from typing import Any

import pytest
from tests.dashboards.pieces import spec_of, tile, upload
from tests.factories import Person, Team
from tests.folders.pieces import close, make, put_in

from gnomon.library.matching import is_near, loose_score, words_of

API = "/api/v1"
SALES = "region,net_amount,secret_margin\nNorth,10,1\nSouth,20,2\n"

Place = tuple[str, str, str, str | None, str | None]


async def found(person: Person, words: str, **more: Any) -> list[Place]:
    """Kind and name of what answers, with the kind, the name and the tile or field of its place."""
    answer = await person.client.get(f"{API}/search", params={"q": words, "limit": 100, **more})
    assert answer.status_code == 200, answer.text
    return [
        (
            one["kind"],
            one["name"],
            place["kind"],
            place["name"],
            place["tile_id"] or place["member"] or place["page_id"],
        )
        for one in answer.json()["items"]
        if (place := one["place"]) is not None
    ]


async def board(person: Person, dataset: str, title: str, *, is_live: bool = True) -> dict[str, Any]:
    """A dashboard of two pages with one titled tile, and words."""
    spec = spec_of({**tile("bars", dataset, "region"), "title": title})
    layout = {"x": 0, "y": 10, "width": 6, "height": 4}
    words = {
        "kind": "text",
        "id": "words",
        "layout": layout,
        "markdown": "## Method\nAll **returns** are [left out](x).",
    }
    spec["pages"].append({"id": "second", "title": "Forecast page", "tiles": [words], "filters": []})
    body = {"name": "Sales", "spec": spec, "is_live": is_live}
    answer = await person.client.post(f"{API}/dashboards", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
async def dataset(team: Team) -> str:
    """Sales of two regions."""
    return await upload(team.owner.client, "orders.csv", SALES)


async def test_titles_of_tiles_and_pages_and_texts_are_found_with_their_place(team: Team, dataset: str) -> None:
    await board(team.owner, dataset, "Revenue of each region")
    name = "Sales"
    assert await found(team.viewer, "revenue") == [("dashboard", name, "tile", "Revenue of each region", "bars")]
    assert await found(team.viewer, "forecast") == [("dashboard", name, "page", "Forecast page", "second")]
    assert await found(team.viewer, "returns") == [
        ("dashboard", name, "text", "Method All returns are left out.", "words")
    ]
    # Words of the dashboard's own name complete those of a place in it.
    assert await found(team.viewer, "sales revenue") == [("dashboard", name, "tile", "Revenue of each region", "bars")]
    assert await found(team.viewer, "revenue", kind="chart") == []
    assert await found(team.stranger, "revenue") == []


async def test_what_a_dashboard_says_no_more_is_found_no_more(team: Team, dataset: str) -> None:
    made = await board(team.owner, dataset, "Revenue")
    path = f"{API}/dashboards/{made['id']}"
    kept = (await team.owner.client.get(path)).json()
    kept["spec"]["pages"][0]["tiles"][0]["title"] = "Turnover"
    body = {key: kept[key] for key in ("name", "spec", "revision")}
    assert (await team.owner.client.put(path, json=body)).status_code == 200
    assert (await found(team.viewer, "revenue"), len(await found(team.viewer, "turnover"))) == ([], 1)
    assert (await team.owner.client.post(f"{path}/revisions/1/restore")).status_code == 200
    assert (len(await found(team.viewer, "revenue")), await found(team.viewer, "turnover")) == (1, [])
    assert (await team.owner.client.delete(path)).status_code == 204
    assert await found(team.viewer, "revenue") == []


async def test_readers_find_what_was_published_and_editors_the_draft(team: Team, dataset: str) -> None:
    made = await board(team.owner, dataset, "Canary of the draft", is_live=False)
    path = f"{API}/dashboards/{made['id']}"
    assert (await found(team.viewer, "canary"), len(await found(team.editor, "canary"))) == ([], 1)
    assert (await team.owner.client.post(f"{path}/publish", json={"revision": 1})).status_code == 200
    kept = (await team.owner.client.get(path)).json()
    kept["spec"]["pages"][0]["tiles"][0]["title"] = "Secret of the draft"
    body = {key: kept[key] for key in ("name", "spec", "revision")}
    assert (await team.owner.client.put(path, json=body)).status_code == 200
    assert (len(await found(team.viewer, "canary")), await found(team.viewer, "secret draft")) == (1, [])
    assert (await found(team.editor, "canary"), len(await found(team.editor, "secret draft"))) == ([], 1)


async def test_what_stands_in_a_closed_folder_is_not_found(team: Team, dataset: str) -> None:
    made = await board(team.owner, dataset, "Canary")
    folder = await make(team.owner.client, "Board room")
    await put_in(team.owner.client, folder, dashboard=made["id"])
    assert len(await found(team.editor, "canary")) == 1
    await close(team.owner.client, folder)
    assert (await found(team.editor, "canary"), len(await found(team.owner, "canary"))) == ([], 1)


async def test_columns_and_measures_are_found_by_names_labels_and_synonyms(team: Team, dataset: str) -> None:
    assert await found(team.viewer, "net_amount") == [("dataset", "orders", "column", "Net amount", "net_amount")]
    words = {"columns": [{"name": "net_amount", "label": "Turnover", "description": "Without taxes"}]}
    assert (await team.owner.client.patch(f"{API}/datasets/{dataset}/columns", json=words)).status_code == 200
    assert await found(team.viewer, "turnover") == [("dataset", "orders", "column", "Turnover", "net_amount")]
    measures = [
        {"name": "Average order", "table": "orders", "formula": "AVG(net_amount)", "synonyms": ["basket size"]},
    ]
    definition = {"tables": [{"name": "orders", "dataset_id": dataset}], "measures": measures}
    made = await team.owner.client.post(f"{API}/models", json={"name": "Model", "definition": definition})
    assert made.status_code == 201, made.text
    assert await found(team.viewer, "basket") == [("dataset", "orders", "measure", "Average order", "Average order")]
    assert await found(team.stranger, "basket") == []


async def test_a_column_that_a_policy_hides_is_found_by_nobody_who_may_not_know_it(team: Team, dataset: str) -> None:
    assert len(await found(team.viewer, "secret_margin")) == 1
    hidden = [{"name": "Margins", "table": "orders", "columns": ["secret_margin"], "roles": ["viewer"]}]
    definition = {"tables": [{"name": "orders", "dataset_id": dataset}], "column_policies": hidden}
    made = await team.owner.client.post(f"{API}/models", json={"name": "Model", "definition": definition})
    assert made.status_code == 201, made.text
    for words in ("secret_margin", "margin", "secret", "secrte"):
        assert await found(team.viewer, words) == [], words
        assert len(await found(team.owner, words)) == 1, words


async def test_one_slip_of_the_hand_is_forgiven_after_all_that_is_right(team: Team, dataset: str) -> None:
    await board(team.owner, dataset, "Revenue of each region")
    await board(team.owner, dataset, "Revenge of the sales force")
    assert [one[3] for one in await found(team.viewer, "revenue")] == [
        "Revenue of each region",
        "Revenge of the sales force",
    ]
    assert {one[3] for one in await found(team.viewer, "reveneu")} == {"Revenue of each region"}
    assert await found(team.viewer, "ravenou") == []


@pytest.mark.parametrize("words", ["%", "\\", "'", '"; DROP TABLE users', "ß" * 200, "%%%%"])
async def test_words_are_words_inside_of_things_too(team: Team, dataset: str, words: str) -> None:
    await board(team.owner, dataset, "Revenue of each region")
    assert await found(team.viewer, words) == []


@pytest.mark.parametrize(
    ("typed", "token", "is_one"),
    [
        ("revenue", "revenue", True),
        ("revnue", "revenue", True),
        ("revvenue", "revenue", True),
        ("ravenue", "revenue", True),
        ("reveneu", "revenue", True),
        ("revnu", "revenues", True),
        ("slaes", "sales", True),
        ("rvenx", "avenue", False),
        ("reevnue", "revenge", False),
        ("sales", "north", False),
    ],
)
def test_what_counts_as_one_slip(typed: str, token: str, is_one: bool) -> None:
    assert is_near(typed, token) is is_one


def test_a_slip_counts_for_less_than_what_is_right() -> None:
    right, slipped = (loose_score(words_of(words), "Revenue by region", None) for words in ("revenue", "revnue"))
    assert right > slipped > 0
    assert loose_score(words_of("abc"), "abd", None) == 0


@pytest.mark.parametrize("word", ["sales", "revenue", "cost", "forecast"])
def test_every_slip_of_a_word_finds_it(word: str) -> None:
    letters = range(len(word))
    slips = [word[:at] + word[at + 1 :] for at in letters] + [word[:at] + "x" + word[at:] for at in letters]
    slips += [word[:at] + "x" + word[at + 1 :] for at in letters]
    slips += [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in letters[:-1]]
    long_enough = [one for one in slips if len(one) >= 4]
    assert [one for one in long_enough if loose_score((one,), f"Total {word}", None) == 0] == []
