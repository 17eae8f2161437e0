"""Looks that tests of themes begin with."""

from typing import Any

import httpx

THEMES = "/api/v1/themes"


def look(**more: Any) -> dict[str, Any]:
    """A look whose colors all can be seen, by day and by night."""
    light = {
        "categories": ["#0047ba", "#b35a00", "#007a5e"],
        "sequential": {"start": "#deebf7", "middle": "#6baed6", "end": "#08306b"},
        "diverging": {"start": "#7b3294", "middle": "#f0eef2", "end": "#006837"},
        "accent": "#0047ba",
        "positive": "#00695c",
        "negative": "#a3242b",
    }
    return {"light": light, **more}


def with_light(**colors: Any) -> dict[str, Any]:
    """The same with other colors by day."""
    made = look()
    return {**made, "light": {**made["light"], **colors}}


async def made(client: httpx.AsyncClient, name: str = "House", **more: Any) -> dict[str, Any]:
    """Make a theme."""
    answer = await client.post(THEMES, json={"name": name, "look": look(**more)})
    assert answer.status_code == 201, answer.text
    theme: dict[str, Any] = answer.json()
    return theme
