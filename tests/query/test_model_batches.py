"""Questions over a model that are asked together, as the tiles of a dashboard are."""

from typing import Any

from tests.datasets.uploading import upload
from tests.factories import Team
from tests.query.test_routes import frames_of
from tests.semantic.shop import create_model, relation

TABLES = 6
LINES = "id,amount," + ",".join(f"key{place}" for place in range(TABLES)) + "\n"


async def test_questions_that_share_a_model_do_not_disturb_each_other_as_keys_are_measured(team: Team) -> None:
    client = team.editor.client
    rows = "".join(f"{row},{row}," + ",".join([str(row % 3)] * TABLES) + "\n" for row in range(9))
    orders = (await upload(client, (LINES + rows).encode(), "orders.csv"))["id"]
    sides = {
        f"side{place}": (await upload(client, b"key,word\n0,a\n1,b\n2,b\n", f"side{place}.csv"))["id"]
        for place in range(TABLES)
    }
    tables = [{"name": name, "dataset_id": dataset} for name, dataset in {"orders": orders, **sides}.items()]
    links = [relation(f"to_{name}", "orders", f"key{place}", name, "key") for place, name in enumerate(sides)]
    await create_model(client, {"tables": tables, "relationships": links})
    questions: list[dict[str, Any]] = [
        {
            "id": name,
            "spec": {
                "dataset_id": orders,
                "dimensions": [{"member": f"{name}.word"}],
                "measures": [{"member": "amount", "aggregation": "sum"}],
            },
        }
        for name in sides
    ]
    answer = await client.post("/api/v1/query/batch", json={"questions": questions})
    assert answer.status_code == 200, answer.text
    errors = [header["error"] for header, _ in frames_of(answer.content)]
    counts = [header["meaning"]["row_count"] for header, _ in frames_of(answer.content)]
    assert (errors, counts) == ([None] * TABLES, [2] * TABLES)
