"""Generated tables and statements: what is found, and what is proposed, against joins by hand."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from tests.query.handwritten.fan_out.bench import Bench

NAMES = ("a", "b", "c")
STATEMENTS = 120
COLUMNS = ("k", "m", "g", "v", "w")
JOINS = ("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")
Row = tuple[Any, ...]
Joined = tuple[Row | None, ...]
"""One row of each table, or none where an outer join has made it up; each row begins with its number."""


@dataclass(frozen=True)
class Step:
    """How a table is joined to those before it."""

    kind: str
    other: int
    column: str
    other_column: str


@dataclass(frozen=True)
class Statement:
    """A statement over some of the tables."""

    tables: Sequence[Sequence[Row]]
    steps: Sequence[Step]
    function: str
    source: int
    second: int
    group: int | None
    counts_rows: bool

    @property
    def sql(self) -> str:
        """The statement as a person writes it."""
        source = "a"
        for number, step in enumerate(self.steps, start=1):
            mine, other = NAMES[number], NAMES[step.other]
            source += f" {step.kind} {mine} ON {mine}.{step.column} = {other}.{step.other_column}"
        items = [] if self.group is None else [f"{NAMES[self.group]}.g"]
        items += [f"{self.function}({NAMES[self.source]}.v) AS f", f"sum({NAMES[self.second]}.w) AS s"]
        items += ["count(*) AS n"] if self.counts_rows else []
        return f"SELECT {', '.join(items)} FROM {source} {'' if self.group is None else 'GROUP BY ALL'}"

    def joined(self) -> list[Joined]:
        """The rows that the joins give."""
        found: list[Joined] = [(row,) for row in self.tables[0]]
        for number, step in enumerate(self.steps, start=1):
            found = list(self._step(found, self.tables[number], step))
        return found

    def _step(self, before: list[Joined], rows: Sequence[Row], step: Step) -> Iterator[Joined]:
        matched: set[int] = set()
        for one in before:
            other = one[step.other]
            value = None if other is None else _value(other, step.other_column)
            mine = [row for row in rows if value is not None and _value(row, step.column) == value]
            matched |= {row[0] for row in mine}
            yield from ((*one, row) for row in mine)
            if not mine and step.kind in {"LEFT JOIN", "FULL JOIN"}:
                yield (*one, None)
        if step.kind in {"RIGHT JOIN", "FULL JOIN"}:
            made_up = (None,) * (self.steps.index(step) + 1)
            for row in rows:
                if row[0] not in matched:
                    yield (*made_up, row)

    def groups(self) -> dict[Any, list[Joined]]:
        """The joined rows of each group."""
        found: dict[Any, list[Joined]] = {} if self.group is not None else {(): []}
        for one in self.joined():
            row = None if self.group is None else one[self.group]
            key = () if self.group is None else (None if row is None else _value(row, "g"),)
            found.setdefault(key, []).append(one)
        return found


def _value(row: Row, column: str) -> Any:
    return row[COLUMNS.index(column) + 1]


def aggregated(function: str, rows: Sequence[Joined], source: int, column: str, *, once: bool) -> Any:
    """An aggregate over joined rows, or over each row of its table once."""
    present = [row for one in rows if (row := one[source]) is not None and _value(row, column) is not None]
    values = [_value(row, column) for row in (dict.fromkeys(present) if once else present)]
    if function == "count":
        return len(values)
    if not values:
        return None
    return {"sum": sum(values), "avg": sum(values) / len(values), "max": max(values)}[function]


def differs(shown: Any, true: Any) -> bool:
    return shown is not None and abs(shown - true) > 1e-9 * abs(shown)


def generated(seed: int) -> Statement:
    """A statement over two or three small tables, half of which have a key."""
    chance = Random(seed)
    count = chance.choice((2, 2, 3))
    tables = []
    for _ in range(count):
        rows = [
            [*chance.choices((None, 0, 1, 2, 3), k=3), *chance.choices((None, *range(1, 10)), k=2)]
            for _ in range(chance.randint(1, 6))
        ]
        if chance.random() < 0.5:
            for number, row in enumerate(rows):
                row[0] = number
        tables.append([(number, *row) for number, row in enumerate(rows)])
    steps = [
        Step(chance.choice(JOINS), chance.randrange(number), chance.choice("kkm"), chance.choice("kkm"))
        for number in range(1, count)
    ]
    return Statement(
        tables=tables,
        steps=steps,
        function=chance.choice(("sum", "count", "avg", "max")),
        source=chance.randrange(count),
        second=chance.randrange(count),
        group=chance.choice((None, *range(count))),
        counts_rows=chance.random() < 0.3,
    )


def created(rows: Sequence[Row]) -> str:
    written = ", ".join(
        "(" + ", ".join("NULL" if value is None else str(value) for value in row[1:]) + ")" for row in rows
    )
    typed = ", ".join(f"{column}::BIGINT AS {column}" for column in COLUMNS)
    return f"SELECT {typed} FROM (VALUES {written}) AS t({', '.join(COLUMNS)})"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch:
        bench = Bench({}, patch)
        yield bench
        bench.connection.close()


def expected_figures(statement: Statement) -> dict[str, dict[Any, tuple[Any, Any]]]:
    """The wrong figures of each aggregate by group, with the true ones."""
    second = ("sum", statement.second, "w")
    found = {}
    for function, source, column in ((statement.function, statement.source, "v"), second):
        figures = {
            key: tuple(aggregated(function, rows, source, column, once=once) for once in (False, True))
            for key, rows in statement.groups().items()
        }
        wrong = {key: pair for key, pair in figures.items() if differs(*pair)}
        if wrong:
            found[f"{function}({NAMES[source]}.{column})"] = wrong
    return found


def expected_rows(statement: Statement) -> list[tuple[Any, ...]]:
    """The answer with every row counted once in its group."""
    found = []
    for key, rows in statement.groups().items():
        first = aggregated(statement.function, rows, statement.source, "v", once=True)
        second = aggregated("sum", rows, statement.second, "w", once=True)
        found.append((*key, first, second, *([len(rows)] if statement.counts_rows else [])))
    return found


@pytest.mark.parametrize("seed", range(STATEMENTS))
def test_what_is_found_and_proposed_is_what_joins_by_hand_give(seed: int, bench: Bench) -> None:
    statement = generated(seed)
    bench.store({name: created(rows) for name, rows in zip(NAMES, statement.tables, strict=False)})
    expected = expected_figures(statement)
    found = asyncio.run(bench.look(statement.sql))
    assert {one.text: dict(one.groups) for one in found} == {
        text: {key: pytest.approx(pair) for key, pair in wrong.items()} for text, wrong in expected.items()
    }, f"{statement.sql} over {statement.tables}"
    corrected = asyncio.run(bench.corrected(statement.sql)) if expected else None
    if corrected is not None:
        answered = sorted(bench.ask(corrected), key=repr)
        for mine, theirs in zip(answered, sorted(expected_rows(statement), key=repr), strict=True):
            assert mine == pytest.approx(theirs)


def test_many_of_the_statements_show_a_wrong_figure_and_many_do_not() -> None:
    wrong = sum(bool(expected_figures(generated(seed))) for seed in range(STATEMENTS))
    assert STATEMENTS // 6 < wrong < STATEMENTS * 5 // 6
