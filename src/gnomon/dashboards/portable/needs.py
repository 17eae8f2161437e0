"""What a dashboard needs of the data: every field and parameter that it asks for, and how."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from gnomon.charts.contracts import FieldRef, FieldRole
from gnomon.dashboards.contracts import DashboardFile, DashboardSpec, NeededDataset, NeededField, NeededParameter
from gnomon.dashboards.portable.references import Same, listen
from gnomon.datasets.contracts import ROWS, DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.semantic.contracts import Aggregation, SemanticModel, TimeGrain

FieldKey = tuple[bool, str]
"""Whether it is a measure that a model defines, and its name."""
IsMeasure = Callable[[DatasetId, str], bool]


@dataclass(slots=True)
class Use:
    """How one field is asked for."""

    aggregations: dict[Aggregation, None] = field(default_factory=dict)
    grains: dict[TimeGrain, None] = field(default_factory=dict)
    is_grouped: bool = False


class Uses(Same):
    """Hears what a document, or a part of it, asks for."""

    def __init__(self, is_measure: IsMeasure) -> None:
        self._is_measure = is_measure
        self.fields: dict[DatasetId, dict[FieldKey, Use]] = {}
        self.parameters: dict[DatasetId, dict[str, None]] = {}
        self.images: dict[UUID, None] = {}
        self.dashboards: dict[UUID, None] = {}

    def dataset(self, dataset_id: DatasetId) -> DatasetId:
        """A dataset, even if nothing is asked of it but its rows."""
        self.fields.setdefault(dataset_id, {})
        return dataset_id

    def field(self, dataset_id: DatasetId, ref: FieldRef) -> FieldRef:
        """A field in a well, unless it is the rows themselves."""
        if ref.member != ROWS:
            use = self._use(dataset_id, key_of(ref, dataset_id, self._is_measure))
            if ref.role is FieldRole.DIMENSION:
                use.is_grouped = True
            elif ref.aggregation is not None:
                use.aggregations[ref.aggregation] = None
            if ref.grain is not None:
                use.grains[ref.grain] = None
        return ref

    def member(self, dataset_id: DatasetId, name: str, grain: TimeGrain | None) -> str:
        """A member that rows are grouped or filtered by."""
        use = self._use(dataset_id, (False, name))
        use.is_grouped = True
        if grain is not None:
            use.grains[grain] = None
        return name

    def parameter(self, dataset_id: DatasetId, name: str) -> str:
        """A parameter of the model."""
        self.dataset(dataset_id)
        self.parameters.setdefault(dataset_id, {})[name] = None
        return name

    def image(self, image_id: UUID) -> UUID:
        """An image."""
        self.images[image_id] = None
        return image_id

    def dashboard(self, dashboard_id: UUID) -> UUID:
        """Another dashboard."""
        self.dashboards[dashboard_id] = None
        return dashboard_id

    def _use(self, dataset_id: DatasetId, key: FieldKey) -> Use:
        return self.fields.setdefault(dataset_id, {}).setdefault(key, Use())


def key_of(ref: FieldRef, dataset_id: DatasetId, is_measure: IsMeasure) -> FieldKey:
    """Which field is meant: a measure of the model is asked for without an aggregation."""
    is_counting = ref.role is FieldRole.MEASURE and ref.aggregation is None
    return is_counting and is_measure(dataset_id, ref.member), ref.member


def uses_of(part: Contract, spec: DashboardSpec, is_measure: IsMeasure) -> Uses:
    """All that a part of a dashboard asks for."""
    uses = Uses(is_measure)
    listen(part, spec, uses)
    return uses


def measures_told(datasets: Iterable[NeededDataset]) -> IsMeasure:
    """Which names are measures of a model, as a file tells it."""
    told = {(one.id, need.name) for one in datasets for need in one.fields if need.is_measure}
    return lambda dataset_id, name: (dataset_id, name) in told


def measures_known(models: Mapping[DatasetId, SemanticModel]) -> IsMeasure:
    """Which names are measures of a model, as the models tell it."""
    known = {
        (dataset_id, one.name)
        for dataset_id, model in models.items()
        for one in model.measures
        if one.formula is not None
    }
    return lambda dataset_id, name: (dataset_id, name) in known


def needs_of(file: DashboardFile) -> tuple[NeededDataset, ...]:
    """What a file needs: what its dashboard asks for, in the words in which the file describes it, if it does."""
    told = {one.id: one for one in file.datasets}
    uses = uses_of(file.spec, file.spec, measures_told(file.datasets))
    return tuple(
        _needed(
            told.get(dataset_id) or NeededDataset(id=dataset_id, name=""), found, uses.parameters.get(dataset_id, ())
        )
        for dataset_id, found in uses.fields.items()
    )


def _needed(told: NeededDataset, found: Mapping[FieldKey, Use], parameters: Iterable[str]) -> NeededDataset:
    fields = {(one.is_measure, one.name): one for one in told.fields}
    named = {one.name: one for one in told.parameters}
    return told.model_copy(
        update={
            "fields": tuple(
                used(fields.get(key) or NeededField(name=key[1], is_measure=key[0]), use) for key, use in found.items()
            ),
            "parameters": tuple(named.get(name) or NeededParameter(name=name) for name in parameters),
        }
    )


def used(need: NeededField, use: Use) -> NeededField:
    """The same field, with how it is asked for."""
    return need.model_copy(
        update={
            "aggregations": tuple(use.aggregations),
            "grains": tuple(use.grains),
            "is_grouped": use.is_grouped,
        }
    )
