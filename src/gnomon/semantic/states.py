"""Stored models as the wire sees them."""

from collections.abc import Mapping

from gnomon.datasets.contracts import DatasetId, DatasetTable
from gnomon.identity.contracts import UserId, WorkspaceId
from gnomon.semantic.contracts import (
    CheckedModel,
    Model,
    ModelChange,
    ModelCheck,
    ModelColumn,
    ModelDefinition,
    ModelId,
    ModelMemberType,
    ModelRevision,
    ModelState,
    ModelSummary,
    ModelSummaryTable,
    ModelTable,
    ModelTableState,
)
from gnomon.semantic.tables import SemanticModelRevisionRow, SemanticModelRow

Tables = Mapping[DatasetId, DatasetTable]
Names = Mapping[DatasetId, str]


def model_of_row(row: SemanticModelRow) -> Model:
    """A stored model."""
    return Model(
        id=ModelId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        name=row.name,
        description=row.description,
        definition=ModelDefinition.model_validate(row.definition),
        revision=row.revision,
        created_by=None if row.created_by is None else UserId(row.created_by),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def state_of(model: Model, checked: CheckedModel, tables: Tables, names: Names) -> ModelState:
    """A stored model with the datasets that it speaks about, as they are now."""
    return ModelState(
        id=model.id,
        name=model.name,
        description=model.description,
        definition=model.definition,
        revision=model.revision,
        tables=tuple(table_state(table, tables, names) for table in model.definition.tables),
        check=check_of(checked),
        created_by=model.created_by,
        created_at=model.created_at,
        updated_at=model.updated_at,
    )


def undefined_state(table: DatasetTable, definition: ModelDefinition, checked: CheckedModel) -> ModelState:
    """What there is to begin with for a dataset of which nobody has said anything."""
    tables = {table.dataset_id: table}
    return ModelState(
        id=None,
        name=table.name,
        description=None,
        definition=definition,
        revision=0,
        tables=tuple(table_state(one, tables, {}) for one in definition.tables),
        check=check_of(checked),
        created_by=None,
        created_at=None,
        updated_at=None,
    )


def table_state(table: ModelTable, tables: Tables, names: Names) -> ModelTableState:
    """A table of a model, and the dataset that it stands for."""
    dataset = tables.get(table.dataset_id)
    if dataset is None:
        return ModelTableState(
            name=table.name,
            dataset_id=table.dataset_id,
            dataset_name=names.get(table.dataset_id),
            sql_name=None,
            is_missing=True,
            row_count=None,
            columns=(),
        )
    columns = sorted(dataset.columns, key=lambda column: column.position)
    return ModelTableState(
        name=table.name,
        dataset_id=table.dataset_id,
        dataset_name=dataset.name,
        sql_name=dataset.sql_name,
        is_missing=False,
        row_count=dataset.row_count,
        columns=tuple(ModelColumn(name=one.name, type=one.type, label=one.label) for one in columns),
    )


def check_of(checked: CheckedModel) -> ModelCheck:
    """What is wrong with a model, and what its formulas give."""
    columns = (
        ModelMemberType(place=f"tables/{table}/calculated/{name}", type=column.of.type)
        for (table, name), column in checked.calculated.items()
    )
    measures = (
        ModelMemberType(place=f"measures/{name}", type=measure.of.type) for name, measure in checked.measures.items()
    )
    return ModelCheck(problems=checked.problems, types=(*columns, *measures))


def summary_of(row: SemanticModelRow, names: Names) -> ModelSummary:
    """A model as a list shows it."""
    model = model_of_row(row)
    return ModelSummary(
        id=model.id,
        name=model.name,
        description=model.description,
        revision=model.revision,
        tables=tuple(
            ModelSummaryTable(name=one.name, dataset_id=one.dataset_id, dataset_name=names.get(one.dataset_id))
            for one in model.definition.tables
        ),
        relationship_count=len(model.definition.relationships),
        measure_count=len(model.definition.measures),
        created_at=model.created_at,
        updated_at=model.updated_at,
    )


def revision_of(row: SemanticModelRevisionRow, present: int, names: Mapping[UserId, str]) -> ModelRevision:
    """A saved state in the history of a model."""
    author = None if row.saved_by is None else UserId(row.saved_by)
    return ModelRevision(
        number=row.number,
        name=row.name,
        saved_by=author,
        saved_by_name=None if author is None else names.get(author),
        saved_at=row.saved_at,
        is_present=row.number == present,
        changes=tuple(ModelChange.model_validate(change) for change in row.changes),
        change_count=row.change_count,
    )
