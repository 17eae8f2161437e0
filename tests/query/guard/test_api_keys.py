"""Canaries before keys: a key sees on every path what its person sees, and saves nothing."""

import pytest
from tests.identity.keys import key_client
from tests.query.guard.paths import MAKING, PATHS, Made, read, read_made, steady
from tests.query.guard.policed import CASES, LIMITED, OWN, make_given, make_left
from tests.query.guard.test_matrix import answers, as_text, everything
from tests.query.running.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")

CASE = CASES["rows by a column that is hidden"]
"""Of rows and of columns at the same time."""


@pytest.mark.parametrize("role", LIMITED)
async def test_a_key_sees_on_every_path_exactly_what_its_person_sees(role: str, house: House) -> None:
    dataset_id, person = await make_given(house, CASE), getattr(house.team, role)
    # What the owner has asked before, with a key too, is kept, and must be shown to no other key.
    async with key_client(house.app, house.team.owner) as owners:
        for path in ("rows as they are", "the profile", "SQL: all of it"):
            assert "CANARY" in repr(await PATHS[path][1](owners, dataset_id))
    async with key_client(house.app, person) as client:
        found = as_text(await answers(client, dataset_id, may_make=False))
    assert found == as_text(await answers(person.client, dataset_id, may_make=False))
    # The words of the policy are the asker's own: they are in what is asked, never in what is answered.
    assert [path for path, text in found.items() if "CANARY" in text] == []
    assert [path for path, text in found.items() if "INTERNAL" in text] == []


async def test_without_the_guard_a_key_is_shown_what_is_hidden(house: House) -> None:
    given, left = await make_given(house, CASE), await make_left(house, OWN, has_row_policies=False)
    async with key_client(house.app, house.team.viewer) as client:
        with house.replaced("permissions", everything):
            found = as_text(await answers(client, given, may_make=False))
            wanted = as_text(await answers(client, left, may_make=False))
    assert {path for path in PATHS if path not in MAKING and found[path] == wanted[path]} == set()


async def test_a_key_saves_nothing_and_is_shown_what_others_made_as_its_person_is(house: House) -> None:
    dataset_id = await make_given(house, CASE)
    async with key_client(house.app, house.team.editor) as client:
        for name in MAKING:
            _, ask = PATHS[name]
            made: Made = []
            assert "error" not in await ask(house.team.editor.client, dataset_id, made)
            ((address, body),) = made
            by_key = steady(await read_made(client, address, body, None), dataset_id)
            as_person = steady(await read_made(house.team.editor.client, address, body, None), dataset_id)
            assert by_key == as_person
            assert "CANARY" not in repr(by_key)
        for address in ("/charts", "/dashboards"):
            refused = await read(client, "POST", address, {"name": "Mine"})
            assert refused["error"]["code"] == "FORBIDDEN"
