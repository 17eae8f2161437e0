"""Macros: arguments stand where the body names its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from gnomon.semantic.formulas.arguments import require_count
from gnomon.semantic.formulas.functions.declarations import Macro
from gnomon.semantic.formulas.grammar import parse
from gnomon.semantic.formulas.syntax import (
    Between,
    Binary,
    Call,
    Choice,
    Conversion,
    IsNull,
    Name,
    OneOf,
    Syntax,
    Unary,
    depth_above,
)
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

Arguments = Mapping[str, tuple[Syntax, ...]]


@lru_cache(maxsize=1024)
def _parsed(body: str) -> Syntax:
    return parse(body)


def expanded(macro: Macro, call: Call) -> Syntax:
    """What a call of a macro stands for. Raises `FormulaWrong` where its arguments do not fit."""
    if call.is_star or call.is_distinct or call.where is not None:
        raise FormulaWrong(call.span, f"{macro.name} takes neither *, DISTINCT nor FILTER.")
    require_count(macro, call)
    return substituted(_parsed(macro.body), _arguments(macro, call), call.span)


def _arguments(macro: Macro, call: Call) -> Arguments:
    found: dict[str, tuple[Syntax, ...]] = {}
    for place, name in enumerate(macro.parameters):
        is_rest = macro.is_last_repeated and place == len(macro.parameters) - 1
        given = call.arguments[place:] if is_rest else call.arguments[place : place + 1]
        default = macro.defaults.get(name, "")
        if not given and default:
            given = (placed(_parsed(default), call.span),)
        found[name] = given
    return found


def placed(node: Syntax, span: Span) -> Syntax:
    """A part of a body as if it stood where the call stands."""
    return substituted(node, {}, span)


def substituted(node: Syntax, arguments: Arguments, span: Span) -> Syntax:
    """A body with arguments in the places of parameters; errors in the body itself point at the call."""

    def inner(part: Syntax) -> Syntax:
        return substituted(part, arguments, span)

    def inner_or_none(part: Syntax | None) -> Syntax | None:
        return None if part is None else inner(part)

    match node:
        case Name():
            given = arguments.get(node.parts[0].text.lower(), ())
            return given[0] if len(node.parts) == 1 and given else replace(node, span=span)
        case Call():
            parts = _spliced(node.arguments, arguments, inner)
            where = inner_or_none(node.where)
            return replace(
                node, arguments=parts, where=where, span=span, name_span=span, depth=depth_above(where, *parts)
            )
        case Unary() | IsNull() | Conversion():
            operand = inner(node.operand)
            return replace(node, operand=operand, span=span, depth=depth_above(operand))
        case Binary():
            left, right = inner(node.left), inner(node.right)
            return replace(node, left=left, right=right, span=span, operator_span=span, depth=depth_above(left, right))
        case OneOf():
            operand, choices = inner(node.operand), _spliced(node.choices, arguments, inner)
            return replace(node, operand=operand, choices=choices, span=span, depth=depth_above(operand, *choices))
        case Between():
            operand, low, high = inner(node.operand), inner(node.low), inner(node.high)
            depth = depth_above(operand, low, high)
            return replace(node, operand=operand, low=low, high=high, span=span, depth=depth)
        case Choice():
            subject, default = inner_or_none(node.subject), inner_or_none(node.default)
            branches = tuple((inner(when), inner(then)) for when, then in node.branches)
            depth = depth_above(subject, default, *(part for branch in branches for part in branch))
            return replace(node, subject=subject, branches=branches, default=default, span=span, depth=depth)
        case _:
            return replace(node, span=span)


def _spliced(parts: tuple[Syntax, ...], arguments: Arguments, inner: Callable[[Syntax], Syntax]) -> tuple[Syntax, ...]:
    """Arguments of a call in a body: a repeated parameter gives several, one that was left out none."""
    found: list[Syntax] = []
    for part in parts:
        name = part.parts[0].text.lower() if isinstance(part, Name) and len(part.parts) == 1 else None
        if name is not None and name in arguments:
            found.extend(arguments[name])
        else:
            found.append(inner(part))
    return tuple(found)
