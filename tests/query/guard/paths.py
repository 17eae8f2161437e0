"""Every path on which rows or values of a dataset leave, and what it says."""

import base64
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import httpx
from tests.query.guard import files
from tests.query.test_routes import BATCH, frames_of

Ask: TypeAlias = Callable[..., Awaitable[Any]]
"""Called with a client and the id of a dataset; what makes something notes its address in a list, if one is given."""

Made: TypeAlias = list[tuple[str, dict[str, Any]]]
"""Addresses that answer about what was made, and what to send them."""

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
    "model_id",
    "request_id",
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


async def cube(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """Linked tiles by the steps of what may be brushed."""
    steps: dict[str, dict[str, Any]] = {"number": {"bins": {"at_most": 5}}, "day": {"grain": "month"}, "name": {}}
    axes = [{"id": member, "dimension": {"member": member, **how}} for member, how in steps.items()]
    tiles = [
        {"id": "all of it", "measures": [COUNT, EXTREMES[1], EXTREMES[3]]},
        {"id": "names", "dimensions": [{"member": "name"}], "measures": [COUNT, *EXTREMES[:3]]},
    ]
    return await read(client, "POST", "/query/cube", {"dataset_id": dataset_id, "axes": axes, "tiles": tiles})


async def explain(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """The numbers in the statement of a question whose steps depend on the least and the greatest value."""
    binned = [{"member": "number", "bins": {"at_most": 10}}]
    spec = {"dataset_id": dataset_id, "dimensions": binned, "measures": [COUNT]}
    found = await read(client, "POST", "/query/explain", spec)
    if "error" in found:
        return found
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r'"[^"]*"', "", found["sql"]).split("FROM")[0])


