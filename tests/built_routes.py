"""The application for a test, with routes that are there already: building them takes longer than most tests."""

from functools import cache

from fastapi import FastAPI

from gnomon.api.app import create_app
from gnomon.foundation.settings import Settings


def create_quickly(settings: Settings) -> FastAPI:
    """The real application for these settings, with the routes and the site that all tests of the process share."""
    app = create_app(settings)
    # FastAPI builds the routes of an application when the first request comes, a third of a second for all of them.
    lender = _lender()
    app.router.routes[:] = lender.router.routes
    app.router.default = lender.router.default
    return app


@cache
def _lender() -> FastAPI:
    # Routes know nothing of settings: they find the running application in the request.
    return create_app(Settings.model_construct())
