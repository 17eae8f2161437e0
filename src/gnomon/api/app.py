"""The application: rooms' routers under one roof, one form of errors, one stack of middleware."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from gnomon import __version__
from gnomon.api import docs_page, embed_page, health, live, metrics, share_page, visual_frame
from gnomon.api.addresses import TrustedProxies
from gnomon.api.draining import noticing_stop
from gnomon.api.middleware.envelope import Envelope
from gnomon.api.middleware.repeated_replies import RepeatedReplies
from gnomon.api.middleware.request_context import RequestContext
from gnomon.api.middleware.request_gate import RequestGate
from gnomon.api.middleware.security_headers import SecurityHeaders
from gnomon.api.openapi import install_openapi
from gnomon.api.problems import install_handlers
from gnomon.api.routers import ROUTERS
from gnomon.api.site import Site
from gnomon.api.throttle import throttled
from gnomon.bootstrap import running
from gnomon.foundation.settings import Settings

API_PREFIX = "/api/v1"
COMPRESSED_ALREADY = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/octet-stream",
    "application/vnd.apache.arrow.stream",
    "application/vnd.apache.parquet",
    "application/vnd.gnomon.batch",
)
# Spans, figures and records of requests need OpenTelemetry's SDK; without it, no request looks for anybody to tell.
TELEMETRY: TelemetryConfig | None = (
    None if find_spec("opentelemetry.sdk") else {"tracing": False, "metrics": False, "logs": False}
)


def create_app(settings: Settings) -> FastAPI:
    """The application for these settings; its parts start and end with its lifespan."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(settings) as runtime:
            app.state.runtime = runtime
            with noticing_stop(app.state.draining):
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
        telemetry=TELEMETRY,
    )
    app.state.draining = threading.Event()
    for router in (*ROUTERS, live.router):
        app.include_router(router, prefix=API_PREFIX, dependencies=[throttled])
    for page in (health, metrics, docs_page, embed_page, share_page, visual_frame):
        app.include_router(page.router)
    app.router.default = Site()
    install_handlers(app)
    install_openapi(app)
    add_middleware(app, settings)
    return app


def add_middleware(app: FastAPI, settings: Settings) -> None:
    """Wrap the application; what is added last is met first."""
    app.add_middleware(Envelope)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5, exclude_content_types=COMPRESSED_ALREADY)
    app.add_middleware(RequestGate)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=[
                "authorization",
                "content-type",
                "prefer",
                "x-api-key",
                "x-drop-id",
                "x-gnomon-session",
                "x-workspace-id",
            ],
            allow_credentials=True,
            expose_headers=["content-disposition", "retry-after", "x-query-id", "x-request-id"],
        )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RepeatedReplies)
    app.add_middleware(RequestContext, proxies=TrustedProxies(settings.trusted_proxies))


def operation_id(route: APIRoute) -> str:
    """`room.verb`, from the room of the route's function and its name, unless the route says it."""
    room = route.endpoint.__module__.split(".")[1]
    return route.operation_id or f"{room}.{route.name}"
