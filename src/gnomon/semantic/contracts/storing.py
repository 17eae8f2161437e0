"""Commands and answers about stored models."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict, Invalid
from gnomon.identity.contracts import UserId
from gnomon.semantic.contracts.checked import ModelProblem
from gnomon.semantic.contracts.definitions import ModelDefinition, ModelId
from gnomon.semantic.contracts.functions import FormulaKind, FunctionDoc
from gnomon.semantic.contracts.names import Formula, TableName

ModelName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
MAX_MODEL_DESCRIPTION = 4_000


class ModelSort(StrEnum):
    """The order of a list of models; a minus turns it round."""

    NAME = "name"
    NAME_DESCENDING = "-name"
    CREATED = "created_at"
    CREATED_DESCENDING = "-created_at"
    UPDATED = "updated_at"
    UPDATED_DESCENDING = "-updated_at"


class CreateModel(Contract):
    """Define a model over datasets of which no other model speaks."""

    name: ModelName
    description: str | None = Field(default=None, max_length=MAX_MODEL_DESCRIPTION)
    definition: ModelDefinition


class SaveModel(CreateModel):
    """A state of a model, made from the revision that it names."""

    revision: int = Field(ge=1)


class ValidateDefinition(Contract):
    """A definition to check without saving it."""

    definition: ModelDefinition


class ChangeKind(StrEnum):
    """What became of a part of a definition."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class ModelChange(Contract):
    """A part of a definition that differs between two revisions."""

    place: str
    """A path into the definition: `measures/profit`, `tables/orders/columns/region`."""
    kind: ChangeKind


class ModelColumn(Contract):
    """A physical column of a table, as the editor of a model needs it."""

    name: str
    type: ColumnType
    label: str | None


class ModelTableState(Contract):
    """A table of a model, and the dataset that it stands for as it is now."""

    name: str
    dataset_id: DatasetId
    dataset_name: str | None
    """None when the dataset is gone for good."""
    sql_name: str | None
    is_missing: bool
    """Whether the dataset lies in the trash, is gone for good, or has no data yet."""
    row_count: int | None
    columns: tuple[ModelColumn, ...]


class ModelMemberType(Contract):
    """What a formula of the definition gives."""

    place: str
    """`measures/profit`, `tables/orders/calculated/margin`."""
    type: ColumnType


class ModelCheck(Contract):
    """What is wrong with a definition over the data of now, and what its formulas give."""

    problems: tuple[ModelProblem, ...]
    types: tuple[ModelMemberType, ...]


class ModelState(Contract):
    """A model as its editor sees it: what is defined, over what, and what is wrong with it."""

    id: ModelId | None
    """None for a dataset of which nobody has defined anything."""
    name: str
    description: str | None
    definition: ModelDefinition
    revision: int
    """0 while nothing is stored."""
    tables: tuple[ModelTableState, ...]
    check: ModelCheck
    created_by: UserId | None
    created_at: datetime | None
    updated_at: datetime | None


class ModelSummaryTable(Contract):
    """A table of a model in a list."""

    name: str
    dataset_id: DatasetId
    dataset_name: str | None


class ModelSummary(Contract):
    """A model in a list."""

    id: ModelId
    name: str
    description: str | None
    revision: int
    tables: tuple[ModelSummaryTable, ...]
    relationship_count: int
    measure_count: int
    created_at: datetime
    updated_at: datetime


class ModelRevision(Contract):
    """A state of a model that somebody saved."""

    number: int
    name: str
    saved_by: UserId | None
    saved_by_name: str | None
    saved_at: datetime
    is_present: bool
    changes: tuple[ModelChange, ...]
    """What it changed in the revision before it, the first of them."""
    change_count: int


class CheckFormula(Contract):
    """A formula to check where it would stand, without saving it."""

    model_id: ModelId | None = None
    definition: ModelDefinition | None = None
    """What stands around it; absent for the stored model."""
    table: TableName
    formula: Formula
    kind: FormulaKind

    @model_validator(mode="after")
    def _stands_in_one_model(self) -> "CheckFormula":
        if (self.model_id is None) == (self.definition is None):
            raise ValueError("Send either the definition around the formula, or the id of the stored model.")
        return self


class FormulaCheck(Contract):
    """What a formula gives, or what is wrong with it."""

    type: ColumnType | None
    problem: ModelProblem | None


class FunctionList(Contract):
    """Every function that formulas can call."""

    items: tuple[FunctionDoc, ...]


class ModelChangedMeanwhile(Conflict):
    """Somebody changed the model after the state that this one was made from."""

    def __init__(self, present: int, base: int, changes: Sequence[ModelChange] | None) -> None:
        changed = [] if changes is None else [change.model_dump(mode="json") for change in changes]
        places = ", ".join(change["place"] for change in changed[:5])
        more = f" and {len(changed) - 5} more" if len(changed) > 5 else ""
        super().__init__(
            "Somebody changed this model in the meantime" + (f": {places}{more}." if places else "."),
            hint="Load the present one and make your changes again.",
            details={"revision": present, "base": base, "changes": changed[:100]},
        )


class DatasetInOtherModel(Conflict):
    """A dataset belongs to one model at most, so that a field means one thing in a workspace."""

    def __init__(self, table: str, dataset_id: DatasetId, model_id: ModelId, model_name: str) -> None:
        super().__init__(
            f"The dataset of “{table}” belongs to the model “{model_name}” already.",
            hint=f"Add your other tables to “{model_name}”, or remove the dataset there first.",
            details={
                "place": f"tables/{table}/dataset_id",
                "dataset_id": str(dataset_id),
                "model_id": str(model_id),
                "model_name": model_name,
            },
        )


class WrongDefinition(Invalid):
    """A definition that contradicts itself."""

    def __init__(self, faults: Sequence[ModelProblem]) -> None:
        first = faults[0]
        super().__init__(
            first.message,
            hint=first.hint,
            details={"place": first.place, "problems": [fault.model_dump(mode="json") for fault in faults[:100]]},
        )
