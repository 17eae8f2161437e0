"""Every function tells what it does, with an example that holds."""

import re
from pathlib import Path

import pytest
from tests.semantic.formulas.sample import TABLES, definition

from gnomon.cli.formulas_page import TITLES, formulas_page
from gnomon.semantic.contracts import CheckedFormula, FormulaKind, FunctionCategory, FunctionDoc
from gnomon.semantic.formulas.checking import check_formula
from gnomon.semantic.formulas.documentation import documentation

DOCS = documentation()
PAGE = Path(__file__).parents[3] / "docs" / "formulas.md"


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_a_function_says_what_it_does_and_its_example_holds(doc: FunctionDoc) -> None:
    assert re.fullmatch(r"[A-Z0-9πe“].*[^.]\.", doc.doc)
    assert len(doc.doc) <= 130
    assert doc.kinds
    if doc.category is not FunctionCategory.OPERATORS:
        assert doc.signature.startswith(f"{doc.name}(")
        assert f"{doc.name}(" in doc.example
    for kind in doc.kinds:
        about_rows = FormulaKind.COLUMN in doc.kinds and kind is FormulaKind.MEASURE
        example = f"COUNT({doc.example})" if about_rows else doc.example
        found = check_formula(definition(), TABLES, "orders", example, kind)
        assert isinstance(found, CheckedFormula), found


def test_a_function_stands_in_no_formula_of_another_kind() -> None:
    for doc in DOCS:
        if len(doc.kinds) == 1:
            other = next(kind for kind in FormulaKind if kind not in doc.kinds)
            assert not isinstance(check_formula(definition(), TABLES, "orders", doc.example, other), CheckedFormula)


def test_no_two_functions_share_a_name_or_an_example() -> None:
    assert len({doc.name for doc in DOCS}) == len(DOCS)
    assert len({doc.example for doc in DOCS}) == len(DOCS)


def test_the_page_of_formulas_is_fresh_and_names_every_function() -> None:
    assert PAGE.read_text(encoding="utf-8") == formulas_page()
    assert set(TITLES) == set(FunctionCategory)
    assert [doc.name for doc in DOCS if doc.example.replace("|", "\\|") not in formulas_page()] == []
