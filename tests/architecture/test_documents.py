"""What the documents claim about the code holds."""

import importlib
import pkgutil
import re
from pathlib import Path

import gnomon

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DECISION_PARTS = ("## Context", "## Decision", "## Consequences", "## Alternatives", "## What enforces it")


def known_names() -> set[str]:
    names: set[str] = set()
    for module in pkgutil.walk_packages(gnomon.__path__, "gnomon."):
        if module.name.startswith("gnomon.migrations.") or module.name.endswith("__main__"):
            continue
        names |= vars(importlib.import_module(module.name)).keys()
    return names


def test_every_name_of_the_glossary_exists() -> None:
    rows = [line for line in (DOCS / "glossary.md").read_text().splitlines() if line.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.rstrip("| ").rsplit("|", 1)[-1])}
    assert named - known_names() == set()


def test_every_decision_has_its_five_parts() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    lacking = {path.name: [part for part in DECISION_PARTS if part not in path.read_text()] for path in decisions}
    assert len(decisions) >= 6
    assert {name: parts for name, parts in lacking.items() if parts} == {}


def test_every_link_of_the_documents_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())]
    local = [(page, link) for page, link in links if not link.startswith("http")]
    broken = [f"{page.relative_to(ROOT)}: {link}" for page, link in local if not (page.parent / link).exists()]
    assert broken == []


def test_every_dependency_has_a_line_that_says_what_it_is_for() -> None:
    pinned = re.findall(r'^  "([A-Za-z0-9_-]+)(?:\[[^]]*\])?==', (ROOT / "pyproject.toml").read_text(), flags=re.M)
    words = (DOCS / "dependencies.md").read_text()
    assert [name for name in pinned if name not in words] == []
