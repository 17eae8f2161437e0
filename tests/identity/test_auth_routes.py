"""Registering, signing in and out over HTTP."""

import httpx
from tests.factories import PASSWORD, Team, new_email


async def test_both_forms_of_registration_open_an_account(client: httpx.AsyncClient) -> None:
    for extra in ({"username": "jane"}, {"full_name": "Jane Doe"}):
        email = new_email()
        answer = await client.post("/api/v1/auth/register", json={"email": email, "password": PASSWORD, **extra})
        assert answer.status_code == 201
        body = answer.json()
        assert {name: body[name] for name in ("email", "username", "full_name")} == {
            "email": email,
            "username": extra.get("username"),
            "full_name": extra.get("full_name"),
        }


async def test_everybody_of_a_team_sees_themselves_in_its_workspace(team: Team) -> None:
    for role in ("owner", "editor", "viewer"):
        person = getattr(team, role)
        me = (await person.client.get("/api/v1/auth/me")).json()
        assert me["email"] == person.email
        assert me["workspace"] == {"id": team.workspace_id, "name": "Team", "role": role, "is_personal": False}
