"""Where functions may stand."""

from gnomon.semantic.contracts.functions import FormulaKind
from gnomon.semantic.formulas.functions.declarations import Aggregation, Declaration, Form, signature_of
from gnomon.semantic.formulas.syntax import Call
from gnomon.semantic.formulas.typed import Scope
from gnomon.semantic.formulas.wrong import FormulaWrong


def require_plain(declaration: Declaration, node: Call) -> None:
    """Raise `FormulaWrong` where a function that aggregates nothing is called like one that does."""
    if node.is_star or node.is_distinct or node.where is not None:
        raise FormulaWrong(
            node.span,
            f"{declaration.name} aggregates nothing, so that it takes neither *, DISTINCT nor FILTER.",
            f"It is written {signature_of(declaration)}.",
        )


def require_scope(form: Form, node: Call, scope: Scope) -> None:
    """Raise `FormulaWrong` where a function stands in a formula, or a part of one, that it means nothing in."""
    kinds = {Scope.MEASURE: FormulaKind.MEASURE, Scope.ROW: FormulaKind.COLUMN, Scope.POLICY: FormulaKind.POLICY}
    kind = kinds.get(scope)
    if scope not in (Scope.MEASURE, Scope.ROW) and set(form.kinds) == {FormulaKind.MEASURE, FormulaKind.COLUMN}:
        return
    if kind not in form.kinds:
        places = {
            FormulaKind.MEASURE: "in measures, outside of aggregates",
            FormulaKind.COLUMN: "in calculated columns",
            FormulaKind.POLICY: "in row policies",
        }
        raise FormulaWrong(
            node.name_span, f"{form.name} stands only {places[form.kinds[0]]}.", f"It is written {form.signature}."
        )


def require_aggregating(declaration: Aggregation, node: Call, scope: Scope) -> None:
    """Raise `FormulaWrong` where an aggregate stands anywhere but in a measure."""
    if scope is Scope.MEASURE:
        return
    hints = {
        Scope.ROW: f"Write FIXED({declaration.name}(…), key) to aggregate the rows that agree in a key.",
        Scope.POLICY: "Compare columns of the row, and attributes of the user.",
        Scope.AGGREGATE: "Aggregate once, or put the inner one into a calculated column with FIXED.",
        Scope.CONDITION: "Compare columns; to filter by a measure use a filter of the question.",
    }
    messages = {
        Scope.ROW: f"{declaration.name} aggregates many rows, and a calculated column is about one.",
        Scope.POLICY: f"{declaration.name} aggregates many rows, and a policy is about one.",
        Scope.AGGREGATE: f"{declaration.name} stands inside of another aggregate.",
        Scope.CONDITION: f"{declaration.name} aggregates many rows, and this condition is about one.",
    }
    raise FormulaWrong(node.name_span, messages[scope], hints[scope])
