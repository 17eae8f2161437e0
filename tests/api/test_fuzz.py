"""Requests made from the OpenAPI document: none crashes the server, and every answer is one that the document tells."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.errors import InvalidSchema
from schemathesis.core.result import Ok, Result
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.hostile.house import GOOD, House, open_house

from gnomon.api.app import create_app
from gnomon.foundation.settings import Settings

DOCUMENT = create_app(Settings.model_construct()).openapi()


def known(found: Result[APIOperation[Any, Any, Any, Any], InvalidSchema]) -> APIOperation[Any, Any, Any, Any]:
    """The operation, which is one that can be understood."""
    assert isinstance(found, Ok), found
    return found.ok()


# Everything is asked by somebody signed in: a made-up key in a header beside that would only ever be refused.
CONFIG = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
OPERATIONS = {
    operation.label: operation
    for operation in map(known, schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG).get_all_operations())
}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
LEFT_OUT = {
    "POST /api/v1/auth/logout": "would sign the caller out",
    "GET /api/v1/live": "goes on for as long as somebody listens",
    "POST /api/v1/samples": "brings the same data, whatever is sent",
}
EXAMPLES = 12
SLOW_EXAMPLES = 3
SLOW = ("/api/v1/auth/", "/api/v1/setup", "/api/v1/users/me/password", "/api/v1/datasets/upload")
"""Where a password is hashed, or a file is read, for every request that is good."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server of its own, for what is made here stays."""
    with open_house(tmp_path_factory.mktemp("fuzz")) as opened:
        yield opened


@pytest.fixture(scope="module")
def there(house: House) -> dict[str, str]:
    """One of everything, by the names that paths give them."""
    made = house.upload(GOOD).json()
    spec = {
        "dataset_id": made["id"],
        "encodings": {"x": {"role": "dimension", "member": "region"}, "y": []},
    }
    chart = house.client.post("/charts", json={"name": "Chart", "spec": spec}).json()
    dashboard = house.client.post("/dashboards", json={"name": "Dashboard"}).json()
    query = house.client.post("/queries/saved", json={"name": "Query", "sql": "SELECT 1"}).json()
    definition = {"tables": [{"name": "good", "dataset_id": made["id"]}]}
    model = house.client.post("/models", json={"name": "Model", "definition": definition}).json()
    run = house.client.post("/queries/execute", json={"sql": "SELECT 1"})
    return {
        "dataset_id": made["id"],
        "version_id": made["active_version_id"],
        "import_id": made["import_id"],
        "chart_id": chart["id"],
        "dashboard_id": dashboard["id"],
        "model_id": model["id"],
        "query_id": query["id"],
        "run_id": run.headers["x-query-id"],
        "member": "region",
        "workspace_id": house.client.get("/auth/me").json()["workspace"]["id"],
    }


@pytest.mark.parametrize("label", [label for label in OPERATIONS if label not in LEFT_OUT])
def test_whatever_is_sent_is_answered_as_the_document_says(house: House, there: dict[str, str], label: str) -> None:
    operation = OPERATIONS[label]
    known = {name: found for name, found in there.items() if f"{{{name}}}" in operation.path}
    is_slow = operation.path.startswith(SLOW)
    ways: list[tuple[GenerationMode, dict[str, Any]]] = [(GenerationMode.POSITIVE, {})]
    if any((operation.path_parameters, operation.query, operation.body)):
        ways.append((GenerationMode.NEGATIVE, {}))
    if known and operation.method.upper() != "DELETE":
        ways.append((GenerationMode.POSITIVE, known))
    for mode, path_parameters in ways:
        _send(house.client, operation, mode, path_parameters, SLOW_EXAMPLES if is_slow else EXAMPLES)


@st.composite
def possible(draw: st.DrawFn, cases: st.SearchStrategy[schemathesis.Case[Any]]) -> schemathesis.Case[Any]:
    """What can be made: now and then a document is bent until nothing fits it any more."""
    try:
        return draw(cases)
    except InvalidSchema:
        reject()


def _send(
    client: httpx.Client, operation: Any, mode: GenerationMode, path_parameters: dict[str, Any], examples: int
) -> None:
    given_path = {"path_parameters": path_parameters} if path_parameters else {}

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=possible(operation.as_strategy(generation_mode=mode, **given_path)))
    def send(case: schemathesis.Case[Any]) -> None:
        headers = {"authorization": client.headers["authorization"]}
        base_url = str(client.base_url).removesuffix("/api/v1/")
        case.validate_response(case.call(base_url=base_url, headers=headers, timeout=20), checks=CHECKS)

    send()
