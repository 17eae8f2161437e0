"""Looks for inflated figures over small tables in a plain engine, without the application around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from gnomon.engine.calls import BareContext
from gnomon.query.handwritten.fan_out import deciding
from gnomon.query.handwritten.fan_out.companions import MOST_GROUPS
from gnomon.query.handwritten.fan_out.correcting import correct
from gnomon.query.handwritten.fan_out.deciding import Joins, joins_of, multipliers
from gnomon.query.handwritten.fan_out.finding import find_multiplied

Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Inflated:
    """An aggregate that shows a wrong figure."""

    text: str
    source: str
    by: tuple[str, ...]
    inflated: Any
    true: Any
    groups: Mapping[tuple[Any, ...], tuple[Any, Any]]


class Bench:
    """Tables, and what is found in statements about them."""

    def __init__(self, tables: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.context = BareContext(self.connection)
        self.store(tables)
        self.measured: list[tuple[str, tuple[str, ...]]] = []
        monkeypatch.setattr(deciding, "is_unique", self._is_unique)

    def store(self, tables: Mapping[str, str]) -> None:
        """Have these tables, and no others."""
        for name, query in tables.items():
            self.connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS {query}')
        self.names = {name.casefold(): name for name in tables}
        self.tables = {folded: self._columns(name) for folded, name in self.names.items()}

    def ask(self, sql: str) -> Rows:
        """The answer of the plain engine."""
        return self.connection.execute(sql).fetchall()

    async def look(self, sql: str) -> list[Inflated]:
        """The aggregates of a statement that show a wrong figure."""
        return [one for _, _, _, one in await self._look(sql)]

    async def corrected(self, sql: str) -> str | None:
        """The statement without its wrong figures, if it can be written."""
        multiplied: dict[int, set[int]] = {}
        found = await self._look(sql)
        for number, _, by, _ in found:
            multiplied.setdefault(number, set()).update(by)
        for number, (joins, source), _, _ in found:
            if await multipliers(SimpleNamespace(), joins, source, multiplied[number]):  # type: ignore[arg-type]
                return None
        listed = [[number, sorted(sources)] for number, sources in multiplied.items()]
        told: str | None = correct(self.context, {"sql": sql, "tables": self.tables, "multiplied": listed})["sql"]
        return told

    async def _look(self, sql: str) -> list[tuple[int, tuple[Joins, int], list[int], Inflated]]:
        found = []
        for select in find_multiplied(self.context, {"sql": sql, "tables": self.tables})["selects"]:
            named: Any = {folded: SimpleNamespace(sql_name=name) for folded, name in self.names.items()}
            joins = joins_of(select, named)
            for aggregate in select["aggregates"]:
                by = await multipliers(SimpleNamespace(), joins, aggregate["source"])  # type: ignore[arg-type]
                rows = self.ask(aggregate["companion"]) if by else []
                if rows:
                    names = tuple(joins.sources[one.source].alias for one in by)
                    source = joins.sources[aggregate["source"]].alias
                    groups = {row[:-6]: (row[-6], row[-5]) for row in rows}
                    assert len(groups) == min(rows[0][-1], MOST_GROUPS)
                    told = Inflated(aggregate["text"], source, names, rows[0][-4], rows[0][-3], groups)
                    found.append((select["number"], (joins, aggregate["source"]), [one.source for one in by], told))
        return found

    def _columns(self, table: str) -> dict[str, bool]:
        described = self.connection.execute(f'DESCRIBE "{table}"').fetchall()
        return {name.lower(): kind == "BOOLEAN" for name, kind, *_ in described}

    async def _is_unique(self, _runtime: Any, table: Any, columns: tuple[str, ...]) -> bool:
        self.measured.append((table.sql_name, columns))
        names = ", ".join(f'"{column}"' for column in columns)
        whole = " AND ".join(f'"{column}" IS NOT NULL' for column in columns)
        asked = f'SELECT 1 FROM "{table.sql_name}" WHERE {whole} GROUP BY {names} HAVING count(*) > 1'
        return not self.ask(asked)
