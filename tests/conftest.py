"""Shared fixtures: a database of each kind, the real application over it, and people who are signed in."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests import postgres
from tests.built_routes import create_quickly
from tests.factories import Person, Team, make_settings, open_client
from tests.lazy_engine import LazyEngine
from tests.left_behind import LOWEST_COST, LeftBehind, come_back, leave_behind
from tests.schema import create_schema

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.observability.logging import configure_logging
from gnomon.foundation.settings import Settings
from gnomon.identity import passwords

MakeApp = Callable[..., Awaitable[FastAPI]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres", "both"), default="sqlite")


def pytest_configure() -> None:
    configure_logging("warning", is_for_people=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that touches the metadata database runs on each database that was asked for."""
    if "database_kind" in metafunc.fixturenames:
        asked = metafunc.config.getoption("--database")
        kinds = ("sqlite", "postgres") if asked == "both" else (asked,)
        metafunc.parametrize("database_kind", kinds, scope="session")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A private PostgreSQL server on a free port."""
    with postgres.running_server() as server:
        yield server


@pytest.fixture(scope="session")
def schema_template(
    database_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """A database with every table and no row, which each test gets a copy of."""
    if database_kind == "postgres":
        server: postgres.Server = request.getfixturevalue("postgres_server")
        server.create_database("gnomon_template")
        create_schema(server.url("gnomon_template"))
        return "gnomon_template"
    path = tmp_path_factory.mktemp("schema") / "template.db"
    create_schema(f"sqlite:///{path}")
    return str(path)


@pytest.fixture(scope="session")
def team_template(
    database_kind: str, schema_template: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> LeftBehind:
    """What a server left behind on which a team had signed up, which each test with people gets a copy of."""
    folder = tmp_path_factory.mktemp("team")
    if database_kind == "postgres":
        server: postgres.Server = request.getfixturevalue("postgres_server")
        server.create_database("gnomon_team", template=schema_template)
        return leave_behind(folder, "gnomon_team", server.url("gnomon_team"))
    path = folder / "template.db"
    shutil.copyfile(schema_template, path)
    return leave_behind(folder, str(path), f"sqlite:///{path}")


@pytest.fixture
def left_behind(request: pytest.FixtureRequest) -> LeftBehind | None:
    """What the test begins with if it wants people; without them it begins with nothing."""
    return request.getfixturevalue("team_template") if "team" in request.fixturenames else None


@pytest.fixture
def database_url(
    database_kind: str,
    schema_template: str,
    left_behind: LeftBehind | None,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> Iterator[str]:
    """The address of a fresh metadata database with every table."""
    template = schema_template if left_behind is None else left_behind.database
    if database_kind == "postgres":
        server: postgres.Server = request.getfixturevalue("postgres_server")
        with server.temporary_database(template=template) as url:
            yield url
    else:
        path = tmp_path / "metadata.db"
        shutil.copyfile(template, path)
        yield f"sqlite:///{path}"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The metadata database itself, for tests of repositories and verbs."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def settings(database_url: str, left_behind: LeftBehind | None, tmp_path: Path) -> Settings:
    """Settings of a server with a temporary data folder and no rate limits."""
    if left_behind is not None:
        left_behind.copy_files(tmp_path / "data")
    return make_settings(data_dir=tmp_path / "data", database_url=database_url)


@pytest.fixture
def engine_starts_lazily(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the engine's workers only when a test asks the engine for something."""
    monkeypatch.setattr("gnomon.bootstrap.start_engine", LazyEngine)


@pytest.fixture
def answers_take_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an upload be answered when its import has ended, however slow the machine is at the moment."""
    monkeypatch.setattr("gnomon.sources.service.uploading.ANSWER_WITHIN_SECONDS", 90.0)


@pytest.fixture
async def make_app(
    settings: Settings, engine_starts_lazily: None, answers_take_their_time: None
) -> AsyncIterator[MakeApp]:
    """Builds and starts the real application; keyword arguments change its settings."""
    async with AsyncExitStack() as stack:

        async def make(**changes: Any) -> FastAPI:
            app = create_quickly(make_settings(settings, **changes))
            await stack.enter_async_context(app.router.lifespan_context(app))
            return app

        yield make


@pytest.fixture
async def app(make_app: MakeApp) -> FastAPI:
    """The application with the settings of most tests."""
    return await make_app()


@pytest.fixture
def runtime(app: FastAPI) -> Runtime:
    """The running parts of the application."""
    found: Runtime = app.state.runtime
    return found


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client that nobody is signed in with."""
    async with open_client(app) as opened:
        yield opened


@pytest.fixture
async def team(app: FastAPI, team_template: LeftBehind) -> AsyncIterator[Team]:
    """One workspace with an owner, an editor and a viewer, and a stranger outside of it; all are signed in."""
    async with come_back(app, team_template.team) as made:
        yield made


@pytest.fixture
def owner(team: Team) -> Person:
    """The owner of the workspace."""
    return team.owner


@pytest.fixture
def editor(team: Team) -> Person:
    """An editor in the workspace."""
    return team.editor


@pytest.fixture
def viewer(team: Team) -> Person:
    """A viewer in the workspace."""
    return team.viewer


@pytest.fixture
def stranger(team: Team) -> Person:
    """Somebody with an account who is not in the workspace."""
    return team.stranger


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords at the lowest cost that bcrypt knows, and look up nobody's at the same."""
    monkeypatch.setattr(passwords, "COST", LOWEST_COST)
    quick_hash = passwords.NOBODY_HASH.replace("$12$", f"${LOWEST_COST:02}$")
    monkeypatch.setattr(passwords, "NOBODY_HASH", quick_hash)
