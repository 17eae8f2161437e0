"""What each server process loads: the application over the settings of its environment."""

from fastapi import FastAPI

from gnomon.api.app import create_app
from gnomon.foundation.observability.logging import configure_logging
from gnomon.foundation.settings import Settings


def make() -> FastAPI:
    """The application of this process."""
    settings = Settings()
    configure_logging(settings.log_level, is_for_people=settings.environment == "development")
    return create_app(settings)
