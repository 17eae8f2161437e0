"""Every path on which rows or values of a dataset leave, and what it says."""

import base64
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import httpx
from tests.query.test_routes import BATCH, frames_of

Ask: TypeAlias = Callable[[httpx.AsyncClient, str], Awaitable[Any]]

COUNT = {"aggregation": "count", "name": "n"}
EXTREMES = [
    {"member": "number", "aggregation": one, "name": one} for one in ("min", "max", "sum", "count_distinct", "median")
]
UNSTEADY = {
    "receipt",
    "as_of",
    "sql_name",
    "table",
    "execution_time_ms",
    "dataset_id",
    "version_id",
    "id",
    "run_id",
    "created_at",
    "updated_at",
}
X = {"role": "dimension", "member": "name"}
BINNED = {"role": "dimension", "member": "number", "bins": {"at_most": 10}}
Y = {"role": "measure", "member": "number", "aggregation": "sum"}


def steady(found: Any, dataset_id: str) -> Any:
    """An answer without what differs between two datasets of the same rows."""
    if isinstance(found, dict):
        return {key: steady(value, dataset_id) for key, value in found.items() if key not in UNSTEADY}
    if isinstance(found, list):
        return [steady(value, dataset_id) for value in found]
    return found.replace(dataset_id, "…") if isinstance(found, str) else found


async def read(client: httpx.AsyncClient, method: str, path: str, body: Any = None) -> Any:
    """What a path answers as JSON."""
    answer = await client.request(method, f"/api/v1{path}", json=body)
    return answer.json()


def question(**parts: Any) -> Ask:
    """One question."""

    async def ask(client: httpx.AsyncClient, dataset_id: str) -> Any:
        return await read(client, "POST", "/query", {"spec": {"dataset_id": dataset_id, **parts}})

    return ask


def under_dataset(path: str) -> Ask:
    """A path under the dataset."""

    async def ask(client: httpx.AsyncClient, dataset_id: str) -> Any:
        return await read(client, "GET", f"/datasets/{dataset_id}{path}")

    return ask


def chart(path: str, **encodings: Any) -> Ask:
    """A path that takes the spec of a chart."""

    async def ask(client: httpx.AsyncClient, dataset_id: str) -> Any:
        spec = {"dataset_id": dataset_id, "encodings": encodings}
        return await read(client, "POST", f"/charts/{path}", {"spec": spec})

    return ask


def statement(sql: str) -> Ask:
    """A hand-written statement over the dataset."""

    async def ask(client: httpx.AsyncClient, dataset_id: str) -> Any:
        return await read(client, "POST", "/queries/execute", {"sql": sql, "dataset_id": dataset_id})

    return ask


async def batch(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """Several questions at once, as frames."""
    specs = [
        {"dataset_id": dataset_id, "measures": EXTREMES},
        {"dataset_id": dataset_id, "mode": "rows", "sort": [{"by": "number", "descending": True}]},
    ]
    questions = [{"id": str(place), "spec": spec} for place, spec in enumerate(specs)]
    answer = await client.post("/api/v1/query/batch", json={"questions": questions}, headers={"Accept": BATCH})
    found = sorted(frames_of(answer.content), key=lambda frame: str(frame[0]["id"]))
    return [[{**header, "frame": header["id"]}, base64.b64encode(body).decode()] for header, body in found]


async def explain(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """The numbers in the statement of a question whose steps depend on the least and the greatest value."""
    binned = [{"member": "number", "bins": {"at_most": 10}}]
    spec = {"dataset_id": dataset_id, "dimensions": binned, "measures": [COUNT]}
    found = await read(client, "POST", "/query/explain", spec)
    if "error" in found:
        return found
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r'"[^"]*"', "", found["sql"]).split("FROM")[0])


