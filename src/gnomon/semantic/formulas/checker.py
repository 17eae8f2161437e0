"""Checks one formula: every name finds its meaning, every value its type."""

from collections.abc import Sequence
from typing import assert_never

from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_spellings
from gnomon.semantic.contracts import (
    Aggregate,
    Calendar,
    Case,
    Cast,
    ColumnRef,
    Constant,
    Expression,
    ParameterRef,
    ValueType,
)
from gnomon.semantic.contracts.functions import FormulaKind
from gnomon.semantic.formulas import operators
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.arguments import fitted
from gnomon.semantic.formulas.casts import cast_type
from gnomon.semantic.formulas.conversions import converted, moment, number, to_common
from gnomon.semantic.formulas.functions.declarations import (
    Aggregation,
    Constants,
    Form,
    Macro,
    Operator,
    Result,
    Scalar,
)
from gnomon.semantic.formulas.homes import home_of, moved, require_paths
from gnomon.semantic.formulas.macros import expanded
from gnomon.semantic.formulas.names import Names
from gnomon.semantic.formulas.registry import Registry
from gnomon.semantic.formulas.scopes import require_aggregating, require_plain, require_scope
from gnomon.semantic.formulas.syntax import (
    Between,
    Binary,
    Call,
    Choice,
    Conversion,
    IsNull,
    MomentValue,
    Name,
    NullValue,
    NumberValue,
    OneOf,
    ParameterName,
    Syntax,
    TextValue,
    TruthValue,
    Unary,
)
from gnomon.semantic.formulas.typed import MAX_DEPTH, MAX_NODES, Place, Scope, Typed, above
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

MAX_LOOKS = 5 * MAX_NODES
"""So many parts of a formula are looked at, counted again where a macro repeats them."""


