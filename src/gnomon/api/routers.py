"""The routers of the rooms, in the order in which they are asked."""

from importlib import import_module
from importlib.util import find_spec

from fastapi import APIRouter

ROUTER_MODULES = (
    "gnomon.identity.routes.auth",
    "gnomon.identity.routes.users",
    "gnomon.identity.routes.workspaces",
    "gnomon.identity.routes.setup",
    "gnomon.sources.routes",
    "gnomon.query.routes",
    "gnomon.datasets.routes",
    "gnomon.charts.routes",
    "gnomon.dashboards.routes",
)


def room_routers() -> list[APIRouter]:
    """Every router that is part of the API."""
    return [import_module(name).router for name in ROUTER_MODULES if find_spec(name) is not None]
