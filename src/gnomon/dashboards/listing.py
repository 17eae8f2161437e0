"""The values to choose from in a filter, under what is chosen in the others."""

from gnomon.dashboards import results
from gnomon.dashboards.contracts import AskForValues, DashboardId, DashboardPage, DashboardSpec, PageFilter
from gnomon.dashboards.filters import TypesByDataset, is_reached, types_of
from gnomon.dashboards.levels import in_force, is_set, members_of, with_shared_filters
from gnomon.dashboards.parameters import settings_of
from gnomon.foundation.kit.errors import AppError, NotFound
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.contracts import DimensionRef, Filter, InFilter, MeasureRef, QuerySpec, Sort
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
    filters = list(_narrowing(page, one, ask, types))
    if ask.among is not None:
        filters.append(InFilter(member=one.member, values=ask.among))
    settings = settings_of(spec, ask.parameters, models).get(one.dataset_id, {})
    wanted = _question(one, ask).model_copy(update={"filters": tuple(filters), "parameters": dict(settings)})
    searched = query.Search(one.member, ask.search) if ask.search and one.control not in WITH_ENDS else None
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


def _narrowing(page: DashboardPage, one: PageFilter, ask: AskForValues, types: TypesByDataset) -> list[Filter]:
    """What the other filters of the page leave of this one's data."""
    if not one.is_cascading:
        return []
    found = []
    for other in page.filters:
        wanted = None if other.id == one.id else in_force(other, ask.chosen)
        if wanted is None or not is_set(wanted):
            continue
        if is_reached(members_of(wanted), other.dataset_id, one.dataset_id, types):
            found.append(wanted)
    return found


def _question(one: PageFilter, ask: AskForValues) -> QuerySpec:
    time_zone = ask.time_zone or "UTC"
    if one.control in WITH_ENDS:
        ends = {"lowest": Aggregation.MIN, "highest": Aggregation.MAX}
        measures = tuple(MeasureRef(member=one.member, aggregation=by, name=name) for name, by in ends.items())
        return QuerySpec(dataset_id=one.dataset_id, measures=measures, time_zone=time_zone)
    return QuerySpec(
        dataset_id=one.dataset_id,
        dimensions=(DimensionRef(member=one.member, name="value"),),
        measures=(MeasureRef(aggregation=Aggregation.COUNT, name="count"),),
        sort=(Sort(by="count", descending=True),),
        limit=ask.limit,
        time_zone=time_zone,
    )
