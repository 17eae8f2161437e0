"""Aggregates one source of a SELECT by the columns that join it, before it is joined. Runs inside a worker.

What the SELECT adds up of the source is added up inside, and added up again outside: sums of sums, least of least.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gnomon.query.handwritten.edits import Edit
from gnomon.query.handwritten.fan_out.companions import Pen
from gnomon.query.handwritten.fan_out.conditions import Conditions
from gnomon.query.handwritten.fan_out.parts import Undecided, column_node, function_name
from gnomon.query.handwritten.fan_out.uses import Uses
from gnomon.query.handwritten.refusals import NOWHERE
from gnomon.query.handwritten.tables import name_range
from gnomon.query.handwritten.tree import Node, folded

AGAIN = frozenset({"sum", "min", "max"})
"""What is its own outer aggregate."""
MEANS = frozenset({"avg", "mean"})
KNOWN = AGAIN | MEANS | {"count", "count_star"}
ROW_COUNT = "row_count"


@dataclass(frozen=True, slots=True)
class Aggregated:
    """How a source is aggregated first."""

    edits: tuple[Edit, ...]
    conditions: tuple[int, ...]
    """The conditions of the WHERE that move into it."""


@dataclass(frozen=True, slots=True)
class _Call:
    """An aggregate over the source, and what takes its place."""

    node: Node
    inner: Mapping[str, str]
    """Expressions inside, each by the name of its column, as it is written."""
    outside: str
    """Empty where the aggregate can stay as it is."""


def aggregated_first(pen: Pen, text: bytes, uses: Uses, conditions: Conditions) -> Aggregated:
    """The edits that aggregate a source before it is joined. Raises `Undecided`."""
    if not uses.keys:
        raise Undecided
    uses.check_joins()
    moved = uses.own_conditions(conditions.nodes)
    calls = _calls(pen, text, uses)
    edits = [_edit(call) for call in calls if call.outside]
    where = [conditions.text(number, text) for number in moved]
    return Aggregated((*edits, _replacement(pen, text, uses, calls, where)), tuple(moved))


def _calls(pen: Pen, text: bytes, uses: Uses) -> list[_Call]:
    """The aggregates in the order in which they are written, equal ones with the same columns inside."""
    nodes = [(_written(node, text, uses), node) for node in sorted(uses.calls(), key=_extent)]
    columns = [_plain_column(node) for node in dict(nodes).values()]
    taken = {*uses.keys, *uses.joined.sources[uses.source].columns}
    names: dict[str, list[str]] = {}
    for written, node in nodes:
        if written not in names:
            column = _plain_column(node)
            stays = function_name(node) in AGAIN and columns.count(column) == 1 and column not in {"", *uses.keys}
            bases = _bases(node, column or _alias(uses))
            names[written] = [column] if stays else [_free_name(base, taken) for base in bases]
            taken.update(names[written])
    return [_call(pen, uses, node, written, names[written]) for written, node in nodes]


def _call(pen: Pen, uses: Uses, node: Node, written: str, names: Sequence[str]) -> _Call:
    function = str(function_name(node))
    own = [pen.write_expression(column_node([name])) for name in names]
    columns = [pen.write_expression(column_node([_alias(uses), name])) for name in names]
    if function in MEANS:
        argument = written[written.index("(") :]
        inner = {own[0]: f"sum{argument}", own[1]: f"count{argument}"}
        return _Call(node, inner, f"(sum({columns[0]}) / sum({columns[1]}))")
    inner = {own[0]: written}
    if function in AGAIN:
        stays = names[0] == _plain_column(node) and node["filter"] is None
        return _Call(node, inner, "" if stays else f"{function}({columns[0]})")
    # The rows that an outer join makes up are counted as well.
    is_made_up = function == "count_star" and node["filter"] is None and uses.is_optional
    return _Call(node, inner, f"coalesce(sum({f'coalesce({columns[0]}, 1)' if is_made_up else columns[0]}), 0)")


def _written(node: Node, text: bytes, uses: Uses) -> str:
    """An aggregate over the source alone, as it is written. Raises `Undecided`."""
    name = function_name(node)
    is_plain = name in KNOWN and len(node["arguments"]) <= 1 and not node["order_bys"]["orders"]
    is_distinct = node["distinct"] and name not in {"min", "max"}
    if not is_plain or is_distinct or not uses.is_own(node) or (name in MEANS and node["filter"] is not None):
        raise Undecided
    start, end = _extent(node)
    written = "" if start == NOWHERE else text[start:end].decode(errors="replace")
    if not written[:1].isidentifier() or not written.endswith(")") or written.count("(") != written.count(")"):
        raise Undecided
    return written


def _edit(call: _Call) -> Edit:
    return Edit(*_extent(call.node), call.outside.encode())


def _extent(node: Node) -> tuple[int, int]:
    start = node["query_location"]
    return start, start + node["query_location_length"]


def _replacement(pen: Pen, text: bytes, uses: Uses, calls: Sequence[_Call], where: Sequence[str]) -> Edit:
    """The inner SELECT in the place of the source's name."""
    node = uses.joined.sources[uses.source].node
    name = str(node["table_name"])
    start, end, is_aliased = name_range(text, node["query_location"], name, has_alias=bool(node["alias"]))
    alias = pen.write_expression(column_node([_alias(uses)]))
    keys = [pen.write_expression(column_node([_alias(uses), key])) for key in uses.keys]
    inner = {own: expression for call in calls for own, expression in call.inner.items()}
    listed = ", ".join([*keys, *(f"{expression} AS {own}" for own, expression in inner.items())])
    source = text[start:end].decode() + (f" AS {alias}" if is_aliased else "")
    # A condition may end in a comment, and the line with it.
    kept = f"\nWHERE {f'{chr(10)}AND '.join(where)}\n" if where else " "
    written = f"(SELECT {listed} FROM {source}{kept}GROUP BY {', '.join(keys)})"  # noqa: S608
    return Edit(start, end, (written if is_aliased else f"{written} AS {alias}").encode())


def _alias(uses: Uses) -> str:
    """What columns call the source."""
    node = uses.joined.sources[uses.source].node
    return str(node["alias"] or node["table_name"])


def _plain_column(node: Node) -> str:
    """The column that an aggregate is over, folded, if that is all; else nothing."""
    arguments = node["arguments"]
    if len(arguments) != 1 or arguments[0]["expression"]["class"] != "COLUMN_REF":
        return ""
    return folded(str(arguments[0]["expression"]["column_names"][-1]))


def _bases(node: Node, about: str) -> list[str]:
    """What to call the columns that an aggregate is made of."""
    function = str(function_name(node))
    if function == "count_star":
        return [ROW_COUNT]
    return [f"{about}_sum", f"{about}_count"] if function in MEANS else [f"{about}_{function}"]


def _free_name(base: str, taken: set[str]) -> str:
    return next(name for name in _numbered(base) if folded(name) not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}_{number}"
        number += 1
