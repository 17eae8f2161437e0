"""Values at the ends of their types: a pass answers them as each question alone does, or is not taken."""

import duckdb
import pytest
from tests.query.harness import SmallTable
from tests.query.sharing.asking import Parts
from tests.query.sharing.together import alone, shared, statements_for, whatever_it_costs

MOMENTS = {
    "TIMESTAMP": [
        "infinity",
        "-infinity",
        "290308-12-22 (BC) 00:00:00",
        "294247-01-10 04:00:54.775806",
        "0044-03-15 (BC)",
    ],
    "TIMESTAMP WITH TIME ZONE": [
        "infinity",
        "-infinity",
        "2024-03-31 00:30:00+00",
        "2024-10-27 00:30:00+00",
        "1901-01-01",
    ],
    "DATE": ["infinity", "-infinity", "0044-03-15 (BC)", "9999-12-31", "2024-02-29"],
}
GRAINS = ["day", "week", "month", "quarter", "year", "day_of_week", "month_of_year"]
NUMBERS = {
    "DOUBLE": ["nan", "inf", "-inf", "1.7e308", "-0.0", "0.1"],
    "FLOAT": ["nan", "inf", "3.4e38", "0.1"],
    "BIGINT": ["9223372036854775807", "-9223372036854775808", "1"],
    "UBIGINT": ["18446744073709551615", "0"],
    "HUGEINT": ["170141183460469231731687303715884105727", "-1"],
    "DECIMAL(38,2)": ["999999999999999999999999999999999999.99", "-0.01"],
    "DECIMAL(9,3)": ["999999.999", "-0.001"],
}


def table_of(engine_type: str, values: list[str]) -> SmallTable:
    """Two rows of each value, of two kinds, and some without one."""
    cells = ", ".join(f"('{value}'::{engine_type})" for value in values)
    return SmallTable(
        f"SELECT value, kind FROM (VALUES {cells}, (NULL)) AS one(value), (VALUES ('a'), ('b')) AS other(kind)"
    )


def compare(table: SmallTable, questions: list[Parts]) -> int:
    """Ask whatever may share together and alone; answers how many did."""
    compiled = []
    for parts in questions:
        try:
            compiled.append(table.ask(**parts).compiled)
        except duckdb.Error:
            continue
    count = 0
    with whatever_it_costs():
        for places, statement in statements_for(compiled, [table.table]):
            expected = [alone(table.connection, compiled[place].lowered) for place in places]
            try:
                found = shared(table.connection, statement)
            except duckdb.Error:
                continue
            assert repr(found) == repr(expected)
            count += len(places)
    return count


@pytest.mark.parametrize("zone", ["UTC", "Europe/Zurich"])
@pytest.mark.parametrize("engine_type", MOMENTS)
def test_the_ends_of_time_fall_into_the_steps_that_they_fall_into_alone(engine_type: str, zone: str) -> None:
    table = table_of(engine_type, MOMENTS[engine_type])
    count: Parts = {"measures": [{"aggregation": "count", "name": "n"}], "time_zone": zone}
    asked: list[Parts] = [{"dimensions": [{"member": "value", "grain": grain}], **count} for grain in GRAINS]
    assert compare(table, [*asked, count]) >= 4


@pytest.mark.parametrize("engine_type", NUMBERS)
def test_the_ends_of_numbers_add_up_to_what_they_add_up_to_alone(engine_type: str) -> None:
    table = table_of(engine_type, NUMBERS[engine_type])
    measures = [{"member": "value", "aggregation": of} for of in ("sum", "avg", "min", "max", "count")]
    asked: list[Parts] = []
    for measure in measures:
        asked += [{"measures": [measure]}, {"dimensions": [{"member": "kind"}], "measures": [measure]}]
    assert compare(table, asked) >= 2


@pytest.mark.parametrize("name", ["pool", "groups0", "answers", "key0", "question"])
def test_a_table_may_be_called_like_a_part_of_the_statement(name: str) -> None:
    table = SmallTable('SELECT i % 3 AS "__level", i % 2 AS "__place", i AS "part0" FROM range(9) AS r(i)', name=name)
    of = [{"member": "part0", "aggregation": "sum", "name": "__total"}]
    asked: list[Parts] = [
        {"dimensions": [{"member": "__level"}], "measures": of},
        {"dimensions": [{"member": "__place"}], "measures": of},
        {
            "dimensions": [{"member": "__place"}, {"member": "part0"}],
            "measures": [{"aggregation": "count", "name": "key0"}],
        },
    ]
    assert compare(table, asked) == 3
