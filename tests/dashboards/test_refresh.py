"""The pace at which a dashboard is asked anew: kept with it, and never faster than a server should be asked."""

import pytest
from pydantic import ValidationError
from tests.dashboards.pieces import create, spec_of
from tests.factories import Person

from gnomon.dashboards.contracts import DashboardSpec

PAGES = spec_of()["pages"]


@pytest.mark.parametrize("seconds", [30, 60, 86_400, None])
async def test_a_pace_is_kept_with_the_dashboard(editor: Person, seconds: int | None) -> None:
    made = await create(editor.client, {"pages": PAGES, "refresh_seconds": seconds})
    again = (await editor.client.get(f"/api/v1/dashboards/{made['id']}")).json()
    assert again["spec"].get("refresh_seconds") == made["spec"].get("refresh_seconds") == seconds


@pytest.mark.parametrize("seconds", [29, 1, 0, -60, 86_401, "often"])
async def test_a_pace_that_is_too_fast_or_none_is_refused(editor: Person, seconds: object) -> None:
    body = {"name": "Sales", "spec": {"pages": PAGES, "refresh_seconds": seconds}}
    assert (await editor.client.post("/api/v1/dashboards", json=body)).status_code == 422
    with pytest.raises(ValidationError):
        DashboardSpec.model_validate(body["spec"])


def test_a_dashboard_without_a_pace_is_written_as_it_always_was() -> None:
    assert "refresh_seconds" not in DashboardSpec.model_validate({"pages": PAGES}).model_dump(mode="json")
