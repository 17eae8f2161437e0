"""Where the worker that draws begins: with one picture, a whole page of them, or pages that are bound."""

from collections.abc import Mapping
from typing import Any

from gnomon.engine.contracts import CallContext
from gnomon.exports.pictures.binding import bind
from gnomon.exports.pictures.canvas import render_page
from gnomon.exports.pictures.rendering import render


def draw(context: CallContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The file of the payload. Raises `TaskRefused` when there can be none."""
    if "files" in payload:
        return bind(context, payload)
    return render_page(context, payload) if "tiles" in payload else render(context, payload)
