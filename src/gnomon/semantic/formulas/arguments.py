"""Arguments find their parameters: how many, of which types, and which of them must be written out."""

from collections.abc import Sequence
from dataclasses import dataclass

from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_spellings
from gnomon.semantic.contracts import Constant, ParameterRef
from gnomon.semantic.contracts.engine_types import is_wide
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.conversions import converted, moment, to_common
from gnomon.semantic.formulas.functions.declarations import (
    Accepts,
    Aggregation,
    Constants,
    Macro,
    Parameter,
    Scalar,
    signature_of,
)
from gnomon.semantic.formulas.syntax import Call
from gnomon.semantic.formulas.typed import Typed
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

_UNIFIED = (frozenset({Accepts.COMMON, Accepts.ORDERED}), frozenset({Accepts.MOMENT}))
_KINDS = {
    Accepts.NUMBER: types.NUMERIC,
    Accepts.ADDED: types.NUMERIC,
    Accepts.FLOAT: types.NUMERIC,
    Accepts.INTEGER: frozenset({ColumnType.INTEGER}),
    Accepts.TEXT: frozenset({ColumnType.TEXT}),
    Accepts.BOOLEAN: frozenset({ColumnType.BOOLEAN}),
    Accepts.MOMENT: types.MOMENTS,
    Accepts.CLOCK: frozenset({ColumnType.TIME, ColumnType.DATETIME}),
    Accepts.DURATION: frozenset({ColumnType.DURATION}),
    Accepts.ORDERED: types.ORDERED,
}
_OF_NULL = {
    Accepts.NUMBER: types.FLOAT,
    Accepts.ADDED: types.FLOAT,
    Accepts.INTEGER: types.INTEGER,
    Accepts.BOOLEAN: types.BOOLEAN,
    Accepts.MOMENT: types.DATE,
    Accepts.CLOCK: types.DATETIME,
    Accepts.FLOAT: types.FLOAT,
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """Arguments as their parameters want them."""

    parts: list[Typed]
    constants: Constants


def fitted(declaration: Scalar | Aggregation, call: Call, parts: Sequence[Typed]) -> Fitted:
    """The checked arguments of a call, converted to what the function takes. Raises `FormulaWrong`."""
    parameters = _matched(declaration, call)
    spans = [argument.span for argument in call.arguments]
    found = [
        _accepted(declaration.name, parameter, part, span)
        for parameter, part, span in zip(parameters, parts, spans, strict=True)
    ]
    for group in _UNIFIED:
        _unify(declaration.name, group, parameters, found, spans)
    constants = {
        parameter.name: part.expression.value
        for parameter, part in zip(parameters, found, strict=True)
        if parameter.is_constant and isinstance(part.expression, Constant)
    }
    return Fitted(found, constants)


def require_count(declaration: Macro, call: Call) -> None:
    """Raise `FormulaWrong` where a call has too few or too many arguments."""
    least = sum(name not in declaration.defaults for name in declaration.parameters)
    most = None if declaration.is_last_repeated else len(declaration.parameters)
    _require_count(signature_of(declaration), call, least, most)


def _matched(declaration: Scalar | Aggregation, call: Call) -> list[Parameter]:
    parameters = declaration.parameters
    least = sum(not parameter.is_optional for parameter in parameters)
    is_repeated = bool(parameters) and parameters[-1].is_repeated
    _require_count(signature_of(declaration), call, least, None if is_repeated else len(parameters))
    matched = list(parameters[: len(call.arguments)])
    return matched + [parameters[-1]] * (len(call.arguments) - len(matched))


def _require_count(signature: str, call: Call, least: int, most: int | None) -> None:
    given = len(call.arguments)
    if given < least or (most is not None and given > most):
        wanted = f"{least}" if least == most else f"at least {least}" if most is None else f"{least} to {most}"
        plural = "" if least == 1 and most in (1, None) else "s"
        raise FormulaWrong(
            call.span,
            f"{call.name.upper()} takes {wanted} argument{plural}, not {given}.",
            f"It is written {signature}.",
        )


def _accepted(function: str, parameter: Parameter, part: Typed, span: Span) -> Typed:
    if parameter.is_constant:
        return _constant(function, parameter, part, span)
    if part.of == types.UNKNOWN:
        return converted(part, _OF_NULL[parameter.accepts]) if parameter.accepts in _OF_NULL else part
    wanted = _KINDS.get(parameter.accepts)
    if parameter.accepts is Accepts.MOMENT and isinstance(part.expression, Constant) and part.of == types.TEXT:
        text = str(part.expression.value)
        return Typed(moment(text, span, has_time=len(text.strip()) > len("2024-01-31")))
    if wanted is not None and part.of.type not in wanted:
        raise FormulaWrong(
            span,
            f"{function} needs {parameter.accepts.value} here, not {types.named(part.of)}.",
            _way_out(parameter),
        )
    match parameter.accepts:
        case Accepts.FLOAT:
            return converted(part, types.FLOAT)
        case Accepts.INTEGER:
            return converted(part, types.INTEGER)
        case Accepts.ADDED if is_wide(part.of.engine_type):
            return converted(part, types.FLOAT)
        case Accepts.COUNTED | Accepts.COMMON | Accepts.ORDERED:
            return part
        case _:
            return converted(part, types.canonical(part.of))


def _way_out(parameter: Parameter) -> str | None:
    return {
        Accepts.TEXT: "Convert it with TEXT(x).",
        Accepts.INTEGER: "Convert it with INTEGER(x) or ROUND it.",
        Accepts.NUMBER: "Convert it with FLOAT(x) or INTEGER(x).",
        Accepts.FLOAT: "Convert it with FLOAT(x).",
        Accepts.MOMENT: "Convert it with TO_DATE(x).",
        Accepts.BOOLEAN: "Compare it, such as x > 0.",
    }.get(parameter.accepts)


def _constant(function: str, parameter: Parameter, part: Typed, span: Span) -> Typed:
    expression = part.expression
    if isinstance(expression, ParameterRef) and parameter.accepts is Accepts.FLOAT and not parameter.choices:
        return converted(part, types.FLOAT)
    if not isinstance(expression, Constant) or expression.value is None:
        hint = f"Write one of {_listed(parameter.choices)}." if parameter.choices else "Write the value itself."
        raise FormulaWrong(span, f"{function} needs “{parameter.name}” written out.", hint)
    value = expression.value
    if parameter.accepts is Accepts.TEXT:
        return _constant_text(function, parameter, part, span)
    allowed = types.NUMERIC if parameter.accepts is Accepts.FLOAT else {ColumnType.INTEGER}
    if expression.of.type not in allowed:
        raise FormulaWrong(
            span,
            f"{function} needs {parameter.accepts.value} here, not {types.named(part.of)}.",
            _way_out(parameter),
        )
    if parameter.between is not None and not parameter.between[0] <= float(value) <= parameter.between[1]:
        low, high = parameter.between
        raise FormulaWrong(span, f"“{parameter.name}” lies between {low:g} and {high:g}.", None)
    return converted(part, types.FLOAT if parameter.accepts is Accepts.FLOAT else types.INTEGER)


def _constant_text(function: str, parameter: Parameter, part: Typed, span: Span) -> Typed:
    value = part.expression.value if isinstance(part.expression, Constant) else None
    if not isinstance(value, str) or part.of != types.TEXT:
        raise FormulaWrong(span, f"{function} needs “{parameter.name}” as a text in quotes.", None)
    if parameter.choices:
        if value.lower() not in parameter.choices:
            near = near_spellings(value.lower(), parameter.choices)
            hint = did_you_mean(near) or f"Write one of {_listed(parameter.choices)}."
            raise FormulaWrong(span, f"{function} knows no {parameter.name} “{value[:40]}”.", hint)
        return Typed(Constant(value.lower(), types.TEXT))
    complaint = None if parameter.complaint is None else parameter.complaint(value)
    if complaint is not None:
        raise FormulaWrong(span, complaint)
    return part


def _listed(choices: Sequence[str]) -> str:
    return ", ".join(f"'{choice}'" for choice in choices)


def _unify(
    function: str, group: frozenset[Accepts], parameters: list[Parameter], found: list[Typed], spans: list[Span]
) -> None:
    places = [place for place, parameter in enumerate(parameters) if parameter.accepts in group]
    if not places:
        return
    common = to_common([found[place] for place in places], [spans[place] for place in places])
    if common is None:
        kinds = " and ".join(dict.fromkeys(types.named(found[place].of) for place in places))
        raise FormulaWrong(
            spans[places[-1]], f"{function} takes values of one type, not {kinds}.", "Convert them, such as x::text."
        )
    for place, part in zip(places, common, strict=True):
        found[place] = part
