"""What the policies of a model leave of a table for one principal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from gnomon.foundation.kit.errors import Forbidden
from gnomon.identity.contracts import Principal
from gnomon.semantic.contracts import (
    Apply,
    Case,
    Cast,
    CheckedModel,
    ColumnPolicy,
    Constant,
    Expression,
    RowPolicy,
)
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.functions.people import USER_ATTRIBUTE

OnePolicy = TypeVar("OnePolicy", RowPolicy, ColumnPolicy)


class PolicyBroken(Forbidden):
    """A policy that limits the caller cannot be applied to the data of now, so that nothing may be shown."""

    def __init__(self, table: str, policy: str) -> None:
        super().__init__(
            f"“{table}” cannot be shown to you now: its policy “{policy}” does not fit its columns any more.",
            hint="Ask an owner of the workspace to mend the policy in the model.",
            details={"table": table, "policy": policy},
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """What one principal may see of a table."""

    conditions: tuple[Expression, ...]
    """Every row must pass each of these, in which only columns and constants are left."""
    hidden: frozenset[str]
    """Columns that do not exist for the principal."""
    policies: tuple[str, ...]
    """The names of the policies that limit the principal."""


NO_LIMITS = Limits((), frozenset(), ())


def limits_of(checked: CheckedModel, table: str, principal: Principal) -> Limits:
    """What the policies of a model leave of one of its tables. Raises `PolicyBroken`."""
    definition = checked.definition
    rows = tuple(_limiting(definition.row_policies, table, principal))
    columns = tuple(_limiting(definition.column_policies, table, principal))
    if not rows and not columns:
        return NO_LIMITS
    hidden = {name for policy in columns for name in _hidden(checked, policy)}
    return Limits(
        tuple(_condition(checked, policy, principal) for policy in rows),
        frozenset(hidden),
        tuple(policy.name for policy in (*rows, *columns)),
    )


def _limiting(policies: Iterable[OnePolicy], table: str, principal: Principal) -> Iterator[OnePolicy]:
    for policy in policies:
        if policy.table != table or principal.role not in policy.roles:
            continue
        excepted = policy.except_for
        if excepted is None or not set(excepted.values) & set(principal.attribute(excepted.attribute)):
            yield policy


def _hidden(checked: CheckedModel, policy: ColumnPolicy) -> Iterator[str]:
    known = {column.name.casefold(): column.name for column in checked.tables[policy.table].columns}
    for name in policy.columns:
        if name.casefold() not in known:
            # It may have got another name, under which nobody has hidden it.
            raise PolicyBroken(policy.table, policy.name)
        yield known[name.casefold()]


def _condition(checked: CheckedModel, policy: RowPolicy, principal: Principal) -> Expression:
    found = checked.row_policies.get(policy.name)
    if found is None:
        raise PolicyBroken(policy.table, policy.name)
    return filled_in(found.expression, principal)


def filled_in(expression: Expression, principal: Principal) -> Expression:
    """A condition with what is known of the principal in the places of attributes.

    An attribute that nobody has set is null, so that comparisons with it let no row pass. Of several values = and IN
    look at each; everywhere else they are null, for no one of them can stand for all.
    """

    def filled(part: Expression) -> Expression:
        return filled_in(part, principal)

    match expression:
        case Apply(function="=", arguments=(left, right)):
            subject, other = (right, left) if _attributes(left) else (left, right)
            choices = _each(other, principal)
            name = "=" if len(choices) == 1 else "in"
            return Apply(name, (filled(subject), *map(filled, choices)), expression.of)
        case Apply(function="in", arguments=(subject, *listed)):
            choices = [one for choice in listed for one in _each(choice, principal)]
            return Apply("in", (filled(subject), *map(filled, choices)), expression.of)
        case Apply(function=function) if function == USER_ATTRIBUTE:
            values = principal.attribute(_name_in(expression))
            return Constant(values[0] if len(values) == 1 else None, types.TEXT)
        case Apply():
            return replace(expression, arguments=tuple(map(filled, expression.arguments)))
        case Case():
            branches = tuple((filled(when), filled(then)) for when, then in expression.branches)
            default = None if expression.default is None else filled(expression.default)
            return replace(expression, branches=branches, default=default)
        case Cast():
            return replace(expression, value=filled(expression.value))
        case _:
            return expression


def _each(expression: Expression, principal: Principal) -> list[Expression]:
    """An expression once for each value of the one attribute that it looks at; itself where there are none or more."""
    names = _attributes(expression)
    if len(names) != 1:
        return [expression]
    (name,) = names
    values = principal.attribute(name) or (None,)
    return [_with_value(expression, Constant(value, types.TEXT)) for value in values]


def _attributes(expression: Expression) -> set[str]:
    match expression:
        case Apply(function=function) if function == USER_ATTRIBUTE:
            return {_name_in(expression)}
        case Apply():
            return {name for argument in expression.arguments for name in _attributes(argument)}
        case Cast():
            return _attributes(expression.value)
        case _:
            return set()


def _name_in(call: Apply) -> str:
    (name,) = call.arguments
    if not isinstance(name, Constant):
        raise TypeError("an attribute has a name")
    return str(name.value)


def _with_value(expression: Expression, value: Constant) -> Expression:
    match expression:
        case Apply(function=function) if function == USER_ATTRIBUTE:
            return value
        case Apply():
            return replace(expression, arguments=tuple(_with_value(one, value) for one in expression.arguments))
        case Cast():
            return replace(expression, value=_with_value(expression.value, value))
        case _:
            return expression
