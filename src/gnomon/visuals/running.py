"""Runs the script of a plug-in in a machine that knows nothing but its own memory; only inside a throw-away worker."""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

PRELUDE = resources.files("gnomon.visuals").joinpath("runtime", "prelude.js").read_text("utf-8")
SECONDS = 5
MEMORY_BYTES = 192 * 1024 * 1024
STACK_BYTES = 512 * 1024
MOST_LETTERS = 2_000_000
CALL = "(text) => String(draw(JSON.parse(text)))"

try:
    import quickjs
except ImportError:  # pragma: no cover - where there is no build of it for the machine
    quickjs = None


class ScriptFailed(ValueError):
    """The script threw, took too long or gave nothing; the text says which."""


def drawn_by(script: str, given: Mapping[str, Any]) -> str:
    """What `draw` of a script makes of its input. Raises `ScriptFailed`.

    The machine has no file, no network, no clock that matters and no way to the process around it.
    """
    if quickjs is None:
        raise ScriptFailed("this server has no machine for scripts")
    context = quickjs.Context()
    context.set_memory_limit(MEMORY_BYTES)
    context.set_max_stack_size(STACK_BYTES)
    context.set_time_limit(SECONDS)
    try:
        context.eval(PRELUDE)
        context.eval(script)
        drawn = context.eval(CALL)(json.dumps(given, ensure_ascii=True, allow_nan=False))
    except quickjs.JSException as error:
        raise ScriptFailed(_words_of(str(error))) from None
    if not isinstance(drawn, str):
        raise ScriptFailed("it gave no text")
    if len(drawn) > MOST_LETTERS:
        raise ScriptFailed(f"it gave more than {MOST_LETTERS:,} characters")
    return drawn


def _words_of(message: str) -> str:
    """The first line of what was thrown; a limit in plain words."""
    first = " ".join(message.split("\n    at ")[0].split())[:200]
    if "interrupted" in first:
        return f"it took longer than {SECONDS} seconds"
    if "out of memory" in first:
        return "it needed too much memory"
    return first or "it threw something"
