"""Choosing between values."""

from itertools import pairwise

from gnomon.semantic.contracts import Constant
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas import operators
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.functions.declarations import (
    BOTH,
    Accepts,
    Declaration,
    Form,
    Macro,
    Scalar,
    many,
    one,
    same_type,
)
from gnomon.semantic.formulas.syntax import Call, NumberValue, Syntax, TextValue, Unary
from gnomon.semantic.formulas.typed import Checking, Scope, Typed
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

LOGIC = FunctionCategory.LOGIC


def _switch(checking: Checking, call: Call, scope: Scope) -> Typed:
    if len(call.arguments) < 3:
        raise FormulaWrong(
            call.span, "SWITCH takes at least 3 arguments.", "Write SWITCH(x, value, result, otherwise)."
        )
    subject, *rest = call.arguments
    pairs, otherwise = len(rest) // 2, len(rest) % 2
    conditions, results = [], [rest[2 * place + 1] for place in range(pairs)]
    for place in range(pairs):
        value = rest[2 * place]
        both = checking.check(subject, scope), checking.check(value, scope)
        conditions.append(operators.binary("=", *both, (subject.span, value.span), value.span))
    results += rest[-1:] if otherwise else []
    return checking.cases(conditions, [checking.check(result, scope) for result in results], results, call.span)


def _bucket(checking: Checking, call: Call, scope: Scope) -> Typed:
    if len(call.arguments) < 2:
        raise FormulaWrong(call.span, "BUCKET takes at least 2 arguments.", "Write BUCKET(amount, 10, 100).")
    subject, *edges = call.arguments
    spelled = [_spelled(edge) for edge in edges]
    numbers = [float(edge) for edge in spelled]
    if numbers != sorted(set(numbers)):
        raise FormulaWrong(edges[0].span.to(edges[-1].span), "The edges of BUCKET grow from left to right.")
    labels = [f"< {spelled[0]}", *(f"{low} – {high}" for low, high in pairwise(spelled))]
    conditions = []
    for edge in edges:
        both = checking.check(subject, scope), checking.check(edge, scope)
        conditions.append(operators.binary("<", *both, (subject.span, edge.span), call.span))
    last = operators.binary(
        ">=",
        checking.check(subject, scope),
        checking.check(edges[-1], scope),
        (subject.span, edges[-1].span),
        call.span,
    )
    texts: list[Syntax] = [TextValue(label, call.span) for label in [*labels, f"≥ {spelled[-1]}"]]
    results = [Typed(Constant(text.text, types.TEXT)) for text in texts if isinstance(text, TextValue)]
    return checking.cases([*conditions, last], results, texts, call.span)


def _spelled(edge: Syntax) -> str:
    match edge:
        case NumberValue():
            return edge.text
        case Unary(operator="-", operand=NumberValue() as number):
            return f"-{number.text}"
        case _:
            raise FormulaWrong(
                Span(edge.span.start, edge.span.end),
                "The edges of BUCKET are written out.",
                "Write BUCKET(amount, 10, 100).",
            )


FUNCTIONS: tuple[Declaration, ...] = (
    Macro(
        "IF",
        LOGIC,
        ("condition", "value", "otherwise"),
        "CASE WHEN condition THEN value ELSE otherwise END",
        "One value where a condition holds, another one where it does not or is null.",
        "IF(amount > 100, 'large', 'small')",
        {"otherwise": "NULL"},
    ),
    Form(
        "SWITCH",
        LOGIC,
        "SWITCH(x, value, result [, value, result, …] [, otherwise])",
        "The result beside the first value that x equals.",
        "SWITCH(status, 'paid', 1, 'sent', 2, 0)",
        _switch,
        BOTH,
    ),
    Form(
        "BUCKET",
        LOGIC,
        "BUCKET(x, edge, …)",
        "The range between growing edges that a number lies in, as a text such as “10 – 100”.",
        "BUCKET(amount, 10, 100, 1000)",
        _bucket,
        BOTH,
    ),
    Scalar(
        "COALESCE",
        LOGIC,
        (many("value", Accepts.COMMON),),
        same_type,
        "The first of some values that is not null.",
        "COALESCE(note, status, 'none')",
        "COALESCE",
    ),
    Macro(
        "IFNULL",
        LOGIC,
        ("value", "otherwise"),
        "COALESCE(value, otherwise)",
        "A value, or another one where it is null.",
        "IFNULL(discount, 0)",
        {},
    ),
    Scalar(
        "NULLIF",
        LOGIC,
        (one("value", Accepts.COMMON), one("other", Accepts.COMMON)),
        same_type,
        "A value, or null where it equals another one.",
        "NULLIF(status, 'unknown')",
        "NULLIF",
    ),
    Macro(
        "ISNULL",
        LOGIC,
        ("value",),
        "value IS NULL",
        "Whether a value is absent.",
        "ISNULL(note)",
        {},
    ),
    Macro(
        "XOR",
        LOGIC,
        ("a", "b"),
        "a <> b",
        "Whether exactly one of two conditions holds.",
        "XOR(is_paid, amount > 100)",
        {},
    ),
)
