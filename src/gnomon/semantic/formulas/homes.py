"""The home of an aggregate: the one table whose rows it counts once each."""

from collections.abc import Sequence
from dataclasses import replace

from gnomon.semantic.contracts import Apply, Case, Cast, ColumnRef, Expression
from gnomon.semantic.formulas.names import Names
from gnomon.semantic.formulas.typed import Place
from gnomon.semantic.formulas.wrong import FormulaWrong, Span


def home_of(names: Names, own: str, arguments: Sequence[Place], conditions: Sequence[Place], span: Span) -> str:
    """The table among those that the arguments name from which every other column is found by one row at most.

    Columns of conditions need a path, and it may multiply rows. Without any argument it is the formula's own table.
    Raises `FormulaWrong`.
    """
    candidates = _candidates(names, own, arguments)
    failures: list[FormulaWrong] = []
    for home in candidates:
        try:
            require_paths(names, home, arguments, conditions)
        except FormulaWrong as failure:
            failures.append(failure)
        else:
            return home
    ambiguous = [failure for failure in failures if failure.is_ambiguous]
    if ambiguous or len({place.column.table for place in arguments}) <= 1:
        raise (ambiguous or failures)[0]
    named = " and ".join(f"“{table}”" for table in dict.fromkeys(place.column.table for place in arguments))
    raise FormulaWrong(
        span,
        f"This aggregates {named} together, but no row of one of them belongs to just one row of every other.",
        "Aggregate each table by itself, or add the relationship that leads from many to one.",
    )


def _candidates(names: Names, own: str, arguments: Sequence[Place]) -> list[str]:
    if not arguments:
        return [own]
    named = [place.column.table for place in arguments if all(names.is_table(segment) for segment in place.column.via)]
    found = list(dict.fromkeys(named))
    if own in found:
        found.remove(own)
        found.insert(0, own)
    elif any(not all(names.is_table(segment) for segment in place.column.via) for place in arguments):
        found.append(own)
    return found or [own]


def require_paths(names: Names, home: str, arguments: Sequence[Place], conditions: Sequence[Place]) -> None:
    """Raise `FormulaWrong` unless rows of the home find every argument's one row, and every condition's rows."""
    for place in arguments:
        if names.path(home, seen_from(home, place)).is_many:
            raise FormulaWrong(
                place.span,
                f"One row of “{home}” may belong to several rows of “{place.column.table}”.",
                f"Aggregate “{place.column.table}” by itself.",
            )
    for place in conditions:
        names.path(home, seen_from(home, place))


def seen_from(home: str, place: Place) -> Place:
    """A column as one names it at a table: its own ones need no address."""
    column = place.column
    is_own = column.table == home and all(segment == home for segment in column.via)
    return replace(place, column=replace(column, via=() if is_own else column.via or (column.table,)))


def moved(expression: Expression, home: str) -> Expression:
    """An expression about single rows, with its columns as one names them at the home."""
    match expression:
        case ColumnRef():
            return seen_from(home, Place(expression, Span(0, 0))).column
        case Apply():
            return replace(expression, arguments=tuple(moved(one, home) for one in expression.arguments))
        case Case():
            branches = tuple((moved(when, home), moved(then, home)) for when, then in expression.branches)
            default = None if expression.default is None else moved(expression.default, home)
            return replace(expression, branches=branches, default=default)
        case Cast():
            return replace(expression, value=moved(expression.value, home))
        case _:
            return expression
