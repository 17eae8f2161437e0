"""Checks the formulas of a model against the columns that its datasets have now."""

from collections.abc import Iterator, Mapping

from gnomon.datasets.contracts import DatasetTable
from gnomon.semantic.contracts import (
    CalculatedColumn,
    CheckedColumn,
    CheckedMeasure,
    CheckedModel,
    CheckedRowPolicy,
    ModelDefinition,
    ModelId,
    ModelMeasure,
    ModelProblem,
)
from gnomon.semantic.contracts.functions import CheckedFormula, FormulaKind
from gnomon.semantic.formulas.checker import Checker
from gnomon.semantic.formulas.grammar import parse
from gnomon.semantic.formulas.names import Member, MemberKind, Names, model_table
from gnomon.semantic.formulas.registry import Registry, functions
from gnomon.semantic.formulas.syntax import Syntax
from gnomon.semantic.formulas.typed import Typed
from gnomon.semantic.formulas.wrong import FormulaWrong, Span

MAX_NAMED = 10
"""So many members of a circle are named."""


class _NeededFirst(Exception):
    """A formula names a member that is not checked yet."""

    def __init__(self, member: Member) -> None:
        super().__init__(member.name)
        self.member = member


class _Members:
    """Checks members in the order in which they need each other, each once, without recursion."""

    def __init__(self, definition: ModelDefinition, tables: Mapping[str, DatasetTable], registry: Registry) -> None:
        self._definition = definition
        self._registry = registry
        self._names = Names(definition, tables, self._checked)
        self._formulas: dict[Member, str] = {}
        self._parsed: dict[Member, Syntax] = {}
        self._done: dict[Member, Typed | FormulaWrong] = {}
        for table in definition.tables:
            for column in table.calculated:
                self._formulas[Member(MemberKind.COLUMN, table.name, column.name)] = column.formula
        for measure in definition.measures:
            self._formulas[Member(MemberKind.MEASURE, measure.table, measure.name)] = measure.formula
        for policy in definition.row_policies:
            self._formulas[Member(MemberKind.POLICY, policy.table, policy.name)] = policy.formula

    def result(self, member: Member) -> Typed | FormulaWrong:
        """What a member's formula came to, once everything that it names is checked."""
        waiting = [member]
        while waiting:
            current = waiting[-1]
            try:
                self._done[current] = self._check(current)
            except _NeededFirst as needed:
                if needed.member in waiting:
                    self._break_circle(waiting[waiting.index(needed.member) :])
                else:
                    waiting.append(needed.member)
                continue
            except FormulaWrong as wrong:
                self._done[current] = wrong
            waiting.pop()
        return self._done[member]

    def live(self, table: str, formula: str, kind: FormulaKind) -> Typed | FormulaWrong:
        """A formula that the definition does not hold (yet)."""
        member = Member(MemberKind(kind.value), table, "")
        self._formulas[member] = formula
        return self.result(member)

    def _check(self, member: Member) -> Typed:
        known = self._done.get(member)
        if isinstance(known, FormulaWrong):
            raise known
        if member not in self._parsed:
            self._parsed[member] = parse(self._formulas[member])
        checker = Checker(self._names, self._registry, member.table, self._definition.calendar)
        return checker.whole(self._parsed[member], FormulaKind(member.kind.value))

    def _checked(self, member: Member, span: Span) -> Typed:
        """What another formula gets for a name. Raises `FormulaWrong`, with the name, where that is wrong itself."""
        known = self._done.get(member)
        if known is None:
            raise _NeededFirst(member)
        if isinstance(known, FormulaWrong):
            raise _because_of(member, known, span)
        return known

    def _break_circle(self, circle: list[Member]) -> None:
        shown = [f"“{member.name}”" for member in circle[:MAX_NAMED]] + ["…"] * (len(circle) > MAX_NAMED)
        named = " → ".join([*shown, f"“{circle[0].name}”"])
        for member in circle:
            self._done[member] = FormulaWrong(
                Span(0, len(self._formulas[member])),
                f"{named} is a circle: each of them names the next.",
                "Take one of the names out of its formula.",
            )


