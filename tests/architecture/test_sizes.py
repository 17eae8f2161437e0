"""Files and functions stay small; what is larger for a reason stands in `allowed_sizes.txt`."""

import ast
from pathlib import Path

from tests.architecture.tree import PACKAGE, ROOT, parsed, python_files, shown

FILE_LINES = 400
TEST_FILE_LINES = 600
FUNCTION_LINES = 60
ALLOWED = {
    line.split("#")[0].strip()
    for line in (Path(__file__).parent / "allowed_sizes.txt").read_text(encoding="utf-8").splitlines()
    if line.split("#")[0].strip()
}


def too_long_files() -> set[str]:
    found = set()
    for path in python_files(PACKAGE, ROOT / "tests"):
        cap = TEST_FILE_LINES if ROOT / "tests" in path.parents else FILE_LINES
        if len(path.read_text(encoding="utf-8").splitlines()) > cap and "versions" not in path.parts:
            found.add(shown(path))
    return found


def too_long_functions() -> set[str]:
    found = set()
    for path in python_files(PACKAGE):
        if "versions" in path.parts:
            continue
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES:
                found.add(f"{shown(path)}::{node.name}")
    return found


def test_files_and_functions_stay_small() -> None:
    assert (too_long_files() | too_long_functions()) - ALLOWED == set()


def test_nothing_is_allowed_that_is_small_again() -> None:
    assert ALLOWED - (too_long_files() | too_long_functions()) == set()
