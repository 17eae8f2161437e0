"""Parameters of models as a dashboard shows them: what they are set to, and which tiles they reach."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gnomon.charts import service as charts
from gnomon.dashboards.contracts import ChosenParameter, DashboardParameter, DashboardSpec, WrongParameterChoice
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import AppError
from gnomon.semantic.contracts import ParameterValue, SemanticModel

Models = Mapping[DatasetId, SemanticModel | AppError]
Settings = Mapping[DatasetId, Mapping[str, ParameterValue]]


def settings_of(spec: DashboardSpec, chosen: Sequence[ChosenParameter], models: Models) -> Settings:
    """What each dataset's parameters are set to: those of a model reach all of its datasets.

    Raises `WrongParameterChoice` for what a control does not offer.
    """
    values = {one.parameter_id: one.value for one in chosen}
    settings: dict[DatasetId, dict[str, ParameterValue]] = {}
    for one in spec.parameters:
        value = values.get(one.id)
        wanted = one.default if value is None else value
        _check(one, wanted)
        for dataset_id in _reached(one, models):
            settings.setdefault(dataset_id, {})[one.parameter] = wanted
    return settings


def with_parameters(draft: charts.Draft, settings: Settings) -> charts.Draft:
    """The same picture, its question under the parameters of its dataset."""
    found = settings.get(draft.query.dataset_id)
    return draft if not found else replace(draft, query=draft.query.model_copy(update={"parameters": dict(found)}))


def _reached(one: DashboardParameter, models: Models) -> list[DatasetId]:
    home = models.get(one.dataset_id)
    if not isinstance(home, SemanticModel) or home.model_id is None:
        return []
    return [
        dataset_id
        for dataset_id, model in models.items()
        if isinstance(model, SemanticModel)
        and model.model_id == home.model_id
        and any(each.name == one.parameter for each in model.parameters)
    ]


def _check(one: DashboardParameter, value: ParameterValue) -> None:
    match one.control:
        case "switch":
            if not isinstance(value, bool):
                raise WrongParameterChoice(one.shown_name, "yes or no")
        case "slider":
            _check_number(one, value)
        case "select":
            # A yes is no 1, though they compare as equal.
            if not any(value == each and isinstance(value, bool) == isinstance(each, bool) for each in one.options):
                raise WrongParameterChoice(one.shown_name, "one of the values that it offers")
        case "date":
            if not _is_day(value):
                raise WrongParameterChoice(one.shown_name, "a date, such as 2024-12-31")
        case "text":
            if not isinstance(value, str):
                raise WrongParameterChoice(one.shown_name, "a text")


def _check_number(one: DashboardParameter, value: ParameterValue) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # Whatever is no number, not even “not a number”, lies in no span.
    low = float("-inf") if one.min is None else one.min
    high = float("inf") if one.max is None else one.max
    if not is_number or not low <= float(value) <= high:
        raise WrongParameterChoice(one.shown_name, _span(one))


def _span(one: DashboardParameter) -> str:
    if one.min is None:
        return "a number" if one.max is None else f"a number up to {one.max:g}"
    return f"a number from {one.min:g}" if one.max is None else f"a number from {one.min:g} to {one.max:g}"


def _is_day(value: ParameterValue) -> bool:
    try:
        date.fromisoformat(str(value)[:10])
    except ValueError:
        return False
    return isinstance(value, str)
