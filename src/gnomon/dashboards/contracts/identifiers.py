"""What the parts of a dashboard are called by."""

from typing import Annotated

from pydantic import Field

TileId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
