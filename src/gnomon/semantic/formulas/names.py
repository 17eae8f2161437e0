"""What names in formulas stand for: columns of tables, measures and parameters of the model."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gnomon.datasets.contracts import Column, ColumnType, DatasetTable
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.semantic.contracts import ColumnRef, ModelDefinition, ModelTable, ParameterRef, ValueType
from gnomon.semantic.contracts.engine_types import is_zoned
from gnomon.semantic.errors import AmbiguousPath, ModelError
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.syntax import Name, ParameterName
from gnomon.semantic.formulas.typed import Place, Typed
from gnomon.semantic.formulas.wrong import FormulaWrong, Span
from gnomon.semantic.graph import find_path, resolve_address
from gnomon.semantic.paths import Path


class MemberKind(StrEnum):
    """What a formula of the model defines."""

    COLUMN = "column"
    MEASURE = "measure"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Member:
    """A calculated column, or a measure, by its name in the model."""

    kind: MemberKind
    table: str
    name: str


CheckedMember = Callable[[Member, Span], Typed]
"""What a member's formula came to. Raises `FormulaWrong` where it is wrong itself."""

_PARAMETER_TYPES = {
    ColumnType.INTEGER: types.INTEGER,
    ColumnType.DECIMAL: types.decimal(*types.DEFAULT_DECIMAL),
    ColumnType.FLOAT: types.FLOAT,
    ColumnType.TEXT: types.TEXT,
    ColumnType.BOOLEAN: types.BOOLEAN,
    ColumnType.DATE: types.DATE,
    ColumnType.DATETIME: types.DATETIME,
}


def found_by_name(name: str, known: Mapping[str, str]) -> str | None:
    """The known name that is meant: as it is spelled, else without regard to case. `known` maps folded names."""
    return known.get(name.casefold())


def _folded(names: Iterable[str]) -> dict[str, str]:
    return {name.casefold(): name for name in names}


def physical_type(column: Column) -> ValueType:
    """What formulas get of a physical column: moments with a zone as the clock on the wall shows them."""
    return types.DATETIME if is_zoned(column.engine_type) else ValueType(column.type, column.engine_type)


