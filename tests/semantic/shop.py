"""A small shop: three datasets, and the definition of a model over them."""

from typing import Any

import httpx
from tests.datasets.uploading import upload

ORDERS = b"id,customer_id,ordered_on,shipped_on,amount\n1,1,2024-01-01,2024-01-03,10\n2,1,2024-01-02,2024-01-05,20\n"
CUSTOMERS = b"id,name,country_code\n1,Ada,DE\n2,Bob,FR\n"
COUNTRIES = b"code,name\nDE,Germany\nFR,France\n"
FILES = {"orders": ORDERS, "customers": CUSTOMERS, "countries": COUNTRIES}


async def upload_shop(client: httpx.AsyncClient) -> dict[str, str]:
    """The identifiers of the datasets, by name."""
    return {name: (await upload(client, content, f"{name}.csv"))["id"] for name, content in FILES.items()}


def definition_of(shop: dict[str, str], **more: Any) -> dict[str, Any]:
    """Orders of customers of countries, with a margin and a profit."""
    return {
        "tables": [
            {
                "name": "orders",
                "dataset_id": shop["orders"],
                "columns": [{"column": "amount", "label": "Turnover", "unit": "€", "format": ",.2f"}],
                "calculated": [{"name": "fee", "formula": "amount * 0.1"}],
            },
            {"name": "customers", "dataset_id": shop["customers"]},
            {"name": "countries", "dataset_id": shop["countries"]},
        ],
        "relationships": [
            relation("ordered_by", "orders", "customer_id", "customers", "id"),
            relation("lives_in", "customers", "country_code", "countries", "code"),
        ],
        "measures": [{"name": "profit", "table": "orders", "formula": "SUM(amount) - SUM(fee)"}],
        **more,
    }


def relation(name: str, from_table: str, from_column: str, to_table: str, to_column: str) -> dict[str, Any]:
    """A relationship of many to one."""
    return {
        "name": name,
        "from_table": from_table,
        "from_columns": [from_column],
        "to_table": to_table,
        "to_columns": [to_column],
    }


async def create_model(client: httpx.AsyncClient, definition: dict[str, Any], name: str = "Shop") -> dict[str, Any]:
    """A stored model."""
    answer = await client.post("/api/v1/models", json={"name": name, "definition": definition})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made
