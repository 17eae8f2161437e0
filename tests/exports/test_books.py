"""All pages of a dashboard as one PDF, read back by another program than the one that bound it."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from tests.exports.pieces import begin, ended, file_of, upload
from tests.exports.test_page_pictures import HOSTILE, chart, tile
from tests.exports.test_pictures import REGIONS, SUM
from tests.factories import Team


def page(dataset_id: str, page_id: str, title: str, **more: Any) -> dict[str, Any]:
    """A page of one table."""
    rows = tile("chart", f"rows-{page_id}", (0, 0, 24, 8), chart=chart(dataset_id, "table", x=REGIONS, y=[SUM]))
    return {"id": page_id, "title": title, "tiles": [rows], **more}


def filter_of(dataset_id: str, filter_id: str) -> dict[str, Any]:
    """A filter by region."""
    return {"id": filter_id, "label": "Where", "dataset_id": dataset_id, "member": "region", "control": "list"}


def only(filter_id: str, region: str) -> dict[str, Any]:
    """A region that a reader chose."""
    return {"filter_id": filter_id, "filter": {"kind": "in", "member": "region", "values": [region]}}


async def dashboard(team: Team, *pages: dict[str, Any], **more: Any) -> str:
    """A dashboard of these pages."""
    spec = {"pages": list(pages), **more}
    made = await team.owner.client.post("/api/v1/dashboards", json={"name": "Year: book", "spec": spec})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def told_by(program: str, *arguments: str) -> str:
    """What a program says."""
    found = shutil.which(program)
    assert found is not None, f"{program} is missing: run scripts/test-tools.sh"
    return subprocess.run([found, *arguments], check=True, capture_output=True, timeout=60).stdout.decode()


def pages_in(content: bytes, folder: Path) -> list[str]:
    """The words of each page, as another reader of PDF has them."""
    file = folder / "book.pdf"
    file.write_bytes(content)
    *pages, rest = told_by("pdftotext", "-layout", str(file), "-").split("\f")
    assert rest == ""
    return pages


async def test_every_page_that_holds_something_is_a_page_with_its_number_and_its_title(
    team: Team, tmp_path: Path
) -> None:
    data = await upload(team.owner.client)
    empty = {"id": "e", "title": "Empty"}
    board = await dashboard(team, page(data, "a", "First"), empty, page(data, "b", HOSTILE))
    source = {"kind": "page", "dashboard_id": board, "all_pages": True}
    answer = await file_of(team.viewer.client, source, "pdf")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Year book.pdf"')
    first, second = pages_in(answer.content, tmp_path)
    assert [("First" in one, "<script>" in one) for one in (first, second)] == [(True, False), (False, True)]
    assert [re.findall(r"Page \d of \d\.", one) for one in (first, second)] == [["Page 1 of 2."], ["Page 2 of 2."]]
    assert all("North" in one and "South" in one for one in (first, second))
    assert "Title:           Year: book" in told_by("pdfinfo", str(tmp_path / "book.pdf"))


async def test_each_page_follows_what_was_chosen_for_it_and_for_all(team: Team, tmp_path: Path) -> None:
    data = await upload(team.owner.client)
    first = page(data, "a", "First", filters=[filter_of(data, "fa")])
    second = page(data, "b", "Second")
    board = await dashboard(team, first, second, page(data, "c", "Third"), filters=[filter_of(data, "all")])
    picked = {"tile_id": "rows-b", "dataset_id": data, "filters": [{"kind": "in", "member": "region", "values": ["x"]}]}
    source = {"kind": "page", "dashboard_id": board, "all_pages": True, "page_id": "b", "selections": [picked]}
    by_page = await file_of(team.viewer.client, source | {"chosen": [only("fa", "South")]}, "pdf")
    told = pages_in(by_page.content, tmp_path)
    assert [("North" in one, "Where: South" in one) for one in told] == [(False, True), (True, False), (True, False)]
    by_all = await file_of(team.viewer.client, source | {"chosen": [only("all", "South")]}, "pdf")
    assert ["North" in one for one in pages_in(by_all.content, tmp_path)] == [False, False, False]


async def test_what_was_carried_is_about_the_page_that_it_was_brought_to(team: Team, tmp_path: Path) -> None:
    data = await upload(team.owner.client)
    board = await dashboard(team, page(data, "a", "First"), page(data, "b", "Second"))
    carried = {"dataset_id": data, "filters": [{"kind": "in", "member": "region", "values": ["South"]}]}
    source = {"kind": "page", "dashboard_id": board, "all_pages": True, "page_id": "b", "carried": carried}
    told = pages_in((await file_of(team.viewer.client, source, "pdf")).content, tmp_path)
    assert ["North" in one for one in told] == [True, False]


async def test_nobody_has_more_of_the_pages_than_they_see(team: Team, app: FastAPI, tmp_path: Path) -> None:
    data = await upload(team.owner.client)
    board = await dashboard(team, page(data, "a", "First"), page(data, "b", "Second"))
    policy = {"name": "south", "table": "sales", "formula": "region = 'South'"}
    definition = {"tables": [{"name": "sales", "dataset_id": data}], "row_policies": [policy]}
    model = {"name": "Sales", "definition": definition}
    assert (await team.owner.client.post("/api/v1/models", json=model)).status_code == 201
    source = {"kind": "page", "dashboard_id": board, "all_pages": True}
    told = pages_in((await file_of(team.viewer.client, source, "pdf")).content, tmp_path)
    assert [("North" in one, "South" in one) for one in told] == [(False, True), (False, True)]
    assert (await begin(team.stranger.client, source, "pdf")).status_code == 404
    draft = {**source, "draft": {"pages": [page(data, "a", "Mine")]}}
    assert (await begin(team.viewer.client, draft, "pdf")).status_code == 403
    whole = await begin(team.owner.client, draft, "pdf")
    assert (await ended(team.owner.client, whole.json()["id"]))["state"] == "done"


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
async def test_all_pages_go_into_a_pdf_alone(team: Team, kind: str) -> None:
    board = await dashboard(team, page(await upload(team.owner.client), "a", "First"))
    answer = await begin(team.viewer.client, {"kind": "page", "dashboard_id": board, "all_pages": True}, kind)
    assert answer.status_code == 422
    assert "go into one PDF" in answer.text


async def test_a_dashboard_without_anything_on_it_says_so(team: Team) -> None:
    board = await dashboard(team, {"id": "a", "title": "One"}, {"id": "b", "title": "Two"})
    answer = await begin(team.viewer.client, {"kind": "page", "dashboard_id": board, "all_pages": True}, "pdf")
    assert answer.status_code == 422
    assert answer.json()["error"]["message"] == "No page of this dashboard holds anything yet."
