"""Columns without an alias are called by their expression as the person wrote it: no guard shows in a name."""

from collections.abc import Mapping

import duckdb
import pytest

from gnomon.query.handwritten.naming import without_guards

SCHEMA = "hidden (place)"
NAMES: Mapping[str, tuple[str, str]] = {
    "a filter": (
        "count(*) FILTER (WHERE 1 > (SELECT avg(a) FROM {t}))",
        "count_star() FILTER (WHERE (1 > (SELECT avg(a) FROM t)))",
    ),
    "another alias": ("EXISTS (FROM {t:o})", "EXISTS(SELECT * FROM t AS o)"),
    "two of them": ("(SELECT max(t.a) FROM {t}, {t:o}) + 1", "((SELECT max(t.a) FROM t , t AS o) + 1)"),
    "a quoted table": ('5 IN (SELECT a FROM {"or)der"})', '(5 = ANY(SELECT a FROM "or)der"))'),
    "brackets in texts": ("')(' || (SELECT 'it''s (' FROM {t})", "(')(' || (SELECT 'it''s (' FROM t))"),
    "none": ("'FROM \"hidden (place)\".t' || 1", "('FROM \"hidden (place)\".t' || 1)"),
}
GUARDS = {
    "unrestricted": '(SELECT a, "b(" FROM "hidden (place)".{t} WHERE true)',
    "restricted": '(SELECT __internal_barrier(a) AS a, __internal_barrier("b(") AS "b(" FROM '
    '(SELECT a, "b(" FROM "hidden (place)".{t} WHERE (a = 1) OR ("b(" IN (\'x)\'))))',
}


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_shows_no_guard(name: str, guard: str) -> None:
    written, expected = NAMES[name]
    tables = {"{t}": ("t", "t"), "{t:o}": ("t", "o"), '{"or)der"}': ('"or)der"', '"or)der"')}
    for mark, (table, alias) in tables.items():
        written = written.replace(mark, f"{GUARDS[guard].replace('{t}', table)} AS {alias}")
    with duckdb.connect() as connection:
        connection.execute(f'CREATE SCHEMA "{SCHEMA}"')
        for table in ("t", '"or)der"'):
            connection.execute(f'CREATE TABLE "{SCHEMA}".{table} AS SELECT 1 AS a, \'x\' AS "b("')
        called = connection.execute(f"SELECT {written}").description[0][0]
    assert without_guards(called, SCHEMA) == expected
