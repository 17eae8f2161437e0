"""The tree of the project, as the architecture tests look at it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "gnomon"
ROOMS = (
    "identity",
    "engine",
    "folders",
    "datasets",
    "sources",
    "semantic",
    "query",
    "queries",
    "themes",
    "visuals",
    "charts",
    "dashboards",
    "exports",
    "sharing",
    "comments",
    "library",
    "trash",
)


def python_files(*folders: Path) -> Iterator[Path]:
    """Every Python file in these folders."""
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


@cache
def parsed(path: Path) -> ast.Module:
    """A file as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    """A path as a person writes it."""
    return path.relative_to(ROOT).as_posix()
