"""What each server process loads: the application over the settings of its environment."""

import gc

from fastapi import FastAPI

from gnomon.api.app import create_app
from gnomon.foundation.observability.logging import configure_logging
from gnomon.foundation.settings import Settings


def make() -> FastAPI:
    """The application of this process; what it is made of is never looked through for garbage."""
    settings = Settings()
    configure_logging(settings.log_level, is_for_people=settings.environment == "development")
    app = create_app(settings)
    gc.freeze()
    gc.enable()
    return app
