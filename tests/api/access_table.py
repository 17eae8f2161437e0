"""Who may use each route: one line for each, with the smallest role, what is sent, and what a stranger is told."""

from dataclasses import dataclass, field
from typing import Any

ANYONE, SIGNED_IN, VIEWER, EDITOR, OWNER = "anyone", "signed in", "viewer", "editor", "owner"
SPEC = {
    "dataset_id": "{dataset}",
    "encodings": {
        "x": {"role": "dimension", "member": "region"},
        "y": [{"role": "measure", "member": "revenue", "aggregation": "sum"}],
    },
}
QUESTION = {"dataset_id": "{dataset}", "measures": [{"member": "revenue", "aggregation": "sum"}]}
NAMED = {
    "dataset_id": "{dataset}",
    "measures": [{"member": "revenue", "aggregation": "sum", "name": "revenue"}],
}
RECEIPT: dict[str, Any] = {
    "run_id": "00000000-0000-0000-0000-000000000001",
    "spec": QUESTION,
    "dataset_id": "{dataset}",
    "dataset_version_id": "00000000-0000-0000-0000-000000000002",
    "content_hash": "",
    "as_of": "2024-01-01T00:00:00Z",
    "sources": [],
    "model_id": None,
    "model_revision": 0,
    "policy_hash": None,
    "sql": "",
    "parameters": [],
    "fingerprint": "",
    "time_zone": "UTC",
    "asked_at": "2024-01-01T00:00:00Z",
    "rows_scanned": 0,
    "row_count": 0,
    "is_truncated": False,
    "is_cached": False,
    "shared_pass": None,
    "rolled_up": False,
    "elapsed_ms": 0,
}
CUBE = {
    "dataset_id": "{dataset}",
    "axes": [{"id": "x", "dimension": {"member": "region"}}],
    "tiles": [{"id": "a", "measures": [{"aggregation": "count"}]}],
}
STATEMENT = {"sql": "SELECT count(*) FROM dataset", "dataset_id": "{dataset}"}
SQL_RECEIPT: dict[str, Any] = {
    name: RECEIPT[name]
    for name in (
        *("run_id", "sources", "sql", "policy_hash", "fingerprint", "time_zone", "asked_at"),
        *("rows_scanned", "row_count", "is_truncated", "is_cached", "elapsed_ms"),
    )
} | {"parameters": {}}
ROWS_AT_HAND = {
    "x": {"place": 0, "name": "region", "type": "text"},
    "y": [{"place": 1, "name": "revenue", "type": "decimal"}],
    "row_count": 3,
    "total_rows": 3,
}
MODEL = {"tables": [{"name": "sales", "dataset_id": "{dataset}"}]}
FORMULA = {"table": "sales", "formula": "SUM(revenue)", "kind": "measure"}
PAGES = {"pages": [{"id": "page-1", "title": "Page 1", "tiles": [], "filters": []}]}
LOOK = {
    "light": {
        "categories": ["#0047ba", "#b35a00"],
        "sequential": {"start": "#deebf7", "middle": "#6baed6", "end": "#08306b"},
        "diverging": {"start": "#7b3294", "middle": "#f0eef2", "end": "#006837"},
        "accent": "#0047ba",
        "positive": "#00695c",
        "negative": "#a3242b",
    }
}
NOTHING = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Route:
    """One route: its least role, the body of a good request, and whether it names something of a workspace."""

    method: str
    path: str
    least: str
    answer: int = 200
    body: Any = None
    names_something: bool = field(default=False)
    """Whether somebody of another workspace is told that there is no such thing."""
    query: str = ""
    """What is asked for beside the path."""

    @property
    def key(self) -> tuple[str, str]:
        """How the application knows it."""
        return self.method, self.path


def of(least: str, method: str, path: str, answer: int = 200, body: Any = None, *, names: bool = False) -> Route:
    """A route of the API."""
    return Route(method, f"/api/v1{path}", least, answer, body, names or "{" in path)


