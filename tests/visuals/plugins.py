"""Plug-ins as tests write them into folders."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[2] / "src/gnomon/visuals/sample/dumbbell"
DRAWS = "const draw = ({ rows }) => `<svg><text x='1' y='2'>${rows.length}</text></svg>`;"
CHANNELS = [
    {"channel": "x", "label": "Names", "role": "dimension", "at_least": 1},
    {"channel": "y", "label": "Values", "role": "measure", "at_least": 1, "at_most": 3},
]


def manifest_of(name: str, text: str, **change: Any) -> dict[str, Any]:
    """A manifest that is right, with a few things changed."""
    told = {"file": "draw.js", "sha256": sha256(text.encode()).hexdigest()}
    whole = {"contract": 1, "id": name, "name": name, "version": "1.0.0", "channels": CHANNELS, "script": told}
    return {**whole, **change}


def install(root: Path, name: str, text: str = DRAWS, **change: Any) -> Path:
    """A plug-in in a folder of its own."""
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "draw.js").write_text(text, encoding="utf-8")
    (folder / "visual.json").write_text(json.dumps(manifest_of(name, text, **change)), encoding="utf-8")
    return folder