class Names:
    """Everything that formulas of one model can name."""

    def __init__(self, definition: ModelDefinition, tables: Mapping[str, DatasetTable], checked: CheckedMember) -> None:
        self._definition = definition
        self._tables = tables
        self._checked = checked
        self._modelled = {table.name: table for table in definition.tables}
        self._table_names = _folded(self._modelled)
        self._measures = {measure.name: measure for measure in definition.measures}
        self._measure_names = _folded(self._measures)
        self._parameters = {one.name: one for one in definition.parameters}
        self._parameter_names = _folded(self._parameters)
        self._paths: dict[tuple[str, tuple[str, ...], str], Path | ModelError] = {}
        self._physical: dict[str, dict[str, Column]] = {}

    def measure(self, node: Name) -> Typed | None:
        """The measure of this name, if there is one."""
        known = found_by_name(node.text, self._measure_names)
        if known is None:
            return None
        return self._checked(Member(MemberKind.MEASURE, self._measures[known].table, known), node.span)

    def is_measure(self, name: str) -> bool:
        """Whether the model has a measure of this name."""
        return name.casefold() in self._measure_names

    def parameter(self, node: ParameterName) -> ParameterRef:
        """A parameter of the model."""
        known = found_by_name(node.name, self._parameter_names)
        if known is None:
            near = near_misses(node.name, self._parameters)
            hint = did_you_mean(near) or "Add the parameter to the model first."
            raise FormulaWrong(node.span, f"The model has no parameter “{node.name}”.", hint)
        return ParameterRef(known, _PARAMETER_TYPES[self._parameters[known].type])

    def table_only(self, name: str) -> str | None:
        """The table of this name, if there is one."""
        return found_by_name(name, self._table_names)

    def column(self, start: str, node: Name, *, needs_path: bool) -> Typed:
        """The column that an address means as one stands at a table; without a path, a table's own name is enough."""
        if len(node.parts) > 1 and self._own(start, node.text) is None:
            table, via = self._led_to(start, node, needs_path=needs_path)
        else:
            table, via = start, ()
        wanted = node.text if not via and table == start and self._own(start, node.text) else node.parts[-1].text
        return self._column_of(table, via, wanted, node)

    def own_column(self, table: str, node: Name) -> Typed:
        """A column that the data of a table have. Raises `FormulaWrong` for every other one."""
        is_own = len(node.parts) == 1 or (len(node.parts) == 2 and self.table_only(node.parts[0].text) == table)
        found = self._column_of(table, (), node.parts[-1].text, node) if is_own else None
        if found is None or node.parts[-1].text.casefold() not in self._columns(table):
            raise FormulaWrong(
                node.span,
                f"A policy looks at columns that the data of “{table}” have, and “{node.text}” is none of them.",
                "What others may compute otherwise tomorrow cannot say what may be seen: name a column of the data.",
            )
        return found

    def path(self, home: str, place: Place) -> Path:
        """How rows of a table find a column. Raises `FormulaWrong`."""
        column = place.column
        if column.table == home and not column.via:
            return Path(home, ())
        via = column.via or (column.table,)
        key = (home, via, column.table)
        if key not in self._paths:
            try:
                self._paths[key] = find_path(self._definition, home, via, column.table)
            except ModelError as error:
                self._paths[key] = error
        found = self._paths[key]
        if isinstance(found, ModelError):
            is_ambiguous = isinstance(found, AmbiguousPath)
            raise FormulaWrong(place.span, found.message, found.hint, is_ambiguous=is_ambiguous)
        return found

    def is_table(self, name: str) -> bool:
        """Whether a segment of an address names a table and not a relationship."""
        return name.casefold() in self._table_names

    def only_date_of(self, table: str) -> ColumnRef | None:
        """The one column of a table that holds dates, calculated ones aside, where there is just one."""
        dated = [column for column in self._columns(table).values() if column.type in types.MOMENTS]
        return ColumnRef(table, (), dated[0].name, physical_type(dated[0])) if len(dated) == 1 else None

    def completions(self, table: str) -> list[str]:
        """The names that can stand alone in formulas of a table."""
        return [*self._own_names(table), *self._measures]

    def _columns(self, table: str) -> dict[str, Column]:
        if table not in self._physical:
            known = self._tables.get(table)
            self._physical[table] = {} if known is None else {one.name.casefold(): one for one in known.columns}
        return self._physical[table]

    def _calculated(self, table: str) -> Sequence[str]:
        return [one.name for one in self._modelled[table].calculated] if table in self._modelled else []

    def _own_names(self, table: str) -> list[str]:
        return [*(column.name for column in self._columns(table).values()), *self._calculated(table)]

    def _own(self, table: str, name: str) -> str | None:
        return found_by_name(name, _folded(self._own_names(table)))

    def _led_to(self, start: str, node: Name, *, needs_path: bool) -> tuple[str, tuple[str, ...]]:
        segments = tuple(part.text for part in node.parts[:-1])
        if len(segments) == 1 and (known := self.table_only(segments[0])) is not None:
            if known == start:
                return start, ()
            if not needs_path:
                return known, (known,)
        try:
            return resolve_address(self._definition, start, segments)
        except ModelError as error:
            raise FormulaWrong(_span_of(node), error.message, error.hint) from None

    def _column_of(self, table: str, via: tuple[str, ...], name: str, node: Name) -> Typed:
        if table not in self._tables:
            raise FormulaWrong(
                node.span,
                f"The dataset of the table “{table}” is gone or not ready.",
                "Restore the dataset, or take the table out of the model.",
                depends_on=table,
            )
        column = self._columns(table).get(name.casefold())
        if column is not None:
            return Typed(ColumnRef(table, via, column.name, physical_type(column)))
        calculated = found_by_name(name, _folded(self._calculated(table)))
        if calculated is None:
            raise self._unknown_column(table, name, node)
        checked = self._checked(Member(MemberKind.COLUMN, table, calculated), node.span)
        return Typed(ColumnRef(table, via, calculated, checked.of), checked.nodes + 1, checked.depth + 1)

    def _unknown_column(self, table: str, name: str, node: Name) -> FormulaWrong:
        near = near_misses(name, self._own_names(table))
        hint = did_you_mean(near)
        if len(node.parts) == 1:
            others = [other for other in self._modelled if other != table and self._own(other, name) is not None]
            if others:
                hint = f"“{others[0]}” has such a column: write {others[0]}.{name}."
        return FormulaWrong(
            node.parts[-1].span, f"“{table}” has no column “{name}”.", hint or "Choose one of its columns."
        )


def _span_of(node: Name) -> Span:
    """Where the tables of an address stand, without the column."""
    return node.parts[0].span.to(node.parts[-2].span)


def model_table(definition: ModelDefinition, name: str) -> ModelTable | None:
    """The table of a model by its name."""
    return next((table for table in definition.tables if table.name == name), None)
