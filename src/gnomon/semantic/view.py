"""The public model around one dataset: what was inferred, what people said, and what can be reached from there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from gnomon.datasets.contracts import DatasetId, DatasetTable, Profile
from gnomon.semantic.contracts import (
    AGGREGATIONS,
    GRAINS,
    CheckedColumn,
    CheckedModel,
    ColumnMeaning,
    Dimension,
    DimensionKind,
    Measure,
    MemberHierarchy,
    MemberHierarchyLevel,
    MemberParameter,
    ModelTable,
    RelatedTable,
    SemanticModel,
)
from gnomon.semantic.graph import Reachable, reachable
from gnomon.semantic.inference import (
    NUMERIC,
    can_be,
    counts,
    default_grain,
    infer_measure,
    infer_model,
    infer_rows,
    kind_of,
)
from gnomon.semantic.words import label_of, usual_aggregation

Member = TypeVar("Member", Dimension, Measure)
Profiles = Mapping[DatasetId, Profile | None]
_NOTHING_SAID = ColumnMeaning(column="*")


def model_view(checked: CheckedModel, anchor: str, profiles: Profiles) -> SemanticModel:
    """What a question about the anchor may name.

    `profiles` has what the import learnt from all rows, by dataset; None for datasets of which the principal may not
    see every row, so that nothing is told that was learnt from the others. Hidden members are in it, marked: hiding
    tidies lists and is no protection, so that charts made before still work.
    """
    own = _Table.of(checked, anchor, profiles)
    related = reachable(checked.definition, anchor)
    said = {
        "model_id": checked.model_id,
        "table": anchor,
        "row_count": own.dataset.row_count if own.profile is not None else 0,
        "dimensions": own.dimensions(),
        "measures": (*own.measures(), *_defined_measures(checked, anchor, related)),
        "related": tuple(_related(checked, one, profiles) for one in related if one.path.to_table in checked.tables),
        "hierarchies": own.hierarchies(),
        "parameters": _parameters(checked),
    }
    return own.inferred.model_copy(update=said)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the model with everything that is known and said about it."""

    definition: ModelTable
    dataset: DatasetTable
    calculated: tuple[CheckedColumn, ...]
    profile: Profile | None
    inferred: SemanticModel
    meanings: Mapping[str, ColumnMeaning]

    @classmethod
    def of(cls, checked: CheckedModel, name: str, profiles: Profiles) -> "_Table":
        """One of the tables that are there."""
        definition = next(table for table in checked.definition.tables if table.name == name)
        dataset = checked.tables[name]
        columns = (checked.calculated.get((name, column.name)) for column in definition.calculated)
        found = tuple(column for column in columns if column is not None)
        profile = profiles.get(dataset.dataset_id)
        meanings = {meaning.column: meaning for meaning in definition.columns}
        return cls(definition, dataset, found, profile, infer_model(dataset, profile), meanings)

    def dimensions(self, prefix: str = "") -> tuple[Dimension, ...]:
        """Its columns, then those that formulas compute; each name begins with the prefix."""
        columns = (_said(one, self._meaning(one.name)) for one in self.inferred.dimensions)
        found = (*columns, *(_calculated_dimension(column) for column in self.calculated))
        return tuple(one.model_copy(update={"name": prefix + one.name}) for one in found) if prefix else found

    def measures(self) -> tuple[Measure, ...]:
        """Its rows, and its columns that can be aggregated."""
        ordered = sorted(self.dataset.columns, key=lambda column: column.position)
        columns = [column for column in ordered if counts(column, self._meaning(column.name).kind)]
        inferred = (infer_measure(column, self.definition.name) for column in columns)
        computed = (column for column in self.calculated if _adds_up(column))
        return (
            infer_rows(self.definition.name),
            *(_worded(one, self._meaning(one.name)) for one in inferred),
            *(_calculated_measure(column, self.definition.name) for column in computed),
        )

    def hierarchies(self, prefix: str = "") -> tuple[MemberHierarchy, ...]:
        """Its hierarchies whose columns are all there."""
        known = {
            *(column.name for column in self.dataset.columns),
            *(column.definition.name for column in self.calculated),
        }
        return tuple(
            MemberHierarchy(
                name=one.name,
                levels=tuple(
                    MemberHierarchyLevel(member=prefix + level.column, grain=level.grain) for level in one.levels
                ),
            )
            for one in self.definition.hierarchies
            if all(level.column in known for level in one.levels)
        )

    def _meaning(self, column: str) -> ColumnMeaning:
        return self.meanings.get(column, _NOTHING_SAID)


