"""What no formula can do: call what nobody declared, write what the guard does not know, or fail on a pattern."""

from collections.abc import Iterator

import duckdb
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.semantic.formulas.written import COLUMN, MEASURE, checked, computed, engine, problem, sql_of

from gnomon.query.expressions import Binder
from gnomon.query.formula_words import FORMULA_FUNCTIONS, FORMULA_NODES
from gnomon.query.guard import ALLOWED_FUNCTIONS, ALLOWED_NODES
from gnomon.query.handwritten.functions import VOLATILE_FUNCTIONS
from gnomon.semantic.contracts import FunctionCategory
from gnomon.semantic.formulas.documentation import documentation
from gnomon.semantic.formulas.engine import engine_functions, engine_types
from gnomon.semantic.formulas.functions.patterns import complaint_about_date_form, complaint_about_regex
from gnomon.semantic.formulas.registry import functions


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine() as opened:
        yield opened


def test_the_guard_knows_exactly_the_functions_that_declarations_name() -> None:
    assert engine_functions() == FORMULA_FUNCTIONS
    assert FORMULA_FUNCTIONS <= ALLOWED_FUNCTIONS
    assert FORMULA_NODES <= ALLOWED_NODES
    assert engine_types() == {"DOUBLE", "INTEGER"}


def test_nothing_that_formulas_are_written_with_reads_a_clock_or_is_random() -> None:
    assert {name.lower() for name in FORMULA_FUNCTIONS} & VOLATILE_FUNCTIONS == set()


@pytest.mark.parametrize(
    "formula",
    [
        "read_csv('/etc/passwd')",
        "read_text('/etc/passwd')",
        "getenv('HOME')",
        "current_setting('memory_limit')",
        "duckdb_settings()",
        "pragma_version()",
        "now()",
        "today()",
        "random()",
        "uuid()",
        "nextval('s')",
        "query('SELECT 1')",
        "range(1000000000)",
        "list_value(1, 2)",
        "glob('*')",
        "version()",
        "current_user()",
        "TRY(1)",
        "ROW(1, 2)",
        "MAP_KEYS(region)",
        "HISTOGRAM(region)",
        '"sum"(amount)',
        "(SELECT 1)",
        "amount; DROP TABLE orders",
        "amount -- \n; SELECT 1",
        "EXISTS (SELECT 1)",
        "x -> x + 1",
        "[1, 2]",
        "{'a': 1}",
        "orders.*",
        "*",
        "COLUMNS(*)",
        "CAST(region AS regclass)",
        "$1",
        "?",
        "@amount",
        "amount COLLATE nocase",
        "information_schema.tables",
        "secrets.password",
        "amount::STRUCT(a INTEGER)",
        "SUM(amount) OVER ()",
        "interval '1 day'",
        "current_timestamp",
        "\\x00",
        "E'\\n'",
        "$$text$$",
        "rowid",
        "orders",
    ],
)
@pytest.mark.parametrize("kind", [COLUMN, MEASURE])
def test_what_is_no_word_of_the_language_is_refused(formula: str, kind: str) -> None:
    assert problem(formula, COLUMN if kind == COLUMN else MEASURE).message


def test_every_example_is_written_in_words_that_the_guard_knows() -> None:
    computed_alone = {
        FunctionCategory.CONTEXT,
        FunctionCategory.TIME,
        FunctionCategory.GROUPS,
        FunctionCategory.COHORTS,
        FunctionCategory.POLICIES,
    }
    for doc in documentation():
        if doc.category in computed_alone:
            continue
        kind = COLUMN if COLUMN in doc.kinds else MEASURE
        binder = Binder()
        written = sql_of(checked(doc.example, kind).expression, binder)
        statements = sqlglot.parse(f"SELECT {written} FROM orders", dialect="duckdb")
        assert len(statements) == 1
        texts = [node.this for node in statements[0].find_all(sqlglot.exp.Literal) if node.is_string]  # type: ignore[union-attr]
        assert not [text for text in texts if text in doc.example and len(text) > 1 and "-" not in text], doc.name


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_any_text_is_a_value_and_never_words_of_the_statement(text: str) -> None:
    formula = "'" + text.replace("'", "''") + "'"
    binder = Binder()
    assert (sql_of(checked(formula).expression, binder), binder.values) == ("$1", [text])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=30).filter(lambda name: "\x00" not in name))
def test_any_name_is_looked_up_and_never_written(name: str) -> None:
    quoted = name.replace('"', '""')
    assert problem(f'"{quoted}"').message.startswith("“orders” has no column")


GROUPS = ["(?:", "(?P<n>", "(?i)", "(?s:", "(?=", "(?<!", "(?x)", "[a-z]", "[^0]", "[\\b]", "[[:alpha:]]"]
ESCAPES = ["\\d", "\\b", "\\1", "\\p", "\\Z", "\\N", "\\x41", "\\.", "{2,5}", "{,3}", "{1000}", "*?", "++", "é"]
PIECES = st.sampled_from([*"abc.^$|?*+()[]{}-,\\ 019", *GROUPS, *ESCAPES])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_a_regular_expression_that_is_not_complained_about_can_be_run(pattern: str) -> None:
    if complaint_about_regex(pattern) is None:
        SHARED.execute("SELECT regexp_matches('abc', $1), regexp_replace('abc', $1, 'x', 'g')", [pattern]).fetchall()


SHARED = duckdb.connect()


@pytest.mark.parametrize(
    "pattern",
    ["(?=a)", "(?<=a)b", "(a)\\1", "a++", "a{1001}", "(a{100}){100}", "\\Z", "(?P=n)", "[a", "(", "\\", "*a", "(?#c)"],
)
def test_a_regular_expression_that_the_engine_does_not_know_is_complained_about(pattern: str) -> None:
    assert complaint_about_regex(pattern)


@pytest.mark.parametrize("form", ["%Y-%m-%d %H:%M:%S.%f", "%d.%m.%y", "%b %B %a %A %j %I %p %%", "year %Y"])
def test_forms_of_dates_that_are_known_can_be_written_and_read(
    connection: duckdb.DuckDBPyConnection, form: str
) -> None:
    assert complaint_about_date_form(form) is None
    (written,) = computed(connection, f"FORMAT_DATE(created_at, '{form}')", [{"created_at": "2024-02-29 13:45:59"}])
    assert isinstance(written, str)
    computed(connection, f"READ_DATE(note, '{form}')", [{"note": written}])


def test_forms_of_dates_that_are_not_known_are_complained_about() -> None:
    assert complaint_about_date_form("%Q")
    assert complaint_about_date_form("%")
    assert complaint_about_date_form("x" * 101)


def test_functions_are_named_in_one_way() -> None:
    assert all(name == name.upper() and name.isidentifier() for name in functions().names)
    assert len(functions().names) >= 120
