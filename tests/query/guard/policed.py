"""Policies as owners write them, datasets that hold what they hide, and the same datasets without it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.factories import Person
from tests.query.running.house import House

OWN = """
SELECT 'mine' AS branch, 'item ' || (i % 3) AS name, i::BIGINT AS number, DATE '2024-01-01' + i::INTEGER AS day
FROM range(6) AS r(i)
"""
CANARIES = """
SELECT 'CANARY branch', 'CANARY ' || i, 987654321 * (i - 1), DATE '2099-12-29' + i::INTEGER FROM range(3) AS r(i)
"""
WITH_ROWS = f"{OWN} UNION ALL {CANARIES}"
WITH_COLUMN = f"SELECT *, 'CANARY ' || number AS secret FROM ({OWN})"
WITH_BOTH = f"SELECT *, 'CANARY ' || number AS secret FROM ({WITH_ROWS})"
LIMITED = ("viewer", "editor")


@dataclass(frozen=True)
class Case:
    """What a policy says, and what it leaves."""

    given: str
    """The rows of a dataset that holds what is hidden, as a query."""
    left: str = OWN
    """The rows of one that never had it."""
    row_policies: tuple[dict[str, Any], ...] = ()
    column_policies: tuple[dict[str, Any], ...] = ()
    attributes: Mapping[str, list[str]] = field(default_factory=dict)
    """What is said of those who are limited."""


def rows(formula: str, **more: Any) -> dict[str, Any]:
    """A row policy."""
    return {"name": "own rows", "table": "orders", "formula": formula, **more}


SECRET = {"name": "no secrets", "table": "orders", "columns": ["secret"]}
NO_ROWS = f"SELECT * FROM ({OWN}) WHERE false"

CASES: Mapping[str, Case] = {
    "rows with what is said of a person": Case(
        WITH_ROWS, row_policies=(rows("branch = USER_ATTRIBUTE('branch')"),), attributes={"branch": ["mine"]}
    ),
    "rows with one of several values": Case(
        WITH_ROWS,
        row_policies=(rows("branch IN ('theirs', USER_ATTRIBUTE('branches'))"),),
        attributes={"branches": ["yours", "mine"]},
    ),
    "rows by a formula that fails for what it hides": Case(
        WITH_ROWS, row_policies=(rows("number * 1000000000000 >= 0 AND day < '2099-01-01'"),)
    ),
    "rows by role": Case(WITH_ROWS, row_policies=(rows("USER_ROLE() = 'owner' OR branch = 'mine'"),)),
    "rows by two policies": Case(
        WITH_ROWS,
        row_policies=(rows("branch <> 'CANARY branch' OR number = 0"), rows("day < '2050-01-01'", name="the past")),
    ),
    "no rows, for nothing is said": Case(WITH_ROWS, NO_ROWS, row_policies=(rows("branch = USER_ATTRIBUTE('branch')"),)),
    "a column": Case(WITH_COLUMN, column_policies=(SECRET,)),
    "a column for all but some": Case(
        WITH_COLUMN,
        column_policies=({**SECRET, "except_for": {"attribute": "department", "values": ["finance"]}},),
        attributes={"department": ["sales"]},
    ),
    "rows by a column that is hidden": Case(
        WITH_BOTH,
        row_policies=(rows("secret NOT LIKE 'CANARY 9%' AND secret NOT LIKE 'CANARY -%' AND branch = 'mine'"),),
        column_policies=(SECRET,),
    ),
}


async def make_given(house: House, case: Case) -> str:
    """A dataset with what is hidden, under its policies, and people of whom what the case needs is said."""
    team = house.team
    for role, member in (("viewer", team.viewer), ("editor", team.editor)):
        address = f"/api/v1/workspaces/{team.workspace_id}/members/{member.user_id}"
        said = await team.owner.client.patch(address, json={"role": role, "attributes": case.attributes})
        assert said.status_code == 200, said.text
    dataset_id = str(await house.store(case.given, "with"))
    await make_model(
        team.owner, dataset_id, {"row_policies": case.row_policies, "column_policies": case.column_policies}
    )
    return dataset_id


async def make_left(house: House, query: str, *, has_row_policies: bool) -> str:
    """A dataset that never had what is hidden."""
    dataset_id = str(await house.store(query, "with"))
    # Whoever sees rows by a policy is told nothing that was learnt of all rows, also where the policy hides none.
    await make_model(house.team.owner, dataset_id, {"row_policies": [rows("true")] if has_row_policies else []})
    return dataset_id


async def make_model(owner: Person, dataset_id: str, parts: Mapping[str, Any]) -> dict[str, Any]:
    """A model over one dataset, which it calls `orders`."""
    definition = {"tables": [{"name": "orders", "dataset_id": dataset_id}], **parts}
    made = await owner.client.post("/api/v1/models", json={"name": "Orders", "definition": definition})
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    assert found["check"]["problems"] == []
    return found
