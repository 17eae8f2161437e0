"""The front door of queries: runs of hand-written SQL, saved queries and their folders."""

from collections import Counter
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, NewType
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from gnomon.datasets.contracts import DatasetId, DatasetVersionId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict, Invalid
from gnomon.identity.contracts import UserId
from gnomon.query.contracts import (
    MAX_PARAMETERS,
    ExecuteSql,
    FilterValue,
    ParameterName,
    ParameterType,
    SqlParameters,
    SqlSource,
    SqlText,
)
from gnomon.sources.contracts import ImportId

SqlRunId = NewType("SqlRunId", UUID)
SavedQueryId = NewType("SavedQueryId", UUID)

MAX_FOLDER_CHARACTERS = 200
MAX_FOLDER_DEPTH = 5


def tidy_folder(path: str) -> str:
    """The names of a folder's path without the blanks around them; "" is no folder at all."""
    if not path.strip():
        return ""
    names = [name.strip() for name in path.split("/")]
    if "" in names:
        raise ValueError("A folder has a name before and after each slash.")
    if len(names) > MAX_FOLDER_DEPTH:
        raise ValueError(f"Folders are at most {MAX_FOLDER_DEPTH} deep.")
    return "/".join(names)


Folder = Annotated[str, Field(max_length=MAX_FOLDER_CHARACTERS), AfterValidator(tidy_folder)]
"""Names with slashes between them, such as `Finance/Monthly`; "" for none."""
QueryName = Annotated[str, Field(min_length=1, max_length=255)]
Description = Annotated[str, Field(max_length=4000)]


class RunStatus(StrEnum):
    """How a run ended."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ExecuteQuery(ExecuteSql):
    """A statement to run now and to note in the history of whoever runs it."""

    saved_query_id: SavedQueryId | None = None
    """The saved query that the statement began from; the run notes it as long as it is there."""


class SqlRun(Contract):
    """One run of a statement, as its maker's history keeps it; nobody else sees it."""

    kind: Literal["run"] = "run"
    id: SqlRunId
    sql: str
    parameters: SqlParameters | None
    """As they were given; absent where they were too large to keep."""
    status: RunStatus
    error_code: str | None
    error_message: str | None
    row_count: int | None
    """Absent, as `total_rows`, unless the run is done."""
    total_rows: int | None
    truncated: bool
    execution_time_ms: float
    is_cached: bool
    sources: tuple[SqlSource, ...]
    """The datasets that it read, and which version of each."""
    saved_query_id: SavedQueryId | None
    created_at: datetime
    """When it began."""


class SavedParameter(Contract):
    """A `$name` of a saved query: how a form asks for it, and the value that it starts with."""

    name: ParameterName
    type: ParameterType
    label: str | None = Field(default=None, max_length=255)
    value: FilterValue = None
    """One of its type; dates, times and decimals may be text."""


class SavedQuery(Contract):
    """A statement that a workspace keeps under a name."""

    kind: Literal["saved"] = "saved"
    id: SavedQueryId
    name: str
    description: str | None
    folder: str
    sql: str
    parameters: tuple[SavedParameter, ...]
    revision: int
    created_by: UserId | None
    created_by_name: str | None
    created_at: datetime
    updated_at: datetime


KeptQuery = Annotated[SqlRun | SavedQuery, Field(discriminator="kind")]
"""Either of what `/queries/{id}` may name."""


class SaveRun(Contract):
    """The name under which a run is kept for the workspace."""

    name: QueryName
    description: Description | None = None
    folder: Folder = ""


class SaveQuery(SaveRun):
    """A statement to keep for the workspace."""

    sql: SqlText
    parameters: tuple[SavedParameter, ...] = Field(default=(), max_length=MAX_PARAMETERS)

    @model_validator(mode="after")
    def _names_each_parameter_once(self) -> "SaveQuery":
        # To the engine `$Day` and `$day` are the same.
        counts = Counter(parameter.name.lower() for parameter in self.parameters)
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            raise ValueError(f"There is more than one parameter “{twice[0]}”.")
        return self


class ChangeQuery(SaveQuery):
    """A new state of a saved query, made from `revision`; another one answers CONFLICT with the present one."""

    revision: int


class MakeDataset(Contract):
    """What becomes of a query's answer: a new dataset, or a new version of one that was made of a query."""

    name: QueryName | None = None
    description: Description | None = None
    dataset_id: DatasetId | None = None

    @model_validator(mode="after")
    def _says_which(self) -> "MakeDataset":
        if (self.name is None) == (self.dataset_id is None):
            raise ValueError("Give a new dataset its name, or say which dataset gets a new version.")
        if self.dataset_id is not None and self.description is not None:
            raise ValueError("A dataset that is there keeps its description.")
        return self


class DatasetOrigin(Contract):
    """The statement that versions of a dataset were made of, as it ran."""

    id: ImportId
    """The import that made the first of the versions."""
    dataset_id: DatasetId
    version_ids: tuple[DatasetVersionId, ...]
    """More than one where columns were given other types."""
    saved_query_id: SavedQueryId | None
    sql: str
    parameters: SqlParameters
    sources: tuple[SqlSource, ...]
    """The datasets that it read, and which version of each."""
    made_by: UserId | None
    made_by_name: str | None
    made_at: datetime


class DatasetOrigins(Contract):
    """What the versions of a dataset were made of, the latest first; those of uploaded files are not among them."""

    items: tuple[DatasetOrigin, ...]


class QueryFolder(Contract):
    """A folder, and how many saved queries lie in it and in the folders below it."""

    folder: str
    count: int


class QueryFolders(Contract):
    """The folders of a workspace by their paths; each folder above one that is used is there as well."""

    items: tuple[QueryFolder, ...]


class SavedQuerySort(StrEnum):
    """In which order a list of saved queries stands."""

    NAME_ASCENDING = "name"
    NAME_DESCENDING = "-name"
    CREATED_ASCENDING = "created_at"
    CREATED_DESCENDING = "-created_at"
    UPDATED_ASCENDING = "updated_at"
    UPDATED_DESCENDING = "-updated_at"


class WrongStartingValue(Invalid):
    """A parameter is to start with a value of another type."""

    def __init__(self, name: str, expected: ParameterType) -> None:
        super().__init__(
            f"The value of “{name}” cannot be read as {expected.value}.",
            hint="Give it a value of its type, or none; dates and times are written as in 2024-01-31T18:00:00.",
            details={"parameters": [name]},
        )


class NotMadeOfQuery(Conflict):
    """The dataset holds an uploaded file, which the answer of a query does not take the place of."""

    def __init__(self) -> None:
        super().__init__(
            "This dataset was not made of a query.",
            hint="Make a new dataset of the query, or upload a newer file into this one.",
        )


class ParametersNotKept(Conflict):
    """The history has no parameters for a run, so that nobody can say what it ran with."""

    def __init__(self) -> None:
        super().__init__(
            "The parameters of this run were too large to keep.",
            hint="Save the statement as a query with its parameters, and make the dataset of that.",
        )


class QueryChangedMeanwhile(Conflict):
    """Somebody changed the saved query after the state that this one was made from."""

    def __init__(self, present: int, base: int) -> None:
        super().__init__(
            "Somebody changed this query in the meantime.",
            hint="Load the present one and make your changes again, or save yours as another query.",
            details={"revision": present, "base": base},
        )
