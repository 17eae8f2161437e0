"""What the source of an export asks, with the rights that its person has at the moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, assert_never

from gnomon.charts import service as charts
from gnomon.charts.contracts import Mark
from gnomon.dashboards import results
from gnomon.dashboards.contracts import AskForResults, ChartTile, PageChoices
from gnomon.exports.contracts import (
    ChartSource,
    ExportSource,
    NoRowsOfPage,
    PageSource,
    QuestionSource,
    SqlSource,
    TileSource,
)
from gnomon.identity.contracts import Action, Principal
from gnomon.query import service as query
from gnomon.query.contracts import ExecuteSql, QueryColumn
from gnomon.query.service import QueryRuntime


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be run, and what a file of it is called by default."""

    work: query.WholeQuestion | ExecuteSql
    title: str
    time_zone: str


async def asked_by(runtime: QueryRuntime, principal: Principal, source: ExportSource) -> Asked:
    """What the source asks now. Raises what whoever asks it on the screen would be told."""
    principal.require(Action.QUERY_RUN)
    match source:
        case QuestionSource(spec=spec):
            whole = query.WholeQuestion(spec, is_page="limit" not in spec.model_fields_set, label=_own_label)
            model = await query.model_for(runtime, principal, spec.dataset_id)
            return Asked(whole, model.dataset_name, spec.time_zone)
        case ChartSource():
            model = await query.model_for(runtime, principal, source.spec.dataset_id)
            return _of_chart(charts.draft(source.spec, model, source.extra_filters))
        case TileSource():
            return await _of_tile(runtime, principal, source)
        case PageSource():
            raise NoRowsOfPage
        case SqlSource():
            return Asked(_statement(source), "Query", source.time_zone)
        case _:
            assert_never(source)


async def check(runtime: QueryRuntime, principal: Principal, asked: Asked) -> None:
    """See that it can be run; it does not."""
    if isinstance(asked.work, ExecuteSql):
        await query.check_rows(runtime, principal, asked.work)
    else:
        await query.check_whole(runtime, principal, asked.work)


async def take(runtime: QueryRuntime, principal: Principal, asked: Asked, order: query.TakeHome) -> Mapping[str, Any]:
    """Run it, and have the file written; answers what the worker says."""
    if isinstance(asked.work, ExecuteSql):
        return await query.take_rows(runtime, principal, asked.work, order)
    return await query.take_answer(runtime, principal, asked.work, order)


async def tile_of(
    runtime: QueryRuntime, principal: Principal, source: TileSource
) -> tuple[results.TileQuestion, ChartTile]:
    """What a tile asks under the filters that are chosen now, and the tile. Raises what the page would show instead."""
    principal.require(Action.DASHBOARD_READ)
    choices = {name: getattr(source, name) for name in PageChoices.model_fields}
    ask = AskForResults(
        **choices,
        page_id=source.page_id,
        tile_ids=(source.tile_id,),
        time_zone=source.time_zone,
        draft=source.draft,
    )
    spec = await results.spec_of(runtime, principal, source.dashboard_id, ask)
    asked = await results.questions_of(runtime, principal, spec, ask)
    for frame in asked.broken:
        assert frame.error is not None
        raise frame.error
    tiles = (one for one in results.page_of(spec, ask).tiles if isinstance(one, ChartTile))
    return asked.waiting[0], next(one for one in tiles if one.id == source.tile_id)


async def _of_tile(runtime: QueryRuntime, principal: Principal, source: TileSource) -> Asked:
    asked, tile = await tile_of(runtime, principal, source)
    of_chart = _of_chart(asked.draft)
    return replace(of_chart, title=asked.trail.named(tile.title or of_chart.title))


def _of_chart(draft: charts.Draft) -> Asked:
    is_matrix = draft.made.mark is Mark.MATRIX
    is_page = is_matrix or (draft.made.mark is Mark.TABLE and draft.spec.options.limit is None)
    titles = {one.column: one.title for one in draft.made.fields}
    # Among rows that are taken home to be counted on, totals would be counted twice.
    rows = draft.query.model_copy(update={"totals": ()})
    whole = query.WholeQuestion(rows, is_page=is_page, label=partial(_label, titles))
    return Asked(whole, draft.drawing().title, draft.query.time_zone)


def _statement(source: SqlSource) -> ExecuteSql:
    return ExecuteSql(
        sql=source.sql, parameters=source.parameters, dataset_id=source.dataset_id, time_zone=source.time_zone
    )


def _own_label(column: QueryColumn) -> str:
    return column.label


def _label(titles: Mapping[str, str], column: QueryColumn) -> str:
    return titles.get(column.name, column.label)
