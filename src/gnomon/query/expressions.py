"""The smallest pieces of a statement in SQLGlot's words, and the values that it binds."""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from gnomon.query.engine_types import fixed_point
from gnomon.query.plan import (
    Bound,
)

_PLAIN_TYPES = {
    "VARCHAR": exp.DType.TEXT,
    "BOOLEAN": exp.DType.BOOLEAN,
    "DOUBLE": exp.DType.DOUBLE,
    "INTEGER": exp.DType.INT,
    "BIGINT": exp.DType.BIGINT,
    "DATE": exp.DType.DATE,
    "TIMESTAMP": exp.DType.TIMESTAMP,
    "TIMESTAMP WITH TIME ZONE": exp.DType.TIMESTAMPTZ,
}
_BOUND_AS_THEY_ARE: Mapping[str, type] = {
    "VARCHAR": str,
    "BOOLEAN": bool,
    "DOUBLE": float,
    "BIGINT": int,
    "INTEGER": int,
    "SMALLINT": int,
    "TINYINT": int,
}


class Binder:
    """Collects the values that a statement binds, and writes where they go: `$1`, `$2` …, or `$prefix1` …"""

    def __init__(self, prefix: str = "") -> None:
        self.values: list[Bound] = []
        self._prefix = prefix

    def bind(self, value: Bound) -> exp.Expr:
        """A place in the statement that stands for the value."""
        self.values.append(value)
        return exp.Placeholder(this=self._name(len(self.values)))

    @property
    def by_name(self) -> Mapping[str, Bound]:
        """The values by the names of their places."""
        return {self._name(place): value for place, value in enumerate(self.values, start=1)}

    def _name(self, place: int) -> str:
        return f"{self._prefix}{place}"

    def typed(self, value: Bound, engine_type: str) -> exp.Expr:
        """A place that the engine reads as the given type."""
        place = self.bind(value)
        return place if type(value) is _BOUND_AS_THEY_ARE.get(engine_type) else cast(place, engine_type)


def call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A function of the engine by its own name."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def cast(value: exp.Expr, engine_type: str) -> exp.Expr:
    """A value read as one of the engine's types."""
    return exp.Cast(this=value, to=data_type(engine_type))


def data_type(engine_type: str) -> exp.DataType:
    """One of the engine's types; those that compilers meet every day are made without a parser."""
    if engine_type in _PLAIN_TYPES:
        return exp.DataType(this=_PLAIN_TYPES[engine_type])
    exact = fixed_point(engine_type)
    if exact is not None and engine_type.startswith("DECIMAL"):
        sizes = (len(str(exact[1])), exact[2])
        parameters = [exp.DataTypeParam(this=exp.Literal.number(size)) for size in sizes]
        return exp.DataType(this=exp.DType.DECIMAL, expressions=parameters)
    return exp.DataType.build(engine_type, dialect="duckdb")


def quoted(name: str) -> exp.Identifier:
    """A name in quotes, so that it may be any word."""
    return exp.Identifier(this=name, quoted=True)


def named(name: str, table: str | None = None) -> exp.Expr:
    """A quoted column."""
    return exp.Column(this=quoted(name), table=None if table is None else quoted(table))


def aliased(value: exp.Expr, name: str) -> exp.Expr:
    """A value under a name."""
    return exp.Alias(this=value, alias=quoted(name))


def number(value: float) -> exp.Expr:
    """A number that our own code chose, as a literal."""
    return exp.Neg(this=exp.Literal.number(repr(-value))) if value < 0 else exp.Literal.number(repr(value))


def joined(conditions: Sequence[exp.Expr], kind: type[exp.And] | type[exp.Or]) -> exp.Expr:
    """Conditions with `AND` or `OR` between them, as a balanced tree, so that hundreds do not nest hundreds deep."""
    if len(conditions) == 1:
        return conditions[0]
    middle = len(conditions) // 2
    return exp.Paren(this=kind(this=joined(conditions[:middle], kind), expression=joined(conditions[middle:], kind)))
