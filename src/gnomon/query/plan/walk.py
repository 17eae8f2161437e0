"""Walks over plans."""

from collections.abc import Callable
from dataclasses import replace
from operator import is_
from typing import TypeVar, assert_never

from gnomon.query.plan.nodes import (
    Aggregate,
    Beside,
    Combined,
    Distinct,
    Extend,
    Filter,
    Groups,
    Join,
    Looked,
    Node,
    Periods,
    Plan,
    Pooled,
    Relation,
    Scan,
    Source,
    Stacked,
    Unguarded,
    UpTo,
)

Leaf = Callable[[Scan | Unguarded], Scan | Unguarded]
ChangeFilter = Callable[[Filter], Filter]
AnyNode = TypeVar("AnyNode", bound=Node | Filter)
Part = TypeVar("Part", bound=Node | Filter | Looked | Join | Plan)


PENDING = Unguarded("", ())
"""Stands where a source will be put."""


def with_source(node: Filter, source: Source) -> Filter:
    """The same rows with a source where one was pending."""
    inner = node.source
    match inner:
        case Unguarded():
            return replace(node, source=source) if inner is PENDING else node
        case Distinct() | Beside() | Periods():
            return replace(node, source=replace(inner, source=with_source(inner.source, source)))
        case UpTo():
            rows, moments = with_source(inner.source, source), with_source(inner.moments, source)
            return replace(node, source=replace(inner, source=rows, moments=moments))
        case _:
            return node


def with_aggregates(plan: Plan, change: Callable[[Aggregate], Aggregate]) -> Plan:
    """The same plan with every aggregate changed that the groups of its answer are put together of."""
    groups = plan.source.source
    if not isinstance(groups, Aggregate | Combined | Extend):
        return plan
    return _with(plan, source=_with(plan.source, source=_with_aggregates(groups, change)))


def _with_aggregates(groups: Groups, change: Callable[[Aggregate], Aggregate]) -> Groups:
    match groups:
        case Aggregate():
            return change(groups)
        case Combined():
            frames = tuple(change(one) if isinstance(one, Aggregate) else one for one in groups.frames)
            beside = tuple(_with(one, aggregate=change(one.aggregate)) for one in groups.beside)
            return replace(groups, frames=frames, beside=beside)
        case Extend():
            return _with(groups, source=_with_aggregates(groups.source, change))


def with_leaves(node: AnyNode, change: Leaf) -> AnyNode:
    """The same plan with other tables at its ends."""
    return _rebuilt(node, change, lambda one: one)


def with_filters(node: AnyNode, change: ChangeFilter) -> AnyNode:
    """The same plan with every filter changed, the innermost first."""
    return _rebuilt(node, lambda leaf: leaf, change)


def _rebuilt(node: AnyNode, leaf: Leaf, change: ChangeFilter) -> AnyNode:
    return _node(node, leaf, change)  # type: ignore[return-value]


def _node(node: Node | Filter, leaf: Leaf, change: ChangeFilter) -> Node | Filter:
    match node:
        case Scan() | Unguarded() | Relation() | Pooled():
            return _source(node, leaf)
        case Filter():
            return change(_with(node, source=_node(node.source, leaf, change)))
        case Distinct() | Beside() | Periods() | Aggregate() | Extend():
            return _with(node, source=_node(node.source, leaf, change))
        case Stacked():
            return replace(node, parts=tuple(_rebuilt(part, leaf, change) for part in node.parts))
        case UpTo():
            rows, moments = _rebuilt(node.source, leaf, change), _rebuilt(node.moments, leaf, change)
            return _with(node, source=rows, moments=moments)
        case Combined():
            frames = tuple(_rebuilt(frame, leaf, change) for frame in node.frames)
            beside = tuple(_with(one, aggregate=_rebuilt(one.aggregate, leaf, change)) for one in node.beside)
            return replace(node, frames=frames, beside=beside)
        case _:
            assert_never(node)


def _with(node: Part, **parts: object) -> Part:
    """The node with other parts; the node itself where they are the same."""
    if all(getattr(node, name) is part for name, part in parts.items()):
        return node
    return replace(node, **parts)  # type: ignore[arg-type]


def _source(source: Source, leaf: Leaf) -> Source:
    if isinstance(source, Pooled):
        return source
    if not isinstance(source, Relation):
        return leaf(source)
    joins = tuple(_with(join, source=_source(join.source, leaf)) for join in source.joins)
    if all(map(is_, joins, source.joins)):
        joins = source.joins
    return _with(source, root=_source(source.root, leaf), joins=joins)


def scans_of(node: Node | Filter) -> tuple[Scan, ...]:
    """Every guarded table that a plan reads."""
    found: list[Scan] = []

    def note(leaf: Scan | Unguarded) -> Scan | Unguarded:
        if isinstance(leaf, Scan):
            found.append(leaf)
        return leaf

    with_leaves(node, note)
    return tuple(found)
