"""Every path on which rows or values of a dataset leave, and what it says."""

import base64
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

import httpx
from tests.query.guard import files
from tests.query.guard.statements import STATEMENTS
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
DAY = {"role": "dimension", "member": "day"}
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


def figure_of(mark: dict[str, Any]) -> Ask:
    """What a figure is made of, and what it is compared with."""

    async def ask(client: httpx.AsyncClient, dataset_id: str) -> Any:
        asked = {"dataset_id": dataset_id, "measures": EXTREMES[2:3]}
        body = {"question": asked, "measure": "sum", "mark": [mark]}
        known = await read(client, "POST", "/charts/explain", body)
        if "error" in known:
            return known
        members = [one["member"] for one in known["fields"]]
        return [known, await read(client, "POST", "/charts/explain", {**body, "members": members})]

    return ask


explained = figure_of({"kind": "in", "member": "day", "grain": "year", "values": ["2024-01-01"]})


async def explained_by_secret(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """What a hidden column says of the parts of a figure."""
    day = {"kind": "in", "member": "day", "grain": "year", "values": ["2024-01-01"]}
    asked = {"dataset_id": dataset_id, "measures": EXTREMES[2:3]}
    body = {"question": asked, "measure": "sum", "mark": [day], "members": ["secret"]}
    return await read(client, "POST", "/charts/explain", body)


explained_beside = figure_of({"kind": "in", "member": "name", "values": ["item 1"]})


def statement(sql: str) -> Ask:
    """A hand-written statement over the dataset."""

    async def ask(client: httpx.AsyncClient, dataset_id: str) -> Any:
        return await read(client, "POST", "/queries/execute", {"sql": sql, "dataset_id": dataset_id})

    return ask


def matrix_of(sql: str, rows: list[int], **parts: Any) -> Ask:
    """The rows of a hand-written statement as a matrix, with the totals of its groups."""

    async def ask(client: httpx.AsyncClient, dataset_id: str) -> Any:
        asked = {"sql": sql, "dataset_id": dataset_id}
        return await read(client, "POST", "/charts/pivot-result", {"asked": asked, "rows": rows, **parts})

    return ask


FIGURES = [{}, *({"place": 1, "aggregation": one} for one in ("sum", "max", "avg", "count_distinct"))]
NAMED_NUMBERS = "SELECT name, number, day FROM dataset"


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
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r'"[^"]*"', "", found["sql"]).split("WHERE")[0])


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


LAYOUT = {"x": 0, "y": 0, "width": 6, "height": 6}


def tile(name: str, dataset_id: str, **encodings: Any) -> dict[str, Any]:
    """A tile that shows bars."""
    spec = {"dataset_id": dataset_id, "mark": "bar", "encodings": encodings}
    return {"kind": "chart", "id": name, "layout": LAYOUT, "chart": spec}


async def board(client: httpx.AsyncClient, tiles: list[dict[str, Any]], **more: Any) -> str:
    """The address of a dashboard of one page; the asker makes it, as an editor."""
    page = {"id": "page-1", "title": "Page", "tiles": tiles, "filters": [], **more}
    made = await read(client, "POST", "/dashboards", {"name": "Canaries", "spec": {"pages": [page]}})
    return f"/dashboards/{made['id']}"


async def dashboard(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """A dashboard's tiles."""
    address = await board(client, [tile("bars", dataset_id, x=BINNED, y=[Y])])
    return await read_made(client, f"{address}/results", {"skip_cache": True}, made_at)


async def file_of_tile(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """A dashboard's tile as a file."""
    address = await board(client, [tile("bars", dataset_id, x=X, y=[Y])])
    body = files.in_json(kind="tile", dashboard_id=address.rsplit("/", 1)[1], tile_id="bars")
    return await read_made(client, files.ADDRESS, body, made_at)


async def linked_tiles(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """The tiles of a dashboard by the steps of one that is brushed."""
    tiles = [tile("bars", dataset_id, x=BINNED, y=[Y]), tile("names", dataset_id, x=X, y=[Y])]
    return await read_made(client, f"{await board(client, tiles)}/cube", {"brushed": "bars"}, made_at)


async def highlighted(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """The part that a mark of one tile has in another."""
    tiles = [tile("bars", dataset_id, x=BINNED, y=[Y]), tile("names", dataset_id, x=X, y=[Y])]
    address = await board(client, tiles, default_interaction="highlight")
    large = {"kind": "range", "member": "number", "min": 1}
    selections = [{"tile_id": "bars", "dataset_id": dataset_id, "filters": [large]}]
    return await read_made(client, f"{address}/results", {"selections": selections}, made_at)


async def drilled(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """A tile one level further down, without one of its marks."""
    address = await board(client, [tile("bars", dataset_id, x={**DAY, "grain": "year"}, y=[Y])])
    levels = {"source": {"member": "day", "grain": "year"}, "target": {"member": "day", "grain": "month"}}
    kept = [{"kind": "range", "member": "number", "min": 1}]
    change = {"tile_id": "bars", "dataset_id": dataset_id, "kept": kept, "steps": [levels]}
    return await read_made(client, f"{address}/results", {"changes": [change]}, made_at)


async def figure(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
    """A number in a text."""
    most = {"name": "most", "dataset_id": dataset_id, "measure": {**Y, "aggregation": "max"}}
    words = {"kind": "text", "id": "words", "layout": LAYOUT, "markdown": "{most}", "figures": [most]}
    return await read_made(client, f"{await board(client, [words])}/results", {}, made_at)


def filter_values(member: str, control: str) -> Ask:
    """What a filter of a dashboard offers."""

    async def ask(client: httpx.AsyncClient, dataset_id: str, made_at: Made | None = None) -> Any:
        one = {"id": "one", "dataset_id": dataset_id, "member": member, "control": control}
        address = await board(client, [tile("bars", dataset_id, x=X, y=[Y])], filters=[one])
        return await read_made(client, f"{address}/filters/one/values", {}, made_at)

    return ask


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
        chart("question", x=DAY, y=[Y]),
    ),
    "marks that fit": ("charts.recommend", chart("recommend", x=X, y=[Y])),
    "a figure, explained": ("charts.explain", explained),
    "a figure beside the others": ("charts.explain", explained_beside),
    "a matrix of a statement": ("charts.pivot_rows", matrix_of(NAMED_NUMBERS, [0], across=2, measures=FIGURES)),
    "a matrix of everything": ("charts.pivot_rows", matrix_of("FROM dataset ORDER BY ALL", [0, 1])),
    "a saved picture": ("charts.result", saved_chart),
    "tiles": ("dashboards.tile_results", dashboard),
    "tiles that a brush moves": ("dashboards.tile_cube", linked_tiles),
    "a part of a tile": ("dashboards.tile_results", highlighted),
    "a tile that was drilled into": ("dashboards.tile_results", drilled),
    "a number in a text": ("dashboards.tile_results", figure),
    "values of a dashboard's filter": ("dashboards.filter_values", filter_values("name", "list")),
    "the ends of a dashboard's filter": ("dashboards.filter_values", filter_values("number", "range")),
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
    "the parts of a figure by it": ("charts.explain", explained_by_secret),
    "a matrix by it": ("charts.pivot_rows", matrix_of("SELECT secret FROM dataset", [0])),
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

MAKING = {
    "a saved picture",
    "tiles",
    "tiles that a brush moves",
    "a part of a tile",
    "a tile that was drilled into",
    "a number in a text",
    "values of a dashboard's filter",
    "the ends of a dashboard's filter",
    "the file of a tile",
}
"""Paths on which the asker makes something first, which viewers cannot."""
