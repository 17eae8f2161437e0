"""Which steps are made of which: tried out on every hour and half of some years, by the engine itself."""

import pytest
from tests.query.harness import connect

from gnomon.query.rollups.grains import MADE_OF
from gnomon.semantic.contracts import CYCLIC_GRAINS, TimeGrain

DATABASE = connect()
DATABASE.execute(
    "CREATE TABLE moments AS SELECT TIMESTAMP '2019-12-20' + to_minutes(20 * i) + to_seconds(7 * i % 60) AS moment "
    "FROM range(70000) AS r(i)"
)
ASKED = [grain for grain in TimeGrain if grain is not TimeGrain.SECOND]
WORDS = {TimeGrain.HOUR_OF_DAY: "hour", TimeGrain.DAY_OF_WEEK: "isodow", TimeGrain.MONTH_OF_YEAR: "month"}


def step(grain: TimeGrain) -> str:
    return f"{WORDS[grain]}(moment)" if grain in CYCLIC_GRAINS else f"date_trunc('{grain.value}', moment)"


@pytest.mark.parametrize("stored", MADE_OF)
@pytest.mark.parametrize("asked", ASKED)
def test_steps_are_put_together_of_others_exactly_where_none_of_those_lies_in_two(
    stored: TimeGrain, asked: TimeGrain
) -> None:
    torn = DATABASE.execute(
        f"SELECT count(*) FROM (SELECT {step(stored)} AS s FROM moments GROUP BY s "
        f"HAVING count(DISTINCT {step(asked)}) > 1)"
    ).fetchall()[0][0]
    assert (asked in MADE_OF[stored]) is (torn == 0)
