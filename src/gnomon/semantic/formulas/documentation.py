"""What there is to say of every function, for lists, completion and the page about formulas."""

from gnomon.semantic.contracts import FormulaKind, FunctionCategory, FunctionDoc
from gnomon.semantic.formulas.functions.declarations import (
    BOTH,
    MEASURES,
    Aggregation,
    Declaration,
    Operator,
    signature_of,
)
from gnomon.semantic.formulas.registry import functions


def documentation() -> tuple[FunctionDoc, ...]:
    """Every function that can be called, in the order of the language; operators are in it by their signs."""
    return tuple(_doc(declaration) for declaration in functions())


def _doc(declaration: Declaration) -> FunctionDoc:
    return FunctionDoc(
        name=declaration.name.upper(),
        category=_category(declaration),
        signature=signature_of(declaration),
        doc=declaration.doc,
        example=declaration.example,
        kinds=kinds_of(declaration),
    )


def _category(declaration: Declaration) -> FunctionCategory:
    if isinstance(declaration, Operator):
        return FunctionCategory.OPERATORS
    return FunctionCategory.AGGREGATES if isinstance(declaration, Aggregation) else declaration.category


def kinds_of(declaration: Declaration) -> tuple[FormulaKind, ...]:
    """The formulas in which a function may stand by itself."""
    if isinstance(declaration, Aggregation):
        return MEASURES
    return getattr(declaration, "kinds", BOTH)
