"""The routers of the rooms, in the order in which they are asked."""

from fastapi import APIRouter

from gnomon.charts import routes as charts
from gnomon.comments import routes as comments
from gnomon.dashboards import asset_routes as dashboard_assets
from gnomon.dashboards import bookmark_routes as bookmarks
from gnomon.dashboards import publishing_routes as dashboard_publishing
from gnomon.dashboards import routes as dashboards
from gnomon.dashboards import template_routes as dashboard_templates
from gnomon.datasets import routes as datasets
from gnomon.exports import routes as exports
from gnomon.identity.routes import api_keys, auth, setup, users, workspaces
from gnomon.library import folder_routes as folders
from gnomon.library import routes as library
from gnomon.queries import dataset_routes as query_datasets
from gnomon.queries import routes as queries
from gnomon.query import routes as query
from gnomon.semantic import routes as models
from gnomon.sharing import embed_routes as embeds
from gnomon.sharing import routes as sharing
from gnomon.sources import routes as sources
from gnomon.themes import routes as themes
from gnomon.trash import routes as trash
from gnomon.visuals import routes as visuals

ROUTERS: tuple[APIRouter, ...] = (
    auth.router,
    users.router,
    api_keys.router,
    workspaces.router,
    setup.router,
    # Uploads and questions have paths under `/datasets` that are longer than those of the datasets themselves.
    sources.router,
    query.router,
    datasets.router,
    query_datasets.router,
    models.router,
    queries.router,
    charts.router,
    themes.router,
    visuals.router,
    dashboards.router,
    dashboard_templates.router,
    dashboard_assets.router,
    bookmarks.router,
    dashboard_publishing.router,
    exports.router,
    sharing.router,
    embeds.router,
    comments.router,
    library.router,
    folders.router,
    trash.router,
)
