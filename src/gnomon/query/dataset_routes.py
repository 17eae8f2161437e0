"""The HTTP of whatever shows rows or values of a dataset: each is a question, and so goes through the guard."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import TypeAdapter, ValidationError

from gnomon.datasets.contracts import MAX_COLUMNS, DatasetId, Profile
from gnomon.foundation.kit.errors import Invalid
from gnomon.foundation.kit.pagination import MAX_OFFSET, decode_cursor
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, allow, provide
from gnomon.query import service
from gnomon.query.contracts import (
    MAX_FILTERS,
    MAX_LIMIT,
    DimensionRef,
    Filter,
    MeasureRef,
    Name,
    QueryMode,
    QuerySpec,
    RowsResult,
    Sort,
)
from gnomon.query.draft import Search
from gnomon.query.replies import ROWS_REPLY, reply_with, while_connected
from gnomon.query.service import QueryRuntime
from gnomon.semantic.contracts import Aggregation, SemanticModel

router = APIRouter(tags=["query"])

READ = [allow(Action.DATASET_READ)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
TimeZone = Annotated[str, Query(max_length=64, description="IANA name; zoned moments are shown in it.")]
SkipCache = Annotated[bool, Query(description="Ask anew, as a refresh by hand does.")]
FilterList = Annotated[
    str, Query(alias="filter", max_length=6_000, description="A JSON list of filters, as a `QuerySpec` has them.")
]

_FILTERS: TypeAdapter[tuple[Filter, ...]] = TypeAdapter(tuple[Filter, ...])


@router.get("/datasets/{dataset_id}/model", dependencies=READ)
async def model(dataset_id: UUID, who: CurrentPrincipal, questions: Questions) -> SemanticModel:
    """The dimensions and measures of a dataset."""
    return await service.model_for(questions, who, DatasetId(dataset_id))


@router.get("/datasets/{dataset_id}/profile", dependencies=READ)
async def profile(dataset_id: UUID, request: Request, who: CurrentPrincipal, questions: Questions) -> Profile:
    """What all rows of each column say together."""
    return await while_connected(request, service.profile_for(questions, who, DatasetId(dataset_id)))


@router.get("/datasets/{dataset_id}/preview", dependencies=READ, response_model=RowsResult, responses=ROWS_REPLY)
async def preview(
    dataset_id: UUID,
    request: Request,
    who: CurrentPrincipal,
    questions: Questions,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 100,
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    sort: Annotated[Name | None, Query(description="The column to sort by.")] = None,
    descending: bool = False,
    filters: FilterList = "[]",
    columns: Annotated[
        list[Name] | None, Query(max_length=MAX_COLUMNS, description="The columns to show; else all that are visible.")
    ] = None,
    time_zone: TimeZone = "UTC",
    skip_cache: SkipCache = False,
) -> Response:
    """Rows as they are, a page of them, sorted and filtered by the server."""
    spec = QuerySpec(
        dataset_id=DatasetId(dataset_id),
        mode=QueryMode.ROWS,
        dimensions=tuple(DimensionRef(member=name) for name in columns or ()),
        filters=_filters(filters),
        sort=() if sort is None else (Sort(by=sort, descending=descending),),
        limit=limit,
        offset=offset if cursor is None else decode_cursor(cursor),
        time_zone=time_zone,
    )
    work = service.run_query(questions, who, spec, skip_cache=skip_cache)
    return await reply_with(request, await while_connected(request, work))


@router.get(
    "/datasets/{dataset_id}/members/{member:path}/values",
    dependencies=READ,
    response_model=RowsResult,
    responses=ROWS_REPLY,
)
async def values(
    dataset_id: UUID,
    member: Name,
    request: Request,
    who: CurrentPrincipal,
    questions: Questions,
    search: Annotated[str | None, Query(max_length=500, description="Only values that contain this text.")] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    filters: FilterList = "[]",
    time_zone: TimeZone = "UTC",
    skip_cache: SkipCache = False,
) -> Response:
    """The values of a member with how often each stands, most frequent first: `value, count`."""
    spec = QuerySpec(
        dataset_id=DatasetId(dataset_id),
        dimensions=(DimensionRef(member=member, name="value"),),
        measures=(MeasureRef(aggregation=Aggregation.COUNT, name="count"),),
        filters=_filters(filters),
        sort=(Sort(by="count", descending=True),),
        limit=limit,
        time_zone=time_zone,
    )
    wanted = Search(member, search) if search else None
    work = service.run_query(questions, who, spec, search=wanted, skip_cache=skip_cache)
    return await reply_with(request, await while_connected(request, work))


def _filters(written: str) -> tuple[Filter, ...]:
    """The filters in a query string. Raises `Invalid` with what is wrong."""
    try:
        filters = _FILTERS.validate_json(written)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Invalid(
            f"`filter` is not a JSON list of filters: {first['msg']}" + (f" at {place}." if place else "."),
            hint='For example [{"kind": "in", "member": "region", "values": ["north"]}].',
        ) from None
    if len(filters) > MAX_FILTERS:
        raise Invalid(f"There may be {MAX_FILTERS} filters.")
    return filters
