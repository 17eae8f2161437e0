"""The commands beside `serve`."""

import json
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.factories import PASSWORD

from gnomon.cli.main import main


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(("GNOMON_", "DATABASE_URL", "SECRET_KEY")):
            monkeypatch.delenv(name)


def run(*arguments: str, tmp_path: Path) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data-dir", str(tmp_path / "data")])


def test_accounts_are_made_listed_and_changed(tmp_path: Path) -> None:
    made = run("user", "create", "Ada@Example.com", "--password", PASSWORD, tmp_path=tmp_path)
    assert (made.exit_code, made.output) == (0, "Ada@Example.com has an account.\n")
    again = run("user", "create", "ada@example.com", "--password", PASSWORD, tmp_path=tmp_path)
    assert (again.exit_code, "There is an account" in again.output) == (1, True)
    assert run("user", "make-admin", "ada@example.com", tmp_path=tmp_path).exit_code == 0
    listed = run("user", "list", tmp_path=tmp_path).output
    assert listed.split()[1:] == ["admin", "ada@example.com"]
    weak = run("user", "set-password", "ada@example.com", "--password", "weak", tmp_path=tmp_path)
    assert (weak.exit_code, "at least 8 characters" in weak.output) == (1, True)
    assert (
        run("user", "set-password", "ada@example.com", "--password", "Other-horse-9", tmp_path=tmp_path).exit_code == 0
    )
    unknown = run("user", "make-admin", "nobody@example.com", tmp_path=tmp_path)
    assert (unknown.exit_code, "There is no such account" in unknown.output) == (1, True)


def test_the_schema_is_brought_up_to_date_twice_without_harm(tmp_path: Path) -> None:
    for _ in range(2):
        assert run("migrate", tmp_path=tmp_path).output == "The metadata database has the newest schema.\n"


def test_the_document_is_printed_without_starting_anything(tmp_path: Path) -> None:
    document = json.loads(CliRunner().invoke(main, ["openapi"]).output)
    assert "/api/v1/auth/login" in document["paths"]
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_finds_a_healthy_server_healthy(tmp_path: Path) -> None:
    run("migrate", tmp_path=tmp_path)
    found = run("doctor", tmp_path=tmp_path)
    assert found.exit_code == 0, found.output
    assert "✗" not in found.output


def test_the_doctor_says_how_to_mend_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate", tmp_path=tmp_path)
    data_dir = tmp_path / "data"
    data_dir.chmod(stat.S_IMODE(data_dir.stat().st_mode) | 0o022)
    monkeypatch.setenv("GNOMON_HOST", "0.0.0.0")
    monkeypatch.setenv("SECRET_KEY", "short")
    found = run("doctor", tmp_path=tmp_path)
    assert found.exit_code == 1
    assert f"chmod go-w {data_dir}" in found.output
    assert "openssl rand" in found.output
    assert "is plain HTTP" in found.output


def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GNOMON_PORT", "many")
    found = run("migrate", tmp_path=tmp_path)
    assert found.exit_code == 1
    assert "port" in found.output.lower()
    assert "Traceback" not in found.output
