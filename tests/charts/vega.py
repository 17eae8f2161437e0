"""Draws specs with the real Vega-Lite and Vega of the web app, as strictly as the browser does."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

WEB = Path(__file__).parents[2] / "web"
SCRIPT = Path(__file__).with_name("draw_specs.mjs")


@dataclass(frozen=True)
class Drawn:
    """What became of a spec."""

    error: str | None
    warnings: list[str]
    svg: str | None


def draw_all(specs: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]], folder: Path) -> dict[str, Drawn]:
    """Draw every spec with its rows, in one process."""
    if not (WEB / "node_modules/vega-lite").is_dir():
        pytest.fail("The packages of the web app are not installed: run `make setup`.")
    asked, answered = folder / "specs.json", folder / "drawn.json"
    asked.write_text(json.dumps([{"name": name, "spec": spec, "rows": rows} for name, (spec, rows) in specs.items()]))
    subprocess.run(["node", str(SCRIPT), str(asked), str(answered), str(WEB)], check=True, timeout=110)
    return {one.pop("name"): Drawn(**one) for one in json.loads(answered.read_text())}
