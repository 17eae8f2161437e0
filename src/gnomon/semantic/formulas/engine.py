"""How the engine computes the functions of formulas, for whoever writes its SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gnomon.semantic.contracts import Constant, Expression
from gnomon.semantic.formulas.functions.declarations import Aggregation, Operator, Scalar
from gnomon.semantic.formulas.grammar import parse
from gnomon.semantic.formulas.registry import functions
from gnomon.semantic.formulas.syntax import Call, Conversion, Syntax
from gnomon.semantic.formulas.value_types import is_lossless
from gnomon.semantic.formulas.walk import walk

__all__ = ["EngineForm", "engine_form", "engine_functions", "engine_types", "is_lossless"]

OPERANDS = ("a", "b", "c")
REST = "rest"
"""Of an operator: every operand but the first."""


@dataclass(frozen=True, slots=True)
class EngineForm:
    """A function of the engine that takes the same arguments, or an expression over named arguments."""

    function: str | None
    body: Syntax | None
    parameters: tuple[str, ...]
    is_cast: bool
    """Whether the engine gives another type than the function does."""


def engine_form(function: str, arguments: Sequence[Expression] = ()) -> EngineForm:
    """How the engine computes a function or an operator. Raises `LookupError` for one that is none."""
    found = functions().find(function)
    if isinstance(found, Scalar) and found.engine_by is not None:
        place = [parameter.name for parameter in found.parameters].index(found.engine_by)
        chosen = arguments[place]
        if not isinstance(chosen, Constant):
            raise LookupError(f"{function} is chosen by a constant")
        return _form(function, str(chosen.value))
    return _form(function, None)


@cache
def _form(function: str, chosen: str | None) -> EngineForm:
    found = functions().find(function)
    if not isinstance(found, Scalar | Operator | Aggregation):
        raise LookupError(f"the engine computes no {function}")
    text = found.engine if isinstance(found.engine, str) else found.engine[str(chosen)]
    names = OPERANDS if isinstance(found, Operator) else tuple(parameter.name for parameter in found.parameters)
    if text.replace("_", "").isalnum():
        return EngineForm(text, None, names, found.is_cast)
    return EngineForm(None, parse(text), names, found.is_cast)


def _bodies() -> Mapping[str, Syntax | None]:
    texts: set[str] = set()
    for found in functions():
        if isinstance(found, Scalar | Operator | Aggregation):
            texts |= {found.engine} if isinstance(found.engine, str) else set(found.engine.values())
    return {text: None if text.replace("_", "").isalnum() else parse(text) for text in texts}


def engine_functions() -> frozenset[str]:
    """Every function of the engine that formulas may be computed with."""
    found = {text for text, body in _bodies().items() if body is None}
    for body in _bodies().values():
        found |= {node.name for node in ([] if body is None else walk(body)) if isinstance(node, Call)}
    return frozenset(found)


def engine_types() -> frozenset[str]:
    """Every type of the engine that bodies convert to."""
    bodies = [body for body in _bodies().values() if body is not None]
    return frozenset(node.type_name for body in bodies for node in walk(body) if isinstance(node, Conversion))
