"""Tokens signed by the very snippets of the documentation let visitors in."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.factories import Team, open_client
from tests.sharing.embedding import answers, embed
from tests.sharing.test_links import dataset_of, sales_board

DOCUMENT = Path(__file__).parents[2] / "docs" / "embedding.md"
LOCKS = {"region": ["North"]}
ENDINGS = {
    "js": "\nprocess.stdout.write(gnomonToken(JSON.parse(process.argv[1])));",
    "sh": '\ngnomon_token "$1"',
}
COMMANDS = {"js": ("node", "--input-type=module", "-e"), "sh": ("sh", "-c")}


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out, in a frame."""
    async with open_client(app) as client:
        yield client


def snippet(language: str) -> str:
    """The one piece of code in a language."""
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1
    return found[0]


def environment_of(made: dict[str, Any]) -> dict[str, str]:
    """What the other site's server knows."""
    keys = {"GNOMON_EMBED_ID": "embed_id", "GNOMON_EMBED_KEY_ID": "key_id", "GNOMON_EMBED_SECRET": "secret"}
    return {name: made[key] for name, key in keys.items()}


async def made_embed(team: Team) -> dict[str, Any]:
    """Sales whose tokens lock the region."""
    board = await sales_board(team.owner)
    return await embed(
        team.owner, board, fields=[{"name": "region", "dataset_id": dataset_of(board), "member": "region"}]
    )


async def test_the_python_of_the_documentation_signs_tokens(
    team: Team, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await made_embed(team)
    for name, value in environment_of(made).items():
        monkeypatch.setenv(name, value)
    there: dict[str, Any] = {}
    exec(snippet("python"), there)
    assert await answers(visitor, made, there["gnomon_token"](LOCKS), tile_ids=["total"]) == {"total": [[798.0]]}


@pytest.mark.parametrize("language", ["js", "sh"])
async def test_the_other_snippets_sign_tokens(team: Team, visitor: httpx.AsyncClient, language: str) -> None:
    needed = {"js": "node", "sh": "openssl"}[language]
    if shutil.which(needed) is None:
        pytest.skip(f"{needed} is not installed")
    made = await made_embed(team)
    code = snippet(language) + ENDINGS[language]
    rest = (json.dumps(LOCKS),) if language == "js" else ("sh", json.dumps(LOCKS))
    run = subprocess.run(  # noqa: ASYNC221 - our own documentation
        (*COMMANDS[language], code, *rest),
        env={**os.environ, **environment_of(made)},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert await answers(visitor, made, run.stdout, tile_ids=["total"]) == {"total": [[798.0]]}
