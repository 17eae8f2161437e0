"""The best of a field: which of its values a page shows, asked before its tiles under the same filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from gnomon.dashboards.contracts import AskOfPage, DashboardPage, PageFilter, RankMeasure, TopChoice
from gnomon.dashboards.filters import TypesByDataset, Wish, is_reached
from gnomon.dashboards.levels import in_force, is_set, members_of
from gnomon.dashboards.parameters import Settings
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.contracts import DimensionRef, Filter, InFilter, MeasureRef, QuerySpec, Sort
from gnomon.query.service import QueryAnswer, QueryRuntime

MAX_TIED = 100
"""As many more than were wanted may share the last place."""
_VALUE, _RANK = "value", "rank"


@dataclass(frozen=True, slots=True)
class Unranked:
    """A filter whose best could not be learnt: what it reaches cannot be answered either."""

    one: PageFilter
    error: AppError


@dataclass(frozen=True, slots=True)
class Rankings:
    """The best that a page shows, as filters for its tiles, and what went wrong."""

    wishes: tuple[Wish, ...] = ()
    unranked: tuple[Unranked, ...] = ()

    def check(self, dataset_id: DatasetId, types: TypesByDataset) -> None:
        """Let nothing be asked of data that an unlearnt filter reaches. Raises what it was that went wrong."""
        for failed in self.unranked:
            if is_reached((failed.one.member,), failed.one.dataset_id, dataset_id, types):
                raise failed.error


async def rankings_of(
    runtime: QueryRuntime,
    principal: Principal,
    page: DashboardPage,
    ask: AskOfPage,
    settings: Settings,
    types: TypesByDataset,
    *,
    skip_cache: bool = False,
) -> Rankings:
    """The first values of each field that a filter leaves the best of, by what its reader ranks by."""
    wishes: list[Wish] = []
    unranked: list[Unranked] = []
    for one in page.filters:
        wanted = in_force(one, ask.chosen)
        if not isinstance(wanted, TopChoice):
            continue
        question = _question(one, wanted, others_in_force(page, one, ask, types), ask.time_zone)
        question = question.model_copy(update={"parameters": dict(settings.get(one.dataset_id, {}))})
        try:
            answer = await query.run_query(runtime, principal, question, skip_cache=skip_cache)
        except AppError as error:
            unranked.append(Unranked(one, error))
        else:
            wishes.append(_wish(one, wanted, answer))
    return Rankings(tuple(wishes), tuple(unranked))


async def list_ranked(
    runtime: QueryRuntime, principal: Principal, one: PageFilter, ask: AskOfPage, others: Sequence[Filter], at: Settings
) -> QueryAnswer:
    """The values that a filter leaves with what they are ranked by; the first one where it is not set."""
    assert one.ranking is not None
    wanted = in_force(one, ask.chosen)
    if not isinstance(wanted, TopChoice):
        wanted = TopChoice(member=one.member, count=1, by=one.ranking.measures[0].id)
    question = _question(one, wanted, others, ask.time_zone)
    update = {"limit": wanted.count, "parameters": dict(at.get(one.dataset_id, {}))}
    return await query.run_query(runtime, principal, question.model_copy(update=update))


def others_in_force(page: DashboardPage, one: PageFilter, ask: AskOfPage, types: TypesByDataset) -> list[Filter]:
    """What the other filters of a page, and what was brought along, leave of a filter's data; the best never do."""
    if not one.is_cascading:
        return []
    found: list[Filter] = []
    for other in page.filters:
        wanted = None if other.id == one.id else in_force(other, ask.chosen)
        if wanted is None or isinstance(wanted, TopChoice) or not is_set(wanted):
            continue
        if is_reached(members_of(wanted), other.dataset_id, one.dataset_id, types):
            found.append(wanted)
    if ask.carried is not None:
        reaching = (
            each
            for each in ask.carried.filters
            if is_reached(members_of(each), ask.carried.dataset_id, one.dataset_id, types)
        )
        found.extend(reaching)
    return found


def _question(one: PageFilter, wanted: TopChoice, others: Sequence[Filter], time_zone: str | None) -> QuerySpec:
    by = _measure(one, wanted).measure
    return QuerySpec(
        dataset_id=one.dataset_id,
        dimensions=(DimensionRef(member=one.member, name=_VALUE),),
        measures=(MeasureRef(member=by.member, aggregation=by.aggregation, quantile=by.quantile, name=_RANK),),
        filters=tuple(others),
        sort=(Sort(by=_RANK, descending=wanted.descending), Sort(by=_VALUE)),
        limit=wanted.count + MAX_TIED,
        time_zone=time_zone or "UTC",
    )


def _measure(one: PageFilter, wanted: TopChoice) -> RankMeasure:
    assert one.ranking is not None
    return next(each for each in one.ranking.measures if each.id == wanted.by)


def _wish(one: PageFilter, wanted: TopChoice, answer: QueryAnswer) -> Wish:
    # What has no value has no place either.
    ranked = [(value, rank) for value, rank in query.rows_of(answer.ipc, answer.meaning.columns) if rank is not None]
    last = ranked[: wanted.count][-1][1] if ranked else None
    kept = [value for at, (value, rank) in enumerate(ranked) if at < wanted.count or rank == last]
    left_out = answer.meaning.total_rows - len(kept)
    note = _words(one, wanted, len(kept)) if left_out > 0 else None
    return Wish(one.dataset_id, (InFilter(member=one.member, values=tuple(kept)),), None, one.label, note)


def _words(one: PageFilter, wanted: TopChoice, kept: int) -> str:
    """“Region: only the 3 largest by sum of sales.”"""
    order = "largest" if wanted.descending else "smallest"
    said = f"{one.shown_name}: only the {kept} {order} by {_measure(one, wanted).shown_name}"
    return f"{said}, for several share place {wanted.count}." if kept > wanted.count else f"{said}."