async def saved_chart(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """A saved chart's picture; the asker makes it, as an editor."""
    spec = {"dataset_id": dataset_id, "encodings": {"x": X, "y": [Y]}}
    made = await read(client, "POST", "/charts", {"name": "Canaries", "spec": spec})
    return await read(client, "POST", f"/charts/{made['id']}/result", {})


async def dashboard(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """A dashboard's tiles, under a page filter whose default reaches them."""
    spec = {"dataset_id": dataset_id, "encodings": {"x": BINNED, "y": [Y]}}
    tile = {"kind": "chart", "id": "bars", "layout": {"x": 0, "y": 0, "width": 6, "height": 6}, "chart": spec}
    page = {"id": "page-1", "title": "Page", "tiles": [tile], "filters": []}
    made = await read(client, "POST", "/dashboards", {"name": "Canaries", "spec": {"pages": [page]}})
    return await read(client, "POST", f"/dashboards/{made['id']}/results", {"skip_cache": True})


STATEMENTS: Mapping[str, str] = {
    "all of it": "SELECT * FROM dataset ORDER BY ALL",
    "how many": "SELECT count(*) FROM dataset",
    "with itself": "SELECT a.name, b.number FROM dataset a JOIN dataset b USING (name) ORDER BY ALL",
    "an expression of its name": "WITH dataset AS (SELECT * FROM dataset) SELECT * FROM dataset ORDER BY ALL",
    "a summary": "SUMMARIZE dataset",
    "a pivot": "PIVOT dataset ON name USING count(*) GROUP BY branch ORDER BY ALL",
    "whether there is one": "SELECT EXISTS (FROM dataset WHERE number > 100) AS found",
    "a window": "SELECT name, count(*) OVER (), rank() OVER (ORDER BY number DESC) FROM dataset ORDER BY ALL",
    "a sample": "SELECT count(*), max(name) FROM dataset TABLESAMPLE 100%",
    "lateral": "SELECT * FROM range(2) r(i), LATERAL (SELECT max(number) * i AS n FROM dataset) ORDER BY ALL",
}
"""Hand-written SQL; `tests/query/handwritten/guarded` has more of it."""

PATHS: Mapping[str, tuple[str, Ask]] = {
    "measures": ("query.run", question(measures=EXTREMES)),
    "groups": ("query.run", question(dimensions=[{"member": "name"}], measures=[COUNT])),
    "the first of the groups, and how many there are": (
        "query.run",
        question(
            dimensions=[{"member": "name"}],
            measures=[COUNT, EXTREMES[1]],
            sort=[{"by": "max", "descending": True}],
            limit=1,
        ),
    ),
    "steps between the least and the greatest": (
        "query.run",
        question(dimensions=[{"member": "number", "bins": {"at_most": 5}}], measures=[COUNT]),
    ),
    "steps of time": (
        "query.run",
        question(dimensions=[{"member": "day", "bins": {"at_most": 5}}], measures=[COUNT]),
    ),
    "groups by their measure": (
        "query.run",
        question(
            dimensions=[{"member": "name"}],
            measures=[EXTREMES[1]],
            filters=[{"kind": "measure", "measure": "max", "min": 100}],
        ),
    ),
    "the latest day": (
        "query.run",
        question(
            measures=[COUNT],
            filters=[{"kind": "relative_time", "member": "day", "count": 5, "unit": "day", "anchor": "latest"}],
        ),
    ),
    "one of several conditions": (
        "query.run",
        question(
            measures=[COUNT],
            filters=[
                {
                    "kind": "any",
                    "filters": [
                        {"kind": "text", "member": "name", "operator": "contains", "value": "CANARY"},
                        {"kind": "null", "member": "name"},
                    ],
                }
            ],
        ),
    ),
    "rows as they are": ("query.run", question(mode="rows")),
    "rows in order, found late": (
        "query.run",
        question(mode="rows", sort=[{"by": "number", "descending": True}], limit=2),
    ),
    "rows beyond the last": ("query.run", question(mode="rows", limit=2, offset=6)),
    "several at once": ("query.run_batch", batch),
    "the statement": ("query.explain", explain),
    "the model": ("query.model", under_dataset("/model")),
    "the profile": ("query.profile", under_dataset("/profile")),
    "the first screen": ("query.preview", under_dataset("/preview?limit=3")),
    "a screen in order": ("query.preview", under_dataset("/preview?sort=number&descending=true&limit=3")),
    "a filtered screen": (
        "query.preview",
        under_dataset('/preview?filter=[{"kind":"range","member":"number","min":100}]'),
    ),
    "a screen beyond the last": ("query.preview", under_dataset("/preview?offset=8")),
    "values to choose from": ("query.values", under_dataset("/members/name/values")),
    "values that are searched": ("query.values", under_dataset("/members/name/values?search=canary")),
    "values of a number": ("query.values", under_dataset("/members/number/values?limit=2")),
    "an unsaved picture": ("charts.preview", chart("preview", x=X, y=[Y])),
    "an unsaved picture in steps": ("charts.preview", chart("preview", x=BINNED, y=[Y])),
    "the question of a picture": (
        "charts.question",
        chart("question", x={"role": "dimension", "member": "day"}, y=[Y]),
    ),
    "marks that fit": ("charts.recommend", chart("recommend", x=X, y=[Y])),
    "a saved picture": ("charts.result", saved_chart),
    "tiles": ("dashboards.tile_results", dashboard),
    **{f"SQL: {name}": ("queries.execute", statement(sql)) for name, sql in STATEMENTS.items()},
}
"""By what they show: the operation that answers, and how it is asked."""

ELSEWHERE: Mapping[str, str] = {
    "queries.list_origins": "names the statements that datasets were made of",
    "queries.vocabulary": "names of tables and columns, and counts of rows that the import wrote down",
    "dashboards.showcase_results": "asks by the same function as the tiles of a dashboard, over sample data alone",
    "query.cancel": "shows nothing",
    "charts.draw_rows": "draws what the caller sends along, and asks nothing",
    "datasets.list_datasets": "counts of rows that the import wrote down, no values",
    "datasets.get": "counts of rows that the import wrote down, no values",
    "datasets.versions": "counts of rows that the import wrote down, no values",
    "datasets.storage": "bytes",
    "sources.list_imports": "counts of rows that the import wrote down, no values",
    "sources.get_import": "counts of rows that the import wrote down, no values",
    "datasets.raw": "the original file, for editors, who may replace every row",
    "datasets.rejects": "lines of the original file, for editors, who may replace every row",
}
"""Operations about datasets that are not asked as questions, and why."""
