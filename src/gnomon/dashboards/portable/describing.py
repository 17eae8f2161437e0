"""Describe what a dashboard needs of its data, in the words of the models that its reader may see."""

from collections.abc import Mapping

from gnomon.dashboards.contracts import DashboardSpec, NeededDataset, NeededField, NeededParameter
from gnomon.dashboards.portable.needs import Use, Uses, measures_known, used, uses_of
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import AppError
from gnomon.semantic.contracts import Dimension, Measure, SemanticModel

UNKNOWN = "A dataset that is not there"
Models = Mapping[DatasetId, SemanticModel | AppError]


def readable_models(models: Models) -> dict[DatasetId, SemanticModel]:
    """Those that can be read."""
    return {dataset_id: one for dataset_id, one in models.items() if isinstance(one, SemanticModel)}


def described(spec: DashboardSpec, models: Models) -> tuple[NeededDataset, ...]:
    """What a dashboard needs of each of its datasets, by the ids that its document has now."""
    known = readable_models(models)
    uses = uses_of(spec, spec, measures_known(known))
    return tuple(_dataset(dataset_id, known.get(dataset_id), uses) for dataset_id in uses.fields)


def _dataset(dataset_id: DatasetId, model: SemanticModel | None, uses: Uses) -> NeededDataset:
    parameters = uses.parameters.get(dataset_id, {})
    types = {} if model is None else {one.name: one.type for one in model.parameters}
    return NeededDataset(
        id=dataset_id,
        name=UNKNOWN if model is None else model.dataset_name,
        fields=tuple(
            _field(model, name, use, is_measure=is_measure)
            for (is_measure, name), use in uses.fields[dataset_id].items()
        ),
        parameters=tuple(NeededParameter(name=name, type=types.get(name)) for name in parameters),
    )


def _field(model: SemanticModel | None, name: str, use: Use, *, is_measure: bool) -> NeededField:
    found = None if model is None else _found(model, name, is_measure=is_measure)
    if found is None:
        return used(NeededField(name=name, is_measure=is_measure), use)
    need = NeededField(
        name=name,
        is_measure=is_measure,
        label=found.label[:255],
        kind=found.kind if isinstance(found, Dimension) else None,
        type=found.type,
        formula=found.formula,
        synonyms=found.synonyms[:50],
    )
    return used(need, use)


def _found(model: SemanticModel, name: str, *, is_measure: bool) -> Dimension | Measure | None:
    if is_measure:
        return next((one for one in model.measures if one.name == name and one.formula is not None), None)
    return next((one for one in dimensions_of(model) if one.name == name), None)


def dimensions_of(model: SemanticModel) -> tuple[Dimension, ...]:
    """What rows can be grouped by, also over related tables."""
    return (*model.dimensions, *(one for table in model.related for one in table.dimensions))