def _said(dimension: Dimension, meaning: ColumnMeaning) -> Dimension:
    if meaning is _NOTHING_SAID:
        return dimension
    if meaning.kind is None or not can_be(dimension.type, meaning.kind):
        return _worded(dimension, meaning)
    grains = dimension.grains if meaning.kind is DimensionKind.TIME else ()
    default = dimension.default_grain if grains else None
    changed = {"kind": meaning.kind, "grains": grains, "default_grain": default}
    return _worded(dimension.model_copy(update=changed), meaning)


def _worded(member: Member, meaning: ColumnMeaning) -> Member:
    """A member in the words that somebody chose; what is absent stays as it was."""
    said = {
        "label": meaning.label,
        "description": meaning.description,
        "is_hidden": meaning.is_hidden,
        "format": meaning.format,
        "unit": meaning.unit,
        "synonyms": meaning.synonyms or None,
    }
    chosen = {name: value for name, value in said.items() if value is not None}
    return member.model_copy(update=chosen) if chosen else member


def _calculated_dimension(column: CheckedColumn) -> Dimension:
    said = column.definition
    suits = said.kind is not None and can_be(column.of.type, said.kind)
    kind = said.kind if said.kind is not None and suits else kind_of(column.of.type)
    grains = GRAINS.get(column.of.type, ()) if kind is DimensionKind.TIME else ()
    return Dimension(
        name=said.name,
        label=said.label or label_of(said.name),
        kind=kind,
        type=column.of.type,
        description=said.description,
        is_hidden=said.is_hidden,
        grains=grains,
        default_grain=default_grain(column.of.type, None, None) if grains else None,
        distinct_count=None,
        min=None,
        max=None,
        formula=said.formula,
        format=said.format,
        unit=said.unit,
        synonyms=said.synonyms,
    )


def _adds_up(column: CheckedColumn) -> bool:
    return column.of.type in NUMERIC and column.definition.kind in (None, DimensionKind.NUMBER)


def _calculated_measure(column: CheckedColumn, table: str) -> Measure:
    said = column.definition
    return Measure(
        name=said.name,
        label=said.label or label_of(said.name),
        type=column.of.type,
        description=said.description,
        is_hidden=said.is_hidden,
        default_aggregation=usual_aggregation(said.name),
        aggregations=AGGREGATIONS[column.of.type],
        formula=None,
        table=table,
        format=said.format,
        unit=said.unit,
        synonyms=said.synonyms,
    )


def _defined_measures(checked: CheckedModel, anchor: str, related: tuple[Reachable, ...]) -> tuple[Measure, ...]:
    """Every measure of the model whose rows belong to those of the anchor, the anchor's own first."""
    tables = {anchor, *(one.path.to_table for one in related)}
    found = [one for one in checked.measures.values() if one.definition.table in tables]
    found.sort(key=lambda one: one.definition.table != anchor)
    return tuple(
        Measure(
            name=one.definition.name,
            label=one.definition.label or label_of(one.definition.name),
            type=one.of.type,
            description=one.definition.description,
            is_hidden=one.definition.is_hidden,
            default_aggregation=None,
            aggregations=(),
            formula=one.definition.formula,
            table=one.definition.table,
            format=one.definition.format,
            unit=one.definition.unit,
            synonyms=one.definition.synonyms,
        )
        for one in found
    )


def _parameters(checked: CheckedModel) -> tuple[MemberParameter, ...]:
    return tuple(
        MemberParameter(
            name=one.name,
            label=one.label or label_of(one.name),
            type=one.type,
            default=one.default,
            min=one.min,
            max=one.max,
            step=one.step,
        )
        for one in checked.definition.parameters
    )


def _related(checked: CheckedModel, one: Reachable, profiles: Profiles) -> RelatedTable:
    table = _Table.of(checked, one.path.to_table, profiles)
    address = ".".join(one.via)
    return RelatedTable(
        address=address,
        label=" › ".join(_label(checked, segment) for segment in one.via),
        dataset_id=table.dataset.dataset_id,
        is_many=one.path.is_many,
        dimensions=table.dimensions(f"{address}."),
        hierarchies=table.hierarchies(f"{address}."),
    )


def _label(checked: CheckedModel, segment: str) -> str:
    """What people call a part of an address: the dataset's name, or the role."""
    table = checked.tables.get(segment)
    return label_of(segment) if table is None else table.name
