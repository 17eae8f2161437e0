"""Walks over what a formula says."""

from collections.abc import Iterator

from gnomon.semantic.formulas.syntax import (
    Between,
    Binary,
    Call,
    Choice,
    Conversion,
    IsNull,
    OneOf,
    Syntax,
    Unary,
)


def walk(node: Syntax) -> Iterator[Syntax]:
    """A part of a formula and everything inside of it."""
    yield node
    for inner in inner_parts(node):
        yield from walk(inner)


def inner_parts(node: Syntax) -> Iterator[Syntax]:
    """What stands directly inside of a part."""
    match node:
        case Call():
            yield from node.arguments
            yield from () if node.where is None else (node.where,)
        case Unary() | IsNull() | Conversion():
            yield node.operand
        case Binary():
            yield from (node.left, node.right)
        case OneOf():
            yield from (node.operand, *node.choices)
        case Between():
            yield from (node.operand, node.low, node.high)
        case Choice():
            for part in (node.subject, *(part for branch in node.branches for part in branch), node.default):
                if part is not None:
                    yield part
        case _:
            return
