"""Speak of other data: datasets, fields and parameters of a document under the names of another workspace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from gnomon.charts.contracts import FieldRef, FieldRole
from gnomon.dashboards.portable.needs import FieldKey, IsMeasure, key_of
from gnomon.datasets.contracts import DatasetId
from gnomon.semantic.contracts import Aggregation, TimeGrain


@dataclass(frozen=True, slots=True)
class Target:
    """What stands for a field."""

    member: str
    is_measure: bool = False
    """A measure of the model, which is asked for without an aggregation."""
    aggregation: Aggregation = Aggregation.COUNT_DISTINCT
    """How it is usually aggregated, where it stands for such a measure."""


def _no_measures(_: DatasetId, __: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Mapped:
    """Everything by what stands for it; what nothing stands for keeps its name."""

    datasets: Mapping[DatasetId, DatasetId] = field(default_factory=dict)
    fields: Mapping[DatasetId, Mapping[FieldKey, Target]] = field(default_factory=dict)
    images: Mapping[UUID, UUID] = field(default_factory=dict)
    dashboards: Mapping[UUID, UUID] = field(default_factory=dict)
    is_measure: IsMeasure = _no_measures
    keeps_theme: bool = True

    def dataset(self, dataset_id: DatasetId) -> DatasetId:
        """The dataset that stands for it."""
        return self.datasets.get(dataset_id, dataset_id)

    def field(self, dataset_id: DatasetId, ref: FieldRef) -> FieldRef:
        """The field that stands for it, aggregated the way that it can be."""
        key = key_of(ref, dataset_id, self.is_measure)
        target = self.fields.get(dataset_id, {}).get(key)
        if target is None:
            return ref
        if ref.role is not FieldRole.MEASURE:
            return ref.model_copy(update={"member": target.member})
        if target.is_measure:
            return ref.model_copy(update={"member": target.member, "aggregation": None, "quantile": None})
        aggregation = target.aggregation if key[0] else ref.aggregation
        return ref.model_copy(update={"member": target.member, "aggregation": aggregation})

    def member(self, dataset_id: DatasetId, name: str, grain: TimeGrain | None) -> str:
        """The member that stands for it."""
        target = self.fields.get(dataset_id, {}).get((False, name))
        return name if target is None else target.member

    def parameter(self, dataset_id: DatasetId, name: str) -> str:
        """Parameters keep their names."""
        return name

    def image(self, image_id: UUID) -> UUID:
        """The image that stands for it."""
        return self.images.get(image_id, image_id)

    def dashboard(self, dashboard_id: UUID) -> UUID:
        """The dashboard that stands for it."""
        return self.dashboards.get(dashboard_id, dashboard_id)

    def theme(self, theme_id: UUID) -> UUID | None:
        """The same, or none: themes stay where they are."""
        return theme_id if self.keeps_theme else None
