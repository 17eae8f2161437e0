"""Calculated columns that look at all rows that agree in a key."""

from gnomon.semantic.contracts import Aggregate, Fixed
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas.functions.declarations import COLUMNS, Declaration, Form, Macro
from gnomon.semantic.formulas.syntax import Call
from gnomon.semantic.formulas.typed import Checking, Scope, Typed, above
from gnomon.semantic.formulas.wrong import FormulaWrong

COHORTS = FunctionCategory.COHORTS


def _fixed(checking: Checking, call: Call, scope: Scope) -> Typed:
    if len(call.arguments) < 2:
        raise FormulaWrong(
            call.span, "FIXED needs an aggregate and a key.", "Write FIXED(MIN(ordered_at), customer_id)."
        )
    aggregate = checking.aggregate(call.arguments[0], home=checking.table)
    if not isinstance(aggregate.expression, Aggregate):
        raise TypeError("aggregates are aggregates")
    keys = [checking.check(node, Scope.ROW) for node in call.arguments[1:]]
    found = Fixed(aggregate.expression, tuple(key.expression for key in keys), aggregate.of)
    return above(found, [aggregate, *keys], call.span)


FUNCTIONS: tuple[Declaration, ...] = (
    Form(
        "FIXED",
        COHORTS,
        "FIXED(aggregate, key, …)",
        "An aggregate of all rows of the table that agree in the keys, whatever a question filters.",
        "FIXED(SUM(amount), customer_id)",
        _fixed,
        COLUMNS,
    ),
    Macro(
        "COHORT",
        COHORTS,
        ("date", "keys"),
        "FIXED(MIN(date), keys)",
        "The first date of all rows that agree in the keys: when a customer came.",
        "COHORT(ordered_at, customer_id)",
        {},
        is_last_repeated=True,
        kinds=COLUMNS,
    ),
)
