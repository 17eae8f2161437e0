"""The values to choose from in a filter, under what is chosen in the others."""

from gnomon.dashboards import results, trees
from gnomon.dashboards.contracts import AskForValues, DashboardId, DashboardPage, DashboardSpec, PageFilter
from gnomon.dashboards.filters import types_of
from gnomon.dashboards.levels import with_shared_filters
from gnomon.dashboards.parameters import settings_of
from gnomon.dashboards.ranking import list_ranked, others_in_force
from gnomon.foundation.kit.errors import AppError, NotFound
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.contracts import DimensionRef, InFilter, MeasureRef, QuerySpec, Sort
from gnomon.query.service import QueryAnswer, QueryRuntime
from gnomon.semantic.contracts import Aggregation, SemanticModel

WITH_ENDS = frozenset({"range", "date"})


async def list_dashboard_values(
    runtime: QueryRuntime, principal: Principal, dashboard_id: DashboardId, filter_id: str, ask: AskForValues
) -> QueryAnswer:
    """The values of a dashboard's filter, most frequent first; of a range or a period its two ends."""
    spec = await results.spec_of(runtime, principal, dashboard_id, ask)
    return await list_values(runtime, principal, spec, filter_id, ask)


async def list_values(
    runtime: QueryRuntime, principal: Principal, spec: DashboardSpec, filter_id: str, ask: AskForValues
) -> QueryAnswer:
    """The same for a spec that is at hand. Raises `NotFound` and what the question raises."""
    page, one = filter_on(spec, filter_id, ask)
    datasets = {each.dataset_id for each in page.filters} | {each.dataset_id for each in spec.parameters}
    models = await query.models_for(runtime, principal, datasets)
    own = models[one.dataset_id]
    if isinstance(own, AppError):
        raise own
    types = {dataset: types_of(model) for dataset, model in models.items() if isinstance(model, SemanticModel)}
    filters = others_in_force(page, one, ask.model_copy(update={"carried": None}), types)
    settings = settings_of(spec, ask.parameters, models)
    if one.control == "top":
        return await list_ranked(runtime, principal, one, ask, filters, settings)
    if ask.among is not None:
        filters.append(InFilter(member=one.member, values=ask.among))
    if one.control == "hierarchy":
        filters += trees.above(one, ask)
    own_settings = dict(settings.get(one.dataset_id, {}))
    wanted = _question(one, ask).model_copy(update={"filters": tuple(filters), "parameters": own_settings})
    member = trees.level_of(one, ask).member if one.control == "hierarchy" else one.member
    searched = query.Search(member, ask.search) if ask.search and one.control not in WITH_ENDS else None
    return await query.run_query(runtime, principal, wanted, search=searched)


def filter_on(spec: DashboardSpec, filter_id: str, ask: AskForValues) -> tuple[DashboardPage, PageFilter]:
    """The filter and the page that it is asked for on. Raises `NotFound`."""
    pages = spec.pages if ask.page_id is None else (results.page_of(spec, ask),)
    for page in pages:
        under = with_shared_filters(spec, page)
        for one in under.filters:
            if one.id == filter_id:
                return under, one
    raise NotFound("filter")


def _question(one: PageFilter, ask: AskForValues) -> QuerySpec:
    time_zone = ask.time_zone or "UTC"
    if one.control in WITH_ENDS:
        ends = {"lowest": Aggregation.MIN, "highest": Aggregation.MAX}
        measures = tuple(MeasureRef(member=one.member, aggregation=by, name=name) for name, by in ends.items())
        return QuerySpec(dataset_id=one.dataset_id, measures=measures, time_zone=time_zone)
    if one.control == "hierarchy":
        return trees.question_of(one, ask, time_zone)
    return QuerySpec(
        dataset_id=one.dataset_id,
        dimensions=(DimensionRef(member=one.member, name="value"),),
        measures=(MeasureRef(aggregation=Aggregation.COUNT, name="count"),),
        sort=(Sort(by="count", descending=True),),
        limit=ask.limit,
        time_zone=time_zone,
    )
