"""A dashboard as a file, what it needs of the data, and how that is found in a workspace."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field, model_validator

from gnomon.dashboards.contracts.assets import ContentType
from gnomon.dashboards.contracts.kept import Dashboard
from gnomon.dashboards.contracts.pages import MAX_TILES, DashboardSpec
from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import Name
from gnomon.semantic.contracts import Aggregation, DefinedName, DimensionKind, TimeGrain

FILE_EDITION = 1
MAX_NEEDED_DATASETS = 50
MAX_NEEDED_FIELDS = 500
MAX_FILE_IMAGES = 100
MAX_LINKED = 200
MAX_FILE_IMAGE_BYTES = 1_000_000
"""Of all images of a file together; those that do not fit are named without their bytes."""


class NeededField(Contract):
    """A field that a dashboard asks for, and what is known of it; no values."""

    name: Name
    is_measure: bool = Field(default=False, exclude_if=lambda is_measure: not is_measure)
    """A measure that a model defines, which is asked for without an aggregation."""
    label: str | None = Field(default=None, max_length=255, exclude_if=lambda label: label is None)
    kind: DimensionKind | None = Field(default=None, exclude_if=lambda kind: kind is None)
    type: ColumnType | None = Field(default=None, exclude_if=lambda type_: type_ is None)
    formula: str | None = Field(default=None, max_length=4_000, exclude_if=lambda formula: formula is None)
    """Of a measure, or a calculated column, as the model of its workspace has it; for people to read."""
    synonyms: tuple[str, ...] = Field(default=(), max_length=50, exclude_if=lambda synonyms: synonyms == ())
    aggregations: tuple[Aggregation, ...] = Field(default=(), max_length=20, exclude_if=lambda found: found == ())
    """How it is aggregated."""
    grains: tuple[TimeGrain, ...] = Field(default=(), max_length=20, exclude_if=lambda grains: grains == ())
    """How moments are cut."""
    is_grouped: bool = Field(default=False, exclude_if=lambda is_grouped: not is_grouped)
    """Whether rows are grouped or filtered by it."""
    by_role: bool = Field(default=False, exclude_if=lambda by_role: not by_role)
    """Whether any field of this sort will do, whatever it is called."""
    is_optional: bool = Field(default=False, exclude_if=lambda is_optional: not is_optional)
    """Whether the dashboard is good without it."""


class NeededParameter(Contract):
    """A parameter of a model that readers of the dashboard set."""

    name: DefinedName
    type: ColumnType | None = Field(default=None, exclude_if=lambda type_: type_ is None)


class NeededDataset(Contract):
    """What a dashboard needs of one dataset."""

    id: DatasetId
    """By which the file itself speaks of it; means nothing elsewhere."""
    name: str = Field(max_length=255)
    fields: tuple[NeededField, ...] = Field(default=(), max_length=MAX_NEEDED_FIELDS)
    parameters: tuple[NeededParameter, ...] = Field(
        default=(), max_length=100, exclude_if=lambda parameters: parameters == ()
    )


class FileImage(Contract):
    """An image of the dashboard."""

    id: UUID
    name: str = Field(max_length=255)
    content_type: ContentType
    content: str | None = Field(default=None, max_length=4 * MAX_FILE_IMAGE_BYTES // 3 + 4)
    """Its bytes in Base64; none where it was too large to come along."""


class LinkedThing(Contract):
    """Something of the workspace that the dashboard speaks of and that does not come along: another dashboard, say."""

    id: UUID
    name: str = Field(max_length=255)


class DashboardFile(Contract):
    """A dashboard that can be carried to another workspace: what it is, and what it needs; no rows, no secrets."""

    format: Literal["gnomon-dashboard"] = "gnomon-dashboard"
    version: int = Field(default=FILE_EDITION, ge=1)
    """The edition of the file; that of the dashboard inside is `spec.version`."""
    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    datasets: tuple[NeededDataset, ...] = Field(default=(), max_length=MAX_NEEDED_DATASETS)
    dashboards: tuple[LinkedThing, ...] = Field(default=(), max_length=MAX_LINKED, exclude_if=lambda found: found == ())
    """Those that its buttons open."""
    images: tuple[FileImage, ...] = Field(default=(), max_length=MAX_FILE_IMAGES, exclude_if=lambda found: found == ())
    spec: DashboardSpec

    @model_validator(mode="before")
    @classmethod
    def _is_of_a_known_edition(cls, document: object) -> object:
        edition = document.get("version", FILE_EDITION) if isinstance(document, Mapping) else FILE_EDITION
        if isinstance(edition, int) and edition > FILE_EDITION:
            raise ValueError(
                f"The file is of edition {edition}, and this server knows editions up to {FILE_EDITION}. "
                "It was written by a newer one: upgrade this server."
            )
        return document


class FitReason(StrEnum):
    """Why a field is thought to be the one that is needed."""

    NAME = "name"
    LABEL = "label"
    SYNONYM = "synonym"
    SIMILAR = "similar"
    SORT = "sort"
    """It is of the right sort, and called something else."""


class FieldCandidate(Contract):
    """A field that could stand for one that is needed."""

    member: str
    is_measure: bool
    label: str
    kind: DimensionKind | None
    type: ColumnType
    reason: FitReason
    score: float
    """0 to 1; the list is ordered by it."""


class FieldFit(Contract):
    """A needed field, and what could stand for it in one dataset."""

    need: NeededField
    proposed: str | None
    """The member that is proposed; none where nothing comes near."""
    candidates: tuple[FieldCandidate, ...]
    tiles: tuple[str, ...]
    """The titles of the tiles that ask for it."""


class DatasetCandidate(Contract):
    """A dataset of the workspace that could stand for one that is needed."""

    dataset_id: DatasetId
    name: str
    fit_count: int
    """So many of the needed fields are proposed in it."""
    is_exact: bool
    """It has the same name and every field under the same name."""
    score: float


class DatasetFit(Contract):
    """A needed dataset, the datasets that come near, and how the fields would stand in one of them."""

    id: DatasetId
    name: str
    need_count: int
    candidates: tuple[DatasetCandidate, ...]
    """The best first."""
    dataset_id: DatasetId | None
    """The one whose fields are told: as asked for, else the best."""
    fields: tuple[FieldFit, ...]
    missing_parameters: tuple[str, ...]


class ImportCheck(Contract):
    """What a file needs, and how this workspace can answer it."""

    name: str
    description: str | None
    page_count: int
    tile_count: int
    is_exact: bool
    """Everything is there under the same names: it can be imported as it is."""
    datasets: tuple[DatasetFit, ...]
    notes: tuple[str, ...]
    """What will be otherwise than in the file: images that did not come along, buttons that lead nowhere."""


class DatasetChoice(Contract):
    """Look for the fields of a needed dataset in this one."""

    id: DatasetId
    dataset_id: DatasetId


class CheckImport(Contract):
    """A file to look at before it is imported."""

    file: DashboardFile
    choices: tuple[DatasetChoice, ...] = Field(default=(), max_length=MAX_NEEDED_DATASETS)


class FieldMapping(Contract):
    """Which field stands for a needed one; none: there is none."""

    name: Name
    is_measure: bool = False
    member: Name | None


class DatasetMapping(Contract):
    """Which dataset stands for a needed one; fields that are not named keep their names."""

    id: DatasetId
    dataset_id: DatasetId | None
    fields: tuple[FieldMapping, ...] = Field(default=(), max_length=MAX_NEEDED_FIELDS)


class MissingFields(StrEnum):
    """What becomes of tiles that ask for what is not there."""

    LEAVE_OUT = "leave_out"
    KEEP = "keep"
    """They come along, and say what is missing."""


class MapFields(Contract):
    """What a new dashboard is called, and which data stand for what it needs."""

    name: str | None = Field(default=None, min_length=1, max_length=255)
    datasets: tuple[DatasetMapping, ...] = Field(default=(), max_length=MAX_NEEDED_DATASETS)
    """None for a needed dataset: the one that has the same name and every field."""
    missing: MissingFields = MissingFields.LEAVE_OUT


class ImportDashboard(MapFields):
    """A file to make a dashboard of."""

    file: DashboardFile


class LeftOut(Contract):
    """Something of the file that the new dashboard does not have."""

    what: Literal["tile", "channel", "filter", "parameter", "drill_through", "interaction"]
    name: str
    because: tuple[str, ...]
    """The names of what is missing."""


class ImportedDashboard(Contract):
    """The dashboard that was made, and what it does not have."""

    dashboard: Dashboard
    left_out: tuple[LeftOut, ...] = Field(max_length=10 * MAX_TILES)
