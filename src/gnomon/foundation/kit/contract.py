"""The base of everything that crosses a room or the wire."""

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