PERSON = {"email": "new@example.com", "password": "Correct-horse-7"}
NAME = {"name": "Other"}
WORDS = {"words": "Why so high?"}
FILED = {"things": [{"kind": "dashboard", "id": "{dashboard_id}"}], "folder_id": None}

ROUTES = (
    of(ANYONE, "GET", "/openapi.json"),
    of(ANYONE, "POST", "/auth/register", 201, PERSON),
    of(ANYONE, "POST", "/auth/login", 200, PERSON),
    of(ANYONE, "POST", "/auth/refresh", 401, {}),
    of(ANYONE, "POST", "/auth/logout", 401, {}),
    of(ANYONE, "GET", "/setup"),
    of(ANYONE, "POST", "/setup", 403, {**PERSON, "token": "guess"}),
    of(ANYONE, "GET", "/public/showcase", 404),
    of(ANYONE, "POST", "/public/showcase/results", 404, {}),
    of(ANYONE, "POST", "/public/showcase/cube", 404, {"brushed": "bars"}),
    of(ANYONE, "GET", "/exports/download/{ticket}", 404),
    of(ANYONE, "POST", "/public/showcase/filters/{filter_id}/values", 404, {}),
    of(ANYONE, "GET", "/public/shares/{token}", 404),
    of(ANYONE, "POST", "/public/shares/{token}/open", 404, {"password": "guess"}),
    of(ANYONE, "GET", "/public/shares/{token}/changes", 404),
    of(ANYONE, "POST", "/public/shares/{token}/results", 404, {}),
    of(ANYONE, "POST", "/public/shares/{token}/cube", 404, {"brushed": "bars"}),
    of(ANYONE, "POST", "/public/shares/{token}/filters/{filter_id}/values", 404, {}),
    of(ANYONE, "GET", "/public/shares/{token}/images/{image_id}", 404),
    of(ANYONE, "GET", "/public/showcase/visuals/{visual_id}", 404),
    of(ANYONE, "GET", "/public/shares/{token}/visuals/{visual_id}", 404),
    of(ANYONE, "GET", "/public/embeds/{embed_id}/visuals/{visual_id}", 404),
    of(VIEWER, "GET", "/visuals"),
    of(VIEWER, "GET", "/visuals/{visual_id}", 404),
    of(ANYONE, "GET", "/public/shares/{token}/preview.png", 404),
    of(ANYONE, "GET", "/public/embeds/{embed_id}", 404),
    of(ANYONE, "POST", "/public/embeds/{embed_id}/results", 404, {}),
    of(ANYONE, "GET", "/public/embeds/{embed_id}/changes", 404),
    of(ANYONE, "GET", "/public/embeds/{embed_id}/images/{image_id}", 404),
    of(ANYONE, "POST", "/public/embeds/{embed_id}/cube", 404, {"brushed": "bars"}),
    of(ANYONE, "POST", "/public/embeds/{embed_id}/filters/{filter_id}/values", 404, {}),
    Route("GET", "/embed/{embed_id}", ANYONE, 404),
    Route("POST", "/embed/{embed_id}", ANYONE, 404),
    Route("GET", "/s/{token}", ANYONE),
    Route("GET", "/visual-frame", ANYONE),
    Route("GET", "/health", ANYONE),
    Route("GET", "/health/live", ANYONE),
    Route("GET", "/health/ready", ANYONE),
    Route("GET", "/metrics", ANYONE),
    Route("GET", "/docs", ANYONE),
    of(SIGNED_IN, "GET", "/auth/me"),
    of(SIGNED_IN, "GET", "/users/me"),
    of(SIGNED_IN, "PUT", "/users/me", 200, {"full_name": "Somebody"}),
    of(SIGNED_IN, "PUT", "/users/me/password", 422, {"current_password": "wrong", "new_password": "Battery-staple-9"}),
    of(SIGNED_IN, "GET", "/users/me/sessions"),
    of(SIGNED_IN, "DELETE", "/users/me/sessions", 204),
    of(SIGNED_IN, "DELETE", "/users/me/sessions/{session_id}", 404),
    of(SIGNED_IN, "GET", "/api-keys"),
    of(SIGNED_IN, "POST", "/api-keys", 201, {"name": "Script", "scopes": ["read"]}),
    of(SIGNED_IN, "DELETE", "/api-keys/{key_id}", 404),
    of(SIGNED_IN, "GET", "/workspaces"),
    of(SIGNED_IN, "POST", "/workspaces", 201, NAME),
    of(VIEWER, "GET", "/workspaces/{workspace_id}"),
    of(VIEWER, "GET", "/workspaces/{workspace_id}/members"),
    of(VIEWER, "DELETE", "/workspaces/{workspace_id}/members/{user_id}", 403),
    of(OWNER, "POST", "/workspaces/{workspace_id}/members", 422, {"email": "nobody@example.com", "role": "viewer"}),
    of(OWNER, "PATCH", "/workspaces/{workspace_id}/members/{user_id}", 404, {"role": "viewer"}),
    of(OWNER, "PATCH", "/workspaces/{workspace_id}", 200, NAME),
    # A stream would go on as long as its reader listens.
    Route("GET", "/api/v1/live", VIEWER, query="?seconds=0"),
    of(VIEWER, "GET", "/live/changes"),
    of(VIEWER, "GET", "/datasets"),
    of(VIEWER, "GET", "/datasets/storage"),
    of(VIEWER, "GET", "/datasets/{dataset_id}"),
    of(VIEWER, "GET", "/datasets/{dataset_id}/model"),
    of(VIEWER, "GET", "/datasets/{dataset_id}/profile"),
    of(VIEWER, "GET", "/datasets/{dataset_id}/preview"),
    of(VIEWER, "GET", "/datasets/{dataset_id}/members/{member}/values"),
    of(VIEWER, "GET", "/datasets/{dataset_id}/versions"),
    of(EDITOR, "GET", "/datasets/{dataset_id}/rejects"),
    of(EDITOR, "GET", "/datasets/{dataset_id}/raw"),
    of(EDITOR, "PATCH", "/datasets/{dataset_id}", 200, NAME),
    of(EDITOR, "PATCH", "/datasets/{dataset_id}/columns", 200, {"columns": [{"name": "region", "label": "Region"}]}),
    of(EDITOR, "POST", "/datasets/{dataset_id}/versions/{version_id}/activate"),
    of(EDITOR, "POST", "/datasets/upload", 201, "file"),
    of(VIEWER, "GET", "/imports"),
    of(VIEWER, "GET", "/imports/{import_id}"),
    of(EDITOR, "DELETE", "/imports/{import_id}", 409),
    of(EDITOR, "POST", "/imports/{import_id}/sheets", 409, {"sheets": ["a"]}),
    of(VIEWER, "POST", "/query", 200, {"spec": QUESTION}, names=True),
    of(VIEWER, "POST", "/query/batch", 200, {"questions": [{"id": "a", "spec": QUESTION}]}),
    of(VIEWER, "POST", "/query/cube", 200, CUBE, names=True),
    of(VIEWER, "POST", "/query/explain", 200, QUESTION, names=True),
    # Its receipt is of an answer that nobody gave; what is not there cannot be proved, which is an answer, too.
    of(VIEWER, "POST", "/query/verify", 200, {"receipt": RECEIPT, "rows": []}),
    of(VIEWER, "POST", "/query/verify-sql", 200, {"asked": STATEMENT, "receipt": SQL_RECEIPT, "rows": []}),
    of(VIEWER, "POST", "/queries/execute", 200, STATEMENT, names=True),
    of(VIEWER, "GET", "/queries/vocabulary"),
    of(VIEWER, "GET", "/queries"),
    of(VIEWER, "GET", "/queries/saved"),
    of(VIEWER, "GET", "/queries/folders"),
    of(VIEWER, "GET", "/queries/{query_id}"),
    of(EDITOR, "POST", "/queries/saved", 201, {**NAME, "sql": "SELECT 2"}),
    # A run is its maker's alone, and this one is nobody's.
    of(EDITOR, "POST", "/queries/{run_id}/save", 404, NAME),
    of(EDITOR, "POST", "/queries/{query_id}/dataset", 201, {"name": "Made"}),
    of(VIEWER, "GET", "/queries/of-dataset/{dataset_id}"),
    of(EDITOR, "POST", "/queries/of-dataset/{dataset_id}/refresh", 409),
    of(EDITOR, "PUT", "/queries/{query_id}", 409, {**NAME, "sql": "SELECT 2", "revision": 99}),
    of(VIEWER, "GET", "/models"),
    of(VIEWER, "GET", "/models/of-dataset/{dataset_id}"),
    of(VIEWER, "GET", "/models/{model_id}"),
    of(VIEWER, "GET", "/models/{model_id}/revisions"),
    of(VIEWER, "POST", "/models/validate", 200, {"definition": MODEL}),
    of(VIEWER, "POST", "/models/check-formula", 200, {"model_id": "{model}", **FORMULA}, names=True),
    of(VIEWER, "GET", "/models/functions"),
    of(VIEWER, "POST", "/models/suggestions", 200, {"dataset_ids": ["{dataset}"]}, names=True),
    of(OWNER, "POST", "/models/see-as", 200, {"definition": MODEL, "role": "viewer"}),
    of(VIEWER, "POST", "/models/{model_id}/check-relationships"),
    of(VIEWER, "POST", "/models/{model_id}/validate", 200, {"definition": MODEL}),
    of(VIEWER, "GET", "/models/{model_id}/yaml"),
    of(EDITOR, "PUT", "/models/{model_id}/yaml", 422),
    of(EDITOR, "POST", "/models/import", 422),
    of(EDITOR, "POST", "/models", 409, {**NAME, "definition": MODEL}),
    of(EDITOR, "PUT", "/models/{model_id}", 409, {**NAME, "definition": MODEL, "revision": 99}),
    of(EDITOR, "POST", "/models/{model_id}/revisions/{revision}/restore"),
    of(VIEWER, "POST", "/charts/preview", 200, {"spec": SPEC}, names=True),
    of(VIEWER, "POST", "/charts/question", 200, {"spec": SPEC}, names=True),
    of(VIEWER, "POST", "/charts/recommend", 200, {"spec": SPEC}, names=True),
    of(VIEWER, "POST", "/charts/explain", 200, {"question": NAMED, "measure": "revenue"}, names=True),
    of(VIEWER, "POST", "/charts/draw-result", 200, ROWS_AT_HAND),
    of(VIEWER, "POST", "/charts/pivot-result", 200, {"asked": {"sql": "SELECT 1 AS n"}, "rows": [0]}),
    of(VIEWER, "GET", "/charts"),
    of(VIEWER, "GET", "/charts/{chart_id}"),
    of(VIEWER, "POST", "/charts/{chart_id}/result"),
    of(EDITOR, "POST", "/charts", 201, {"name": "Other", "spec": SPEC}),
    of(EDITOR, "PUT", "/charts/{chart_id}", 200, {"name": "Other", "spec": SPEC}),
    of(VIEWER, "GET", "/dashboards"),
    of(VIEWER, "GET", "/dashboards/{dashboard_id}"),
    of(VIEWER, "GET", "/dashboards/{dashboard_id}/revisions"),
    of(VIEWER, "GET", "/dashboards/{dashboard_id}/revisions/{revision}"),
    of(VIEWER, "POST", "/dashboards/{dashboard_id}/results", 200, {}),
    of(VIEWER, "POST", "/dashboards/{dashboard_id}/cube", 422, {"brushed": "bars"}),
    of(VIEWER, "POST", "/dashboards/{dashboard_id}/filters/{filter_id}/values", 404, {}),
    of(VIEWER, "GET", "/dashboards/{dashboard_id}/published"),
    of(VIEWER, "GET", "/dashboards/{dashboard_id}/revisions/{revision}/compare"),
    of(EDITOR, "GET", "/dashboards/{dashboard_id}/publication"),
    of(EDITOR, "POST", "/dashboards/{dashboard_id}/publish", 409, {"revision": 99}),
    of(EDITOR, "POST", "/dashboards/{dashboard_id}/discard", 409, {"revision": 99}),
    of(EDITOR, "PUT", "/dashboards/{dashboard_id}/publishing", 409, {"revision": 99, "is_live": False}),
    of(EDITOR, "POST", "/dashboards", 201, NAME),
    of(EDITOR, "PUT", "/dashboards/{dashboard_id}", 409, {"name": "Other", "spec": PAGES, "revision": 99}),
    of(EDITOR, "POST", "/dashboards/{dashboard_id}/duplicate", 201),
    of(EDITOR, "POST", "/dashboards/{dashboard_id}/revisions/{revision}/restore"),
    of(VIEWER, "POST", "/exports", 202, {"source": {"kind": "sql", **STATEMENT}, "format": "csv"}, names=True),
    of(VIEWER, "GET", "/exports"),
    # An export is its maker's alone, and this one is nobody's.
    of(VIEWER, "GET", "/exports/{export_id}", 404),
    of(VIEWER, "GET", "/exports/{export_id}/file", 404),
    of(VIEWER, "POST", "/exports/{export_id}/ticket", 404),
    of(VIEWER, "DELETE", "/exports/{export_id}", 404),
    of(VIEWER, "GET", "/trash"),
    Route("GET", "/api/v1/search", VIEWER, query="?q=sales"),
    of(VIEWER, "GET", "/favourites"),
    of(VIEWER, "PUT", "/favourites/{kind}/{id}", 204),
    # A star that is not there is taken away as well: nobody is told what there is.
    Route("DELETE", "/api/v1/favourites/{kind}/{id}", VIEWER, 204),
    of(VIEWER, "GET", "/recent"),
    of(VIEWER, "PUT", "/recent/{kind}/{id}", 204),
    of(VIEWER, "GET", "/folders"),
    of(EDITOR, "POST", "/folders", 201, {"name": "Plans"}),
    of(EDITOR, "PATCH", "/folders/{folder_id}", 404, NAME),
    of(EDITOR, "DELETE", "/folders/{folder_id}", 404),
    of(EDITOR, "POST", "/folders/{folder_id}/restore", 404),
    of(EDITOR, "GET", "/folders/{folder_id}/access", 404),
    of(EDITOR, "PUT", "/folders/{folder_id}/access", 404, {}),
    of(VIEWER, "GET", "/things"),
    of(EDITOR, "PUT", "/things/folder", 200, FILED, names=True),
    of(VIEWER, "GET", "/dashboards/{dashboard_id}/comments"),
    of(VIEWER, "POST", "/dashboards/{dashboard_id}/comments", 201, WORDS),
    of(VIEWER, "PATCH", "/comments/{thread_id}", 404, {"is_resolved": True}),
    of(VIEWER, "POST", "/comments/{thread_id}/replies", 404, WORDS),
    of(VIEWER, "PUT", "/comments/{thread_id}/replies/{comment_id}", 404, WORDS),
    of(VIEWER, "DELETE", "/comments/{thread_id}/replies/{comment_id}", 404),
    of(VIEWER, "GET", "/mentions"),
    of(VIEWER, "GET", "/dashboards/{dashboard_id}/bookmarks"),
    of(VIEWER, "POST", "/dashboards/{dashboard_id}/bookmarks", 201, {"name": "Mine", "state": {}}),
    of(VIEWER, "PATCH", "/dashboards/{dashboard_id}/bookmarks/{bookmark_id}", 404, NAME),
    of(VIEWER, "DELETE", "/dashboards/{dashboard_id}/bookmarks/{bookmark_id}", 404),
    of(VIEWER, "GET", "/themes"),
    of(VIEWER, "GET", "/themes/default"),
    of(VIEWER, "GET", "/themes/{theme_id}"),
    of(VIEWER, "GET", "/themes/{theme_id}/file"),
    of(EDITOR, "POST", "/themes", 201, {"name": "Another", "look": LOOK}),
    of(EDITOR, "POST", "/themes/check", body=LOOK),
    of(EDITOR, "POST", "/themes/import", 201, {"name": "Another", "look": LOOK}),
    of(EDITOR, "PUT", "/themes/{theme_id}", body={"name": "House", "look": LOOK, "revision": 1}),
    of(EDITOR, "DELETE", "/themes/{theme_id}", 204),
    of(EDITOR, "POST", "/themes/{theme_id}/restore"),
    of(OWNER, "PUT", "/themes/default", body={"theme_id": "{theme_id}"}, names=True),
    of(VIEWER, "GET", "/dashboard-images/{image_id}", 404),
    of(VIEWER, "GET", "/dashboard-images/{image_id}/content", 404),
    # Nothing at all is no image.
    of(EDITOR, "POST", "/dashboard-images", 422),
    of(VIEWER, "GET", "/dashboards/{dashboard_id}/file"),
    of(EDITOR, "POST", "/dashboards/import/check", 200, {"file": {"name": "F", "spec": PAGES}}),
    of(EDITOR, "POST", "/dashboards/import", 201, {"file": {"name": "F", "spec": PAGES}}),
    of(VIEWER, "GET", "/dashboard-templates"),
    of(EDITOR, "POST", "/dashboard-templates", 201, {"dashboard_id": "{dashboard_id}", **NAME}, names=True),
    of(VIEWER, "GET", "/dashboard-templates/{template_id}"),
    of(EDITOR, "POST", "/dashboard-templates/{template_id}/check", 200, {}),
    of(EDITOR, "POST", "/dashboard-templates/{template_id}/use", 201, {}),
    of(EDITOR, "PUT", "/dashboard-templates/{template_id}", 200, {**NAME, "category": "other"}),
    of(EDITOR, "DELETE", "/dashboard-templates/{template_id}", 204),
    of(VIEWER, "POST", "/mentions/seen", 204, {"comment_ids": [NOTHING]}),
    # What removes comes last, each thing after all that needs it.
    of(EDITOR, "DELETE", "/models/{model_id}", 204),
    of(EDITOR, "DELETE", "/queries/{query_id}", 204),
    of(EDITOR, "DELETE", "/charts/{chart_id}", 204),
    of(EDITOR, "POST", "/charts/{chart_id}/restore"),
    of(EDITOR, "GET", "/shares", 422),
    of(EDITOR, "POST", "/shares", 201, {"dashboard_id": "{dashboard_id}"}, names=True),
    of(EDITOR, "PATCH", "/shares/{share_id}", 404, NAME),
    of(EDITOR, "DELETE", "/shares/{share_id}", 404),
    of(EDITOR, "GET", "/embeds", 422),
    of(
        EDITOR,
        "POST",
        "/embeds",
        201,
        {"dashboard_id": "{dashboard_id}", "name": "Portal", "origins": ["https://portal.example"]},
        names=True,
    ),
    of(EDITOR, "PATCH", "/embeds/{embed_id}", 404, NAME),
    of(EDITOR, "POST", "/embeds/{embed_id}/rotate", 404, {}),
    of(EDITOR, "POST", "/embeds/{embed_id}/preview", 404, {}),
    of(EDITOR, "DELETE", "/embeds/{embed_id}", 404),
    of(EDITOR, "DELETE", "/dashboards/{dashboard_id}", 204),
    of(EDITOR, "POST", "/dashboards/{dashboard_id}/restore"),
    of(EDITOR, "DELETE", "/datasets/{dataset_id}", 204),
    of(EDITOR, "POST", "/trash/{kind}/{id}/restore"),
    of(EDITOR, "DELETE", "/trash/{kind}/{id}", 404),
    of(EDITOR, "DELETE", "/trash", 204),
    of(EDITOR, "POST", "/samples", 201),
    of(OWNER, "DELETE", "/workspaces/{workspace_id}", 204),
)
"""Every route, in an order in which each can be asked; one that only ends a run stands alone below."""

HARMLESS = of(VIEWER, "DELETE", "/query-runs/{run_id}", 204)
"""Ends a run of one's own; another's, or none, is left alone and looks the same."""
