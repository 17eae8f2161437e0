"""Reading a text: what it names, where, what it may not have, and which values its pivots still need."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from gnomon.engine.calls import BareContext
from gnomon.engine.contracts import TaskRefused
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.query.handwritten.reading import check_rendered, read_text


@pytest.fixture(scope="module")
def context() -> Iterator[BareContext]:
    with duckdb.connect() as connection:
        yield BareContext(connection)


def tables_of(context: BareContext, sql: str) -> list[str]:
    """The names of tables as they stand at the places that the reading tells."""
    found = read_text(context, {"sql": sql})
    text = sql.encode()
    for start, end, put_in in reversed(found["edits"]):
        text = text[:start] + put_in.encode() + text[end:]
    return sorted(text[table["start"] : table["end"]].decode() for table in found["tables"])


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("select 1", []),
        ("from sales", ["sales"]),
        ('select * from "sales" s(a, b) tablesample 10%', ['"sales"']),
        ("select * from s : sales", ["sales"]),
        ("select * from s /* a */ : -- b\n sales", ["sales"]),
        ("select 'äöü😀' from Größe join größe x on true", ["Größe", "größe"]),
        ("table sales", ["sales"]),
        ("describe table sales", ["sales"]),
        ("summarize sales", ["sales"]),
        ("select (table sales), a from (desc other) order by a desc limit 1", ["other", "sales"]),
        ("select a from sales where exists (from other where other.a = sales.a)", ["other", "sales"]),
        ("with x as (from sales) from x", ["sales"]),
        ("with sales as (from sales) from sales", ["sales"]),
        ("with a as (from b), b as (from c) from a, b", ["b", "c"]),
        ("with recursive r as (select 1 as n union all select n + 1 from r where n < 3) from r, sales", ["sales"]),
        ("with x as (select 1) from (with x as (from x) from x), y", ["y"]),
        ("select (with inside as (select 1) from inside) from inside", ["inside"]),
        ("pivot sales on a in (1, 2) using sum(b)", ["sales"]),
        ("select * from 'file.csv'", ["'file.csv'"]),
        ("select * from sales, lateral (select sales.a from other)", ["other", "sales"]),
    ],
)
def test_every_table_is_found_where_it_stands(context: BareContext, sql: str, tables: list[str]) -> None:
    assert tables_of(context, sql) == tables


def test_parameters_volatile_words_and_the_end_are_told(context: BareContext) -> None:
    told = read_text(context, {"sql": "select $b, $a, $b from t where d > current_date ; ; -- c"})
    assert told == {
        "pivots": [],
        "edits": [],
        "tables": [{"name": "t", "start": 23, "end": 24, "is_aliased": False}],
        "parameters": ["a", "b"],
        "is_volatile": True,
        "may_multiply": False,
        "end": 48 - len(" "),
    }
    assert not read_text(context, {"sql": "select a from t"})["is_volatile"]
    for sql in ("select random()", "select now()", "from t using sample 3", "select uuid()"):
        assert read_text(context, {"sql": sql})["is_volatile"]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("", "There is no statement."),
        ("/* only a comment */", "There is no statement."),
        ("select 1; select 2", "One statement can run at a time."),
        ("insert into t values (1)", "INSERT cannot run here."),
        ("pragma version", "PRAGMA cannot run here."),
        ("explain select 1", "EXPLAIN cannot run here."),
        ("with x as (delete from t returning *) from x", "DELETE is nothing that a statement here may have."),
        ("show tables", "SHOW cannot be used here."),
        ("select getenv('HOME')", "The function getenv cannot be used here."),
        ("select a.read_text() from t", "The function read_text cannot be used here."),
        ("select sum(a) over (), query('select 1') from t", "The function query cannot be used here."),
        ("from read_csv('x.csv')", "The table function read_csv cannot be used here."),
        ("from glob('*')", "The table function glob cannot be used here."),
        ("from main.sales", "A dataset is called by its name alone, without a schema or a database before it."),
        ("from sales at (version => 1)", "AT cannot be used here."),
        ("select ?", "A parameter needs a name."),
        ("select $1", "A parameter needs a name."),
    ],
)
def test_what_no_statement_may_have_is_refused_by_name(context: BareContext, sql: str, message: str) -> None:
    with pytest.raises(TaskRefused) as raised:
        read_text(context, {"sql": sql})
    assert (raised.value.code, raised.value.message) == (ErrorCode.QUERY_REFUSED, message)


def test_a_text_that_the_engine_cannot_read_tells_its_place(context: BareContext) -> None:
    with pytest.raises(TaskRefused) as raised:
        read_text(context, {"sql": "select a frm sales wher b"})
    error = raised.value
    assert (error.code, error.message) == (ErrorCode.QUERY_ERROR, 'Syntax error at or near "sales"')
    assert error.details == {"start": 13, "length": 5}


@pytest.mark.parametrize("sql", ["select " + "abs(" * 3_000 + "1" + ")" * 3_000, "select " + "-" * 5_000 + "1"])
def test_a_text_nested_too_deeply_is_refused_and_the_next_is_read(context: BareContext, sql: str) -> None:
    with pytest.raises(TaskRefused):
        read_text(context, {"sql": sql.replace("-", "- ")})
    assert tables_of(context, "from sales") == ["sales"]


@pytest.mark.parametrize(
    ("sql", "pivots"),
    [
        ("pivot sales on b using sum(a)", [(15, 16, "", "(b", "sales")]),
        (
            "pivot sales on b, year(d) using sum(a) group by c",
            [(15, 16, "", "(b", "sales"), (18, 25, "", "(year(d)", "sales")],
        ),
        ("pivot sales on a in (1), b using sum(a)", [(25, 26, "", "(b", "sales")]),
        ("with x as (from sales) pivot x on b using sum(a)", [(34, 35, "with x as (from sales)\n", "(b", "x")]),
        (
            "with x(c) as (from t), y as (pivot x on c using sum(a)), z as (select 1) from y",
            [(40, 41, "with x(c) as (from t)\n", "(c", "x")],
        ),
        (
            "from (pivot (from t where f(a, b)) on b using sum(a)) p join q on p.a = q.a",
            [(38, 39, "", "(b", "(from t where f(a, b))")],
        ),
        ("from t pivot (sum(a) for b in ('x'))", []),
        ("select pivot_ from t", []),
    ],
)
def test_a_pivot_without_values_says_how_to_ask_for_them(
    context: BareContext, sql: str, pivots: list[tuple[int, int, str, str, str]]
) -> None:
    found: list[dict[str, Any]] = read_text(context, {"sql": sql})["pivots"]
    expected = [
        {
            "start": start,
            "end": end,
            "question": f"{before}SELECT value FROM (SELECT DISTINCT CAST({written}\n) AS VARCHAR) AS value "
            f"FROM {source}\n) WHERE value IS NOT NULL ORDER BY value",
        }
        for start, end, before, written, source in pivots
    ]
    assert found == expected


GUARD = '(SELECT "a" FROM "hidden"."sales" WHERE TRUE) AS "sales"'


def look_at(context: BareContext, sql: str, guards: list[tuple[int, int, str]]) -> None:
    check_rendered(context, {"sql": sql, "guards": [list(guard) for guard in guards], "schema": "hidden"})


def test_a_statement_passes_when_every_table_lies_in_its_guard(context: BareContext) -> None:
    sql = f"with x as (select 1) select * from {GUARD}, x"
    start = sql.index("(SELECT")
    look_at(context, sql, [(start, start + len(GUARD), "sales")])


@pytest.mark.parametrize(
    ("sql", "guards"),
    [
        ("from sales", []),
        ('from "hidden"."sales"', []),
        (f"from {GUARD}, sales", [(5, 5 + len(GUARD), "sales")]),
        (f"from {GUARD}", [(5, 5 + len(GUARD), "other")]),
        (f"select '{GUARD}'", [(8, 8 + len(GUARD), "sales")]),
        (f"select 1 -- {GUARD}", [(12, 12 + len(GUARD), "sales")]),
        (f"from {GUARD.replace('hidden', 'main')}", [(5, 5 + len(GUARD) - 2, "sales")]),
        (f"from {GUARD}, (select * from {GUARD})", [(5, 5 + len(GUARD), "sales")]),
    ],
)
def test_a_table_outside_of_a_guard_or_a_guard_outside_of_the_statement_is_refused(
    context: BareContext, sql: str, guards: list[tuple[int, int, str]]
) -> None:
    with pytest.raises(TaskRefused) as raised:
        look_at(context, sql, guards)
    assert raised.value.code is ErrorCode.QUERY_REFUSED