def _because_of(member: Member, wrong: FormulaWrong, span: Span) -> FormulaWrong:
    """A formula names a member that is wrong; what is wrong itself is told, however long the way to it."""
    if wrong.depends_on is not None:
        return FormulaWrong(span, wrong.message, wrong.hint, depends_on=wrong.depends_on)
    message = f"The formula of “{member.name}” is wrong: {wrong.message}"
    return FormulaWrong(span, message, f"Mend “{member.name}” first.", depends_on=member.name)


def check_model(
    definition: ModelDefinition,
    tables: Mapping[str, DatasetTable],
    *,
    model_id: ModelId | None,
    revision: int,
) -> CheckedModel:
    """Every formula that holds, and what is wrong with the others; nothing that is wrong is ever raised."""
    members = _Members(definition, tables, functions())
    calculated: dict[tuple[str, str], CheckedColumn] = {}
    measures: dict[str, CheckedMeasure] = {}
    problems: list[ModelProblem] = []
    for table, column in _calculated(definition):
        found = members.result(Member(MemberKind.COLUMN, table, column.name))
        if isinstance(found, FormulaWrong):
            problems.append(problem_of(f"tables/{table}/calculated/{column.name}/formula", found))
        else:
            calculated[table, column.name] = CheckedColumn(column, found.expression, found.of)
    for measure in definition.measures:
        found = _of_measure(members, definition, measure)
        if isinstance(found, FormulaWrong):
            problems.append(problem_of(f"measures/{measure.name}/formula", found))
        else:
            measures[measure.name] = CheckedMeasure(measure, found.expression, found.of)
    policies: dict[str, CheckedRowPolicy] = {}
    for policy in definition.row_policies:
        found = members.result(Member(MemberKind.POLICY, policy.table, policy.name))
        if isinstance(found, FormulaWrong):
            problems.append(problem_of(f"row_policies/{policy.name}/formula", found))
        else:
            policies[policy.name] = CheckedRowPolicy(policy, found.expression)
    return CheckedModel(model_id, revision, definition, tables, calculated, measures, policies, tuple(problems))


def check_formula(
    definition: ModelDefinition,
    tables: Mapping[str, DatasetTable],
    table: str,
    formula: str,
    kind: FormulaKind,
) -> CheckedFormula | ModelProblem:
    """One formula of a table while it is being written; what is wrong with it has the place `formula`."""
    if model_table(definition, table) is None:
        unknown = FormulaWrong(Span(0, len(formula)), f"The model has no table “{table}”.", depends_on=table)
        return problem_of("formula", unknown)
    found = _Members(definition, tables, functions()).live(table, formula, kind)
    if isinstance(found, FormulaWrong):
        return problem_of("formula", found)
    return CheckedFormula(found.expression, found.of)


def problem_of(place: str, wrong: FormulaWrong) -> ModelProblem:
    """What is wrong with a formula, as a part of what is wrong with a model."""
    return ModelProblem(
        place=place,
        message=wrong.message,
        hint=wrong.hint,
        start=wrong.span.start,
        end=wrong.span.end,
        depends_on=wrong.depends_on,
    )


def _calculated(definition: ModelDefinition) -> Iterator[tuple[str, CalculatedColumn]]:
    return ((table.name, column) for table in definition.tables for column in table.calculated)


def _of_measure(members: _Members, definition: ModelDefinition, measure: ModelMeasure) -> Typed | FormulaWrong:
    if model_table(definition, measure.table) is None:
        return FormulaWrong(Span(0, 0), f"The model has no table “{measure.table}”.", depends_on=measure.table)
    return members.result(Member(MemberKind.MEASURE, measure.table, measure.name))


def syntax_of(formula: str) -> Syntax | None:
    """What a formula says, before its names are looked up; None where it cannot be read."""
    try:
        return parse(formula)
    except FormulaWrong:
        return None
