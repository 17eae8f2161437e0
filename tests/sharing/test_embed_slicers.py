"""Trees and the best of a field as a token of an embed begins them."""

import httpx
from tests.dashboards.pieces import create, spec_of, tile, upload
from tests.dashboards.test_levels import CITIES, by_hand
from tests.dashboards.test_ranking import top_on
from tests.dashboards.test_trees import tree_on
from tests.factories import Team
from tests.sharing.embedding import answers, embed, look, signed
from tests.sharing.test_embeds import visitor as visitor


async def test_a_token_begins_a_tree_with_values_of_its_first_level_and_never_ranks(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    cities = await upload(team.owner.client, "cities.csv", CITIES)
    spec = spec_of(tile("total", cities, None), filters=(tree_on(cities), top_on(cities)))
    made = await embed(team.owner, await create(team.owner.client, spec))
    begun = signed(made, filters={"place": ["Peru", None]})
    assert await answers(visitor, made, begun) == {
        "total": by_hand("SELECT sum(amount) FROM cities WHERE country = 'Peru' OR country IS NULL")
    }
    assert await answers(visitor, made, signed(made, filters={"place": []})) == {
        "total": by_hand("SELECT sum(amount) FROM cities")
    }
    for wrong in ({"place": {"min": 1, "max": 2}}, {"best": ["Pe-0"]}, {"best": {"min": 1, "max": 2}}):
        assert await look(visitor, made, signed(made, filters=wrong)) == (401, "EMBED_TOKEN_REFUSED")
