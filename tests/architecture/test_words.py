"""What the source says of itself: rooms name their job, settings are described, nothing is left for later."""

import ast
import re

import pytest
from tests.architecture.tree import PACKAGE, ROOMS, ROOT, parsed, python_files, shown

from gnomon.cli.settings_page import settings_page
from gnomon.foundation.settings import EngineSettings, Settings

LEFT_FOR_LATER = re.compile("|".join(("TO" + "DO", "FIX" + "ME", r"\bXX" + r"X\b", r"\bHA" + r"CK\b")))
VAGUE_NAMES = {"utils.py", "helpers.py", "common.py", "core.py", "manager.py", "misc.py"}


@pytest.mark.parametrize("room", [*ROOMS, "api", "cli", "migrations", "foundation"])
def test_a_room_says_its_job_and_nothing_else(room: str) -> None:
    body = parsed(PACKAGE / room / "__init__.py").body
    assert len(body) == 1
    sentence = ast.get_docstring(ast.Module(body, []))
    assert sentence is not None
    assert sentence.lower().startswith(f"{room}:")
    assert sentence.endswith(".")


def test_every_module_and_every_public_function_says_what_it_does() -> None:
    silent = []
    for path in python_files(PACKAGE):
        tree = parsed(path)
        if not ast.get_docstring(tree):
            silent.append(shown(path))
        silent += [
            f"{shown(path)}::{node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
            and "versions" not in path.parts
        ]
    assert silent == []


def test_nothing_is_left_for_later_and_no_name_is_vague() -> None:
    files = list(python_files(PACKAGE, ROOT / "tests"))
    assert [shown(path) for path in files if LEFT_FOR_LATER.search(path.read_text(encoding="utf-8"))] == []
    assert [shown(path) for path in files if path.name in VAGUE_NAMES] == []


@pytest.mark.parametrize("model", [Settings, EngineSettings])
def test_every_setting_is_described(model: type[Settings] | type[EngineSettings]) -> None:
    assert [name for name, field in model.model_fields.items() if not field.description] == []


def test_the_page_of_settings_is_fresh() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_page()


def test_audit_entries_are_only_ever_added() -> None:
    for path in python_files(PACKAGE):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:update|delete)\(AuditEntryRow", text), shown(path)