class Checker:
    """Checks the formulas of one table."""

    def __init__(self, names: Names, registry: Registry, table: str, calendar: Calendar) -> None:
        self._names = names
        self._registry = registry
        self._places: list[Place] = []
        self._looks = 0
        self._depth = 0
        self.table = table
        self.calendar = calendar

    def whole(self, node: Syntax, kind: FormulaKind) -> Typed:
        """A whole formula; a bare null is a text. Raises `FormulaWrong`."""
        if kind is FormulaKind.POLICY:
            return operators.as_condition(known(self.check(node, Scope.POLICY)), node.span)
        found = self.check(node, Scope.MEASURE if kind is FormulaKind.MEASURE else Scope.ROW)
        return known(found)

    def check(self, node: Syntax, scope: Scope) -> Typed:
        """A part of the formula. Raises `FormulaWrong`."""
        self._looks += 1
        self._depth += 1
        if self._looks > MAX_LOOKS or self._depth > MAX_DEPTH:
            raise FormulaWrong(
                node.span, "This formula is too large once its functions are written out.", "Use simpler measures."
            )
        found = self._checked(node, scope)
        self._depth -= 1
        return found

    def _checked(self, node: Syntax, scope: Scope) -> Typed:
        match node:
            case Name():
                return self._name(node, scope)
            case ParameterName() if scope is Scope.POLICY:
                raise FormulaWrong(
                    node.span,
                    "Whoever asks sets the parameters, so that no policy may look at one.",
                    "Write the value, or USER_ATTRIBUTE('name').",
                )
            case Call():
                return self._call(node, scope)
            case Binary():
                left, right = self.check(node.left, scope), self.check(node.right, scope)
                spans = (node.left.span, node.right.span)
                return operators.binary(node.operator, left, right, spans, node.operator_span)
            case Unary():
                return self._unary(node, scope)
            case IsNull():
                operand = self.check(node.operand, scope)
                return operators.applied("is_null", [known(operand)], types.BOOLEAN, node.span)
            case OneOf():
                return self._compared("in", (node.operand, *node.choices), scope, node.span, "IN")
            case Between():
                return self._compared("between", (node.operand, node.low, node.high), scope, node.span, "BETWEEN")
            case Choice():
                return self._choice(node, scope)
            case Conversion():
                operand = self.check(node.operand, scope)
                wanted = cast_type(node.type_name, node.sizes, operand.of, node.type_span)
                return self._cast(operand, wanted, node.span)
            case _:
                return Typed(self._value(node))

    def _value(
        self, node: NullValue | TruthValue | NumberValue | TextValue | MomentValue | ParameterName
    ) -> Constant | ParameterRef:
        match node:
            case NullValue():
                return Constant(None, types.UNKNOWN)
            case TruthValue():
                return Constant(node.value, types.BOOLEAN)
            case NumberValue():
                return number(node.text, node.span)
            case TextValue():
                return Constant(node.text, types.TEXT)
            case MomentValue():
                return moment(node.text, node.span, has_time=node.has_time)
            case ParameterName():
                return self._names.parameter(node)
            case _:
                assert_never(node)

    def column(self, node: Syntax) -> Place:
        """A column that a measure names outside of aggregates. Raises `FormulaWrong`."""
        if not isinstance(node, Name):
            raise FormulaWrong(node.span, "Here should be the name of a column.", "Write a column, such as region.")
        found = self._names.column(self.table, node, needs_path=False).expression
        if not isinstance(found, ColumnRef):
            raise TypeError("columns are references")
        return Place(found, node.span)

    def columns_of(self, node: Syntax, scope: Scope) -> tuple[Typed, Sequence[Place]]:
        """A part of the formula, and the columns that it names. Raises `FormulaWrong`."""
        before = len(self._places)
        found = self.check(node, scope)
        return found, self._places[before:]

    def only_date_of(self, home: str) -> ColumnRef | None:
        """The one column of a table that holds dates, where there is just one."""
        return self._names.only_date_of(home)

    def require_path(self, home: str, place: Place) -> None:
        """Raise `FormulaWrong` where rows of a table cannot find a column."""
        self._names.path(home, place)

    def aggregate(self, node: Syntax, *, home: str | None = None) -> Typed:
        """A call of an aggregate; with a home, one of rows of that table. Raises `FormulaWrong`."""
        found = self._registry.find(node.name) if isinstance(node, Call) else None
        if isinstance(node, Call) and isinstance(found, Macro):
            return self.aggregate(expanded(found, node), home=home)
        if not isinstance(node, Call) or not isinstance(found, Aggregation):
            raise FormulaWrong(node.span, "Here should be an aggregate.", "Write an aggregate, such as SUM(amount).")
        return self._aggregate(found, node, home)

    def _name(self, node: Name, scope: Scope) -> Typed:
        if scope is Scope.MEASURE:
            return self._measure(node)
        if scope is Scope.POLICY:
            return self._names.own_column(self.table, node)
        if scope is Scope.ROW:
            found = self._names.column(self.table, node, needs_path=True)
            self._require_one_row(found.expression, node)
        else:
            found = self._row_column(node, scope)
        if isinstance(found.expression, ColumnRef):
            self._places.append(Place(found.expression, node.span))
        return found

    def _row_column(self, node: Name, scope: Scope) -> Typed:
        try:
            return self._names.column(self.table, node, needs_path=False)
        except FormulaWrong:
            if scope is Scope.AGGREGATE and len(node.parts) == 1 and self._names.is_measure(node.text):
                raise FormulaWrong(
                    node.span,
                    f"“{node.text}” is a measure, which aggregates rows already.",
                    "Aggregate columns; use measures outside of aggregates.",
                ) from None
            raise

    def _require_one_row(self, expression: Expression, node: Name) -> None:
        if isinstance(expression, ColumnRef) and self._names.path(self.table, Place(expression, node.span)).is_many:
            raise FormulaWrong(
                node.span,
                f"One row of “{self.table}” may belong to several rows of “{expression.table}”.",
                "A calculated column reaches only tables of which one row belongs to each of its rows: "
                "write a measure that aggregates them.",
            )

    def _measure(self, node: Name) -> Typed:
        found = self._names.measure(node) if len(node.parts) == 1 else None
        if found is not None:
            return found
        try:
            column = self._names.column(self.table, node, needs_path=False)
        except FormulaWrong as unknown:
            if len(node.parts) > 1:
                raise
            near = near_spellings(node.text, self._names.completions(self.table))
            hint = did_you_mean(near) or unknown.hint
            raise FormulaWrong(
                node.span, f"There is no measure or column “{node.text}”.", hint, depends_on=unknown.depends_on
            ) from None
        example = "SUM" if column.of.type in types.NUMERIC else "MAX"
        raise FormulaWrong(
            node.span,
            f"“{node.text}” is a column with a value for each row; a measure needs one value of many rows.",
            f"Aggregate it, such as {example}({node.text}).",
        )

    def _unary(self, node: Unary, scope: Scope) -> Typed:
        operand = self.check(node.operand, scope)
        if node.operator == "-":
            return operators.minus(operand, node.span)
        condition = operators.as_condition(operand, node.operand.span)
        return operators.applied("not", [condition], types.BOOLEAN, node.span)

    def _compared(self, function: str, nodes: tuple[Syntax, ...], scope: Scope, span: Span, what: str) -> Typed:
        parts = [self.check(node, scope) for node in nodes]
        common = operators.compared(parts, [node.span for node in nodes], span, what)
        return operators.applied(function, common, types.BOOLEAN, span)

    def _choice(self, node: Choice, scope: Scope) -> Typed:
        conditions = [self._condition(node.subject, when, scope) for when, _ in node.branches]
        results = [then for _, then in node.branches] + ([] if node.default is None else [node.default])
        return self.cases(conditions, [self.check(one, scope) for one in results], results, node.span)

    def _condition(self, subject: Syntax | None, when: Syntax, scope: Scope) -> Typed:
        if subject is None:
            return operators.as_condition(self.check(when, scope), when.span)
        spans = (subject.span, when.span)
        return operators.binary("=", self.check(subject, scope), self.check(when, scope), spans, when.span)

    def cases(self, conditions: list[Typed], results: list[Typed], nodes: Sequence[Syntax], span: Span) -> Typed:
        """The result of the first condition that holds; one result more than conditions is for none of them."""
        common = to_common(results, [node.span for node in nodes])
        if common is None:
            kinds = " and ".join(dict.fromkeys(types.named(part.of) for part in results))
            raise FormulaWrong(span, f"The results have different types: {kinds}.", "Convert them, such as x::text.")
        if common[0].of == types.UNKNOWN:
            return common[0]
        branches = tuple((when.expression, then.expression) for when, then in zip(conditions, common, strict=False))
        default = common[-1].expression if len(common) > len(conditions) else None
        return above(Case(branches, default, common[0].of), [*conditions, *common], span)

    def _cast(self, operand: Typed, wanted: ValueType, span: Span) -> Typed:
        if operand.of == wanted:
            return operand
        if operand.of == types.UNKNOWN:
            return converted(operand, wanted)
        return above(Cast(operand.expression, wanted), [operand], span)

    def _call(self, node: Call, scope: Scope) -> Typed:
        declaration = self._registry.find(node.name)
        match declaration:
            case None | Operator():
                raise self._unknown_function(node)
            case Macro():
                return self.check(expanded(declaration, node), scope)
            case Form():
                require_plain(declaration, node)
                require_scope(declaration, node, scope)
                return declaration.check(self, node, scope)
            case Aggregation():
                require_aggregating(declaration, node, scope)
                return self._aggregate(declaration, node, None)
            case Scalar():
                require_plain(declaration, node)
                return self._scalar(declaration, node, scope)
            case _:
                assert_never(declaration)

    def _unknown_function(self, node: Call) -> FormulaWrong:
        near = near_spellings(node.name.upper(), self._registry.names)
        hint = did_you_mean(near)
        if hint is None and self._names.is_measure(node.name):
            hint = f"“{node.name}” is a measure: write it without parentheses."
        return FormulaWrong(
            node.name_span, f"There is no function “{node.name}”.", hint or "Choose one of the list of functions."
        )

    def _scalar(self, declaration: Scalar, node: Call, scope: Scope) -> Typed:
        arguments = fitted(declaration, node, [self.check(argument, scope) for argument in node.arguments])
        of = result_of(declaration.result, [part.of for part in arguments.parts], arguments.constants)
        if of == types.UNKNOWN:
            return Typed(Constant(None, types.UNKNOWN))
        parts = [known(part) for part in arguments.parts]
        return operators.applied(declaration.name.lower(), parts, of, node.span)

    def _aggregate(self, declaration: Aggregation, node: Call, home: str | None) -> Typed:
        self._require_form_of_aggregate(declaration, node)
        before = len(self._places)
        checked = [self.check(argument, Scope.AGGREGATE) for argument in node.arguments]
        named = self._places[before:]
        where, named_in_where = None, list[Place]()
        if node.where is not None:
            condition, found = self.columns_of(node.where, Scope.AGGREGATE)
            where, named_in_where = operators.as_condition(condition, node.where.span), list(found)
        parts, constants = checked, dict[str, bool | int | float | str | None]()
        if not node.is_star:
            arguments = fitted(declaration, node, checked)
            parts, constants = arguments.parts, dict(arguments.constants)
        of = result_of(declaration.result, [part.of for part in parts], constants)
        parts = [known(part) for part in parts]
        if home is None:
            home = home_of(self._names, self.table, named, named_in_where, node.span)
        else:
            require_paths(self._names, home, named, named_in_where)
        found_aggregate = Aggregate(
            function=declaration.name.lower(),
            arguments=tuple(moved(part.expression, home) for part in parts),
            home=home,
            is_distinct=node.is_distinct,
            where=None if where is None else moved(where.expression, home),
            of=known_type(of),
        )
        return above(found_aggregate, [*parts, *([] if where is None else [where])], node.span)

    def _require_form_of_aggregate(self, declaration: Aggregation, node: Call) -> None:
        if node.is_star and declaration.name != "COUNT":
            raise FormulaWrong(node.span, f"{declaration.name} needs a column, not *.", "Only COUNT(*) counts rows.")
        if node.is_distinct and not declaration.may_be_distinct:
            raise FormulaWrong(
                node.span, f"{declaration.name} takes no DISTINCT.", "Count distinct values with COUNT(DISTINCT x)."
            )


def known(part: Typed) -> Typed:
    """A part whose type is known: a bare null is a text where nothing says otherwise."""
    return converted(part, types.TEXT) if part.of == types.UNKNOWN else part


def known_type(of: ValueType) -> ValueType:
    """The type of what is made of nothing but null."""
    return types.TEXT if of == types.UNKNOWN else of


def result_of(result: Result, given: Sequence[ValueType], constants: Constants) -> ValueType:
    """What a function gives for arguments of these types."""
    return result if isinstance(result, ValueType) else result(given, constants)
