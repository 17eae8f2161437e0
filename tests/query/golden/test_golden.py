"""What each question becomes: its statement and what is bound, kept in files that are read when they change."""

import json
import re
from pathlib import Path

import pytest
from tests.query.golden.cases import SEARCHES, TABLE, TABLE_NAME, TOPICS, Parts
from tests.query.harness import SmallTable

from gnomon.query.plan import RowFilter

FOLDER = Path(__file__).parent / "statements"
LONGEST = 400
PIECES = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|[^"\']+')
MARKS = re.compile(r"\(SELECT\b|\(|\)| (?:FROM|WHERE|GROUP BY|HAVING|ORDER BY|LIMIT|OFFSET|SELECT)\b")


@pytest.fixture(scope="module")
def table() -> SmallTable:
    """A table with a column of every type, one of them hidden."""
    return SmallTable(TABLE, name=TABLE_NAME, hidden=("took",))


def in_lines(sql: str) -> str:
    """The very statement that the engine gets, with each clause on a line of its own, as deep as its SELECT stands."""
    opened: list[bool] = []

    def indented(mark: re.Match[str]) -> str:
        if mark[0] == ")":
            opened.pop()
        elif mark[0].startswith("("):
            opened.append(mark[0] != "(")
            return "(\n" + "  " * sum(opened) + "SELECT" if opened[-1] else "("
        else:
            return "\n" + "  " * sum(opened) + mark[0].removeprefix(" ")
        return mark[0]

    pieces = (piece if piece[0] in "\"'" else MARKS.sub(indented, piece) for piece in PIECES.findall(sql))
    return "".join(pieces)


def brief(text: str) -> str:
    """A long list of values by its beginning and its end."""
    return text if len(text) <= LONGEST else f"{text[:150]} … {text[-150:]}"


def written(table: SmallTable, cases: dict[str, tuple[Parts, RowFilter]]) -> str:
    """Each case with its question, its statement and its bound values."""
    parts = []
    for name, (question, row_filter) in cases.items():
        lowered = table.ask(row_filter=row_filter, search=SEARCHES.get(name), **question).compiled.lowered
        bound = json.dumps(list(lowered.parameters), ensure_ascii=False)
        asked = json.dumps(question, ensure_ascii=False)
        parts.append(f"-- {name}\n-- {brief(asked)}\n{in_lines(lowered.sql)}\n-- {brief(bound)}\n")
    return "\n".join(parts)


@pytest.mark.parametrize("topic", TOPICS)
def test_each_question_becomes_the_statement_that_was_read(
    topic: str, table: SmallTable, pytestconfig: pytest.Config
) -> None:
    path = FOLDER / f"{topic}.sql"
    now = written(table, dict(TOPICS[topic]))
    if pytestconfig.getoption("--update-golden"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def test_no_file_is_kept_for_a_topic_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(TOPICS)


def test_values_are_bound_and_never_written(table: SmallTable) -> None:
    for topic, cases in TOPICS.items():
        for name, (question, row_filter) in cases.items():
            sql = table.ask(row_filter=row_filter, search=SEARCHES.get(name), **question).compiled.lowered.sql
            outside_names = re.sub(r'"(?:[^"]|"")*"', "", sql)
            for value in ("north", "south", "50%", "İstanbul", "1000.00", "2024-", "0:59", "needle", "777"):
                assert value not in outside_names, (topic, name)
