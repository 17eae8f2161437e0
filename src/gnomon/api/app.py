"""The application: rooms' routers under one roof, one form of errors, one stack of middleware."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute

from gnomon import __version__
from gnomon.api.addresses import TrustedProxies
from gnomon.api.middleware.request_context import RequestContext
from gnomon.api.middleware.security_headers import SecurityHeaders
from gnomon.api.problems import install_handlers
from gnomon.api.routers import room_routers
from gnomon.bootstrap import running
from gnomon.foundation.settings import Settings

API_PREFIX = "/api/v1"


def create_app(settings: Settings) -> FastAPI:
    """The application for these settings; its parts start and end with its lifespan."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(settings) as runtime:
            app.state.runtime = runtime
            yield

    app = FastAPI(
        title="Gnomon",
        version=__version__,
        openapi_url=f"{API_PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        generate_unique_id_function=operation_id,
    )
    for router in room_routers():
        app.include_router(router, prefix=API_PREFIX)
    install_handlers(app)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestContext, proxies=TrustedProxies(settings.trusted_proxies))
    return app


def operation_id(route: APIRoute) -> str:
    """`room.verb`, from the room of the route's function and its name."""
    room = route.endpoint.__module__.split(".")[1]
    return f"{room}.{route.name}"
