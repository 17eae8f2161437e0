"""What no definition may say, whatever the data."""

from typing import Any
from uuid import uuid4

import pytest
from tests.semantic.shop import definition_of, relation

from gnomon.semantic.contracts import ModelDefinition
from gnomon.semantic.faults import faults_of

SHOP = {name: str(uuid4()) for name in ("orders", "customers", "countries")}


def test_a_sound_definition_has_no_fault() -> None:
    assert list(faults_of(ModelDefinition.model_validate(definition_of(SHOP)))) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"measures": [{"name": "m", "table": "orders", "formula": "1"}] * 2}, "measures/m"),
        (
            {
                "measures": [
                    {"name": "m", "table": "orders", "formula": "1"},
                    {"name": "M ", "table": "orders", "formula": "1"},
                ]
            },
            "measures/M",
        ),
        ({"measures": [{"name": "m", "table": "order", "formula": "1"}]}, "measures/m/table"),
        ({"measures": [{"name": "FEE", "table": "orders", "formula": "1"}]}, "measures/FEE/name"),
        ({"measures": [{"name": "*", "table": "orders", "formula": "1"}]}, "measures/*/name"),
        ({"relationships": [relation("r", "orders", "a", "clients", "id")]}, "relationships/r/to_table"),
        ({"relationships": [relation("r", "orders", "a", "orders", "id")]}, "relationships/r/to_table"),
        ({"relationships": [relation("Orders", "orders", "a", "customers", "id")]}, "relationships/Orders/name"),
        (
            {"relationships": [{**relation("r", "orders", "a", "customers", "id"), "to_columns": ["id", "b"]}]},
            "relationships/r/to_columns",
        ),
        ({"parameters": [{"name": "p", "type": "integer", "default": "x"}]}, "parameters/p/default"),
        ({"parameters": [{"name": "p", "type": "float", "default": 5, "max": 4}]}, "parameters/p/default"),
        ({"parameters": [{"name": "p", "type": "date", "default": "2024-02-30"}]}, "parameters/p/default"),
    ],
)
def test_a_definition_that_contradicts_itself_has_a_fault_with_its_place(changes: dict[str, Any], place: str) -> None:
    definition = ModelDefinition.model_validate(definition_of(SHOP, **changes))
    assert [fault.place for fault in faults_of(definition)] == [place]


def test_a_dataset_stands_in_a_definition_once() -> None:
    shop = {**SHOP, "countries": SHOP["customers"]}
    faults = list(faults_of(ModelDefinition.model_validate(definition_of(shop))))
    assert [(fault.place, fault.message) for fault in faults] == [
        ("tables/countries/dataset_id", "“customers” and “countries” are the same dataset.")
    ]
