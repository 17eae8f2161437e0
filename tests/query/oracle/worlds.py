"""Random small models: stars, chains, chasms, bridges, roles and diamonds come of tables that refer to one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, TypeAlias

from hypothesis import strategies as st
from tests.query.model_harness import DATABASE, SmallModel
from tests.query.oracle.naive import Row
from tests.query.oracle.shops import values

TYPES = {
    "id": "INTEGER",
    "ref": "INTEGER",
    "link": "INTEGER",
    "word": "VARCHAR",
    "num": "INTEGER",
    "rate": "DECIMAL(9,2)",
    "day": "DATE",
}
WORDS = ["a", "b", "C", "", "é"]
NUMBERS = range(-3, 10)
DAYS = [
    date(2022, 12, 31),
    date(2023, 1, 1),
    date(2023, 2, 28),
    date(2023, 3, 1),
    date(2023, 12, 31),
    date(2024, 1, 15),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 3, 31),
    date(2024, 4, 1),
]
KEYS = [1, 2, 3, 4, 5]
NAMES = ("alpha", "beta", "gamma", "delta")

Definition: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """Rows of some tables, and how they refer to one another."""

    rows: dict[str, list[Row]]
    links: list[Definition]

    def model(self, **parts: Any) -> SmallModel:
        """The model with what formulas add to it."""
        tables = {name: select(rows) for name, rows in self.rows.items()}
        return SmallModel(tables, links=self.links, connection=DATABASE, **parts)

    def around(self, anchor: str) -> list[str]:
        """The other tables that active relationships lead to, and now and then one that they do not."""
        found = [anchor]
        for table in found:
            for one in self.links:
                ends = {one["from_table"], one["to_table"]}
                found += [name for name in sorted(ends) if one["is_active"] and table in ends and name not in found]
        rest = [name for name in self.rows if name not in found]
        return [*found[1:], *found[1:], *found[1:], *rest] or rest

    def __repr__(self) -> str:
        """Short enough to be read in a failure."""
        lines = [f"{name}: {[list(row.values()) for row in rows]}" for name, rows in self.rows.items()]
        links = [
            f"{one['name']}: {one['from_table']}.{one['from_columns'][0]} {one['cardinality']} "
            f"{one['to_table']}.{one['to_columns'][0]}{'' if one['is_active'] else ' (inactive)'}"
            for one in self.links
        ]
        return "\n" + "\n".join([*lines, *links])


def select(rows: Sequence[Row]) -> str:
    """The rows as a table."""
    columns = ", ".join(f"{name} {of}" for name, of in TYPES.items())
    return values(columns, *(", ".join(_literal(row[name]) for name in TYPES) for row in rows))


def _literal(value: Any) -> str:
    return "NULL" if value is None else "'" + str(value) + "'"


def table(chance: Random) -> list[Row]:
    """Up to eight rows whose key is mostly unique; now and then it is repeated or absent."""
    count = chance.choice([0, 4, 5, 6, 7, 8, 8])
    keys: list[Any] = chance.sample(range(1, 9), count)
    if chance.random() < 0.2:
        keys = [maybe(chance, KEYS) for _ in range(count)]
    return [
        {
            "id": key,
            "ref": maybe(chance, KEYS),
            "link": maybe(chance, KEYS),
            "word": maybe(chance, WORDS),
            "num": maybe(chance, NUMBERS),
            "rate": maybe(chance, [number / 4 for number in range(-8, 12)]),
            "day": maybe(chance, DAYS),
        }
        for key in keys
    ]


def maybe(chance: Random, choices: Sequence[Any]) -> Any:
    """One of these, or now and then nothing."""
    return None if chance.random() < 0.15 else chance.choice(choices)


@st.composite
def links(draw: st.DrawFn, place: int, one: str, other: str) -> Definition:
    """A relationship between two tables."""
    kind = draw(st.sampled_from(["many_to_one"] * 4 + ["one_to_one", "many_to_many"]))
    if draw(st.booleans()):
        one, other = other, one
    column = draw(st.sampled_from(["ref", "link"]))
    from_column, to_column = {
        "many_to_one": (column, "id"),
        "one_to_one": ("id", "id"),
        "many_to_many": (column, draw(st.sampled_from(["ref", "link"]))),
    }[kind]
    return {
        "name": f"role{place}",
        "from_table": one,
        "from_columns": [from_column],
        "to_table": other,
        "to_columns": [to_column],
        "cardinality": kind,
        "is_active": draw(st.sampled_from([True] * 7 + [False])),
    }


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Made, str]:
    """Two to four tables, each of which refers to an earlier one or is referred to by it, some twice; and an anchor."""
    names = NAMES[: draw(st.integers(2, 4))]
    found = [
        draw(links(place, name, draw(st.sampled_from(names[:place])))) for place, name in enumerate(names) if place > 0
    ]
    if draw(st.integers(0, 2)) == 0:
        pair = draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
        found.append(draw(links(len(names), *pair)))
    chance = Random(draw(st.integers(1, 10**9)))
    return Made({name: table(chance) for name in names}, found), draw(st.sampled_from(names))
