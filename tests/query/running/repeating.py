"""Questions that are asked until their replies are given again, and a look at which were."""

from dataclasses import dataclass, field
from typing import Any

import httpx
from tests.factories import Person
from tests.query.test_routes import BATCH, frames_of

from gnomon.datasets.contracts import DatasetId

SALES = """
SELECT i::BIGINT AS id, CASE i % 3 WHEN 0 THEN 'north' ELSE 'south' END AS region,
    TIMESTAMPTZ '2024-01-01 20:00:00+00' + to_hours(i) AS moment
FROM range(12) AS r(i)
"""
COUNT = {"aggregation": "count", "name": "n"}
BY_REGION = {"dimensions": [{"member": "region"}], "measures": [COUNT]}


@dataclass
class Watch:
    """Counts the replies that were given again."""

    repeated: list[bool] = field(default_factory=list)

    def took(self) -> bool:
        """Whether the last reply was one; looked at once."""
        found, self.repeated = any(self.repeated), []
        return found


async def send(
    who: Person | httpx.AsyncClient, dataset_id: DatasetId, *, body: dict[str, Any] | None = None, **parts: Any
) -> httpx.Response:
    client = who.client if isinstance(who, Person) else who
    content = {"spec": {"dataset_id": str(dataset_id), **(parts or BY_REGION)}, **(body or {})}
    return await client.post("/api/v1/query", json=content, headers={"accept": BATCH})


async def ask(who: Person | httpx.AsyncClient, dataset_id: DatasetId, **parts: Any) -> tuple[dict[str, Any], bytes]:
    answer = await send(who, dataset_id, **parts)
    assert answer.status_code == 200, answer.text
    ((head, rows),) = frames_of(answer.content)
    return head["meaning"], rows


async def warm(who: Person, dataset_id: DatasetId, watch: Watch) -> None:
    """Ask until the reply is given again: the first answer is run, the second is made of what was kept."""
    for expected in (False, False, True):
        await ask(who, dataset_id)
        assert watch.took() is expected