async def verified(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """What a proof finds in the place of rows that nobody ever saw."""
    spec = {"dataset_id": dataset_id, "mode": "rows", "sort": [{"by": "number", "descending": True}]}
    asked = await read(client, "POST", "/query", {"spec": spec})
    if "error" in asked:
        return asked
    rows = [[None] * len(asked["columns"]) for _ in range(asked["row_count"] + 1)]
    return await read(client, "POST", "/query/verify", {"receipt": asked["receipt"], "rows": rows})


async def verified_statement(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """What a proof of a statement finds in the place of rows that nobody ever saw."""
    asked = {"sql": "SELECT * FROM dataset ORDER BY number DESC", "dataset_id": dataset_id}
    ran = await read(client, "POST", "/queries/execute", asked)
    if "error" in ran:
        return ran
    rows = [[None] * len(ran["columns"]) for _ in range(ran["row_count"] + 1)]
    body = {"asked": asked, "receipt": ran["receipt"], "rows": rows}
    proof = await read(client, "POST", "/query/verify-sql", body)
    # They are called by the names that statements have for them, which differ from dataset to dataset.
    del proof["sources"]
    return proof


async def read_made(client: httpx.AsyncClient, address: str, body: dict[str, Any], made_at: Made | None) -> Any:
    """What an address says about what was just made."""
    if made_at is not None:
        made_at.append((address, body))
    return await read_again(client, address, body)


async def read_again(client: httpx.AsyncClient, address: str, body: dict[str, Any]) -> Any:
    """What an address says; of a file, what is in it."""
    return await (files.exported(client, body) if address == files.ADDRESS else read(client, "POST", address, body))


async def saved_chart(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """A saved chart's picture; the asker makes it, as an editor."""
    spec = {"dataset_id": dataset_id, "encodings": {"x": X, "y": [Y]}}
    made = await read(client, "POST", "/charts", {"name": "Canaries", "spec": spec})
    return await read_made(client, f"/charts/{made['id']}/result", {}, made_at)


async def dashboard(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """A dashboard's tiles, under a page filter whose default reaches them."""
    spec = {"dataset_id": dataset_id, "encodings": {"x": BINNED, "y": [Y]}}
    tile = {"kind": "chart", "id": "bars", "layout": {"x": 0, "y": 0, "width": 6, "height": 6}, "chart": spec}
    page = {"id": "page-1", "title": "Page", "tiles": [tile], "filters": []}
    made = await read(client, "POST", "/dashboards", {"name": "Canaries", "spec": {"pages": [page]}})
    return await read_made(client, f"/dashboards/{made['id']}/results", {"skip_cache": True}, made_at)


async def file_of_tile(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """A dashboard's tile as a file."""
    spec = {"dataset_id": dataset_id, "mark": "bar", "encodings": {"x": X, "y": [Y]}}
    tile = {"kind": "chart", "id": "bars", "layout": {"x": 0, "y": 0, "width": 6, "height": 6}, "chart": spec}
    page = {"id": "page-1", "title": "Page", "tiles": [tile], "filters": []}
    made = await read(client, "POST", "/dashboards", {"name": "Canaries", "spec": {"pages": [page]}})
    body = files.in_json(kind="tile", dashboard_id=made["id"], tile_id="bars")
    return await read_made(client, files.ADDRESS, body, made_at)


async def linked_tiles(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """The tiles of a dashboard by the steps of one that is brushed."""
    bars = {"dataset_id": dataset_id, "encodings": {"x": BINNED, "y": [Y]}}
    names = {"dataset_id": dataset_id, "encodings": {"x": X, "y": [Y]}}
    layout = {"x": 0, "y": 0, "width": 6, "height": 6}
    tiles = [
        {"kind": "chart", "id": name, "layout": layout, "chart": spec}
        for name, spec in (("bars", bars), ("names", names))
    ]
    pages = [{"id": "page-1", "title": "Page", "tiles": tiles, "filters": []}]
    made = await read(client, "POST", "/dashboards", {"name": "Canaries", "spec": {"pages": pages}})
    return await read_made(client, f"/dashboards/{made['id']}/cube", {"brushed": "bars"}, made_at)


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
    "linked tiles": ("query.cube", cube),
    "the statement": ("query.explain", explain),
    "a proof": ("query.verify", verified),
    "a proof of a statement": ("query.verify_sql", verified_statement),
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
    "tiles that a brush moves": ("dashboards.tile_cube", linked_tiles),
    "files": ("exports.file", files.files),
    "the file of a tile": ("exports.file", file_of_tile),
    **{f"SQL: {name}": ("queries.execute", statement(sql)) for name, sql in STATEMENTS.items()},
}
"""By what they show: the operation that answers, and how it is asked."""

COLUMN_PATHS: Mapping[str, tuple[str, Ask]] = {
    "groups by a column that may be hidden": (
        "query.run",
        question(dimensions=[{"member": "secret"}], measures=[COUNT]),
    ),
    "its extremes": (
        "query.run",
        question(measures=[{"member": "secret", "aggregation": one, "name": one} for one in ("min", "max")]),
    ),
    "a condition on it": (
        "query.run",
        question(
            measures=[COUNT], filters=[{"kind": "text", "member": "secret", "operator": "contains", "value": "CAN"}]
        ),
    ),
    "a formula over it": ("query.run", question(measures=[{"formula": "MAX(secret)", "name": "most"}])),
    "rows in its order": ("query.run", question(mode="rows", sort=[{"by": "secret"}])),
    "its values to choose from": ("query.values", under_dataset("/members/secret/values")),
    "a screen of it": ("query.preview", under_dataset("/preview?columns=secret")),
    "a screen in its order": ("query.preview", under_dataset("/preview?sort=secret")),
    "a picture of it": (
        "charts.preview",
        chart("preview", x={"role": "dimension", "member": "secret"}, y=[Y]),
    ),
    "SQL: a column that may be hidden": ("queries.execute", statement("SELECT max(secret) FROM dataset")),
    "SQL: rows in its order": ("queries.execute", statement("SELECT name FROM dataset ORDER BY secret")),
    "SQL: a condition on it": ("queries.execute", statement("SELECT count(*) FROM dataset WHERE secret LIKE '%1'")),
    "SQL: all but others": ("queries.execute", statement("SELECT * EXCLUDE (name) FROM dataset ORDER BY ALL")),
    "SQL: columns by a pattern": ("queries.execute", statement("SELECT COLUMNS('s.*t') FROM dataset ORDER BY ALL")),
    "SQL: what columns there are": ("queries.execute", statement("DESCRIBE SELECT * FROM dataset")),
}
"""The same about a column that only some may know."""

SHOWING_COLUMNS = {
    *COLUMN_PATHS,
    "rows as they are",
    "rows in order, found late",
    "files",
    "a proof",
    "a proof of a statement",
    "the model",
    "the profile",
    "the first screen",
    "SQL: all of it",
    "SQL: a summary",
}
"""Paths that tell that there is such a column."""

MAKING = {"a saved picture", "tiles", "tiles that a brush moves", "the file of a tile"}
"""Paths on which the asker makes something first, which viewers cannot."""

ELSEWHERE: Mapping[str, str] = {
    "queries.list_origins": "names the statements that datasets were made of",
    "queries.vocabulary": "names of tables and columns, and counts of rows that the import wrote down",
    "dashboards.showcase_results": "asks by the same function as the tiles of a dashboard, over sample data alone",
    "dashboards.showcase_cube": "asks by the same function as a brush over a dashboard, over sample data alone",
    "dashboards.showcase_values": "asks like the values of a member, over sample data alone",
    "sharing.open_link": "shows nothing",
    "sharing.look": "what a dashboard is, without rows; `test_links.py` looks at it, too",
    "sharing.results": "asked by visitors, in `test_links.py`",
    "sharing.cube": "asked by visitors, in `test_links.py`",
    "sharing.values": "asked by visitors, in `test_links.py`",
    "query.cancel": "shows nothing",
    "exports.create": "begins a file, which shows what it holds",
    "exports.list_exports": "one's own files: their names, states and counts of their rows",
    "exports.get": "one's own file: its name, state and count of its rows",
    "exports.make_ticket": "an address for one's own file",
    "exports.end": "shows nothing",
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
