"""Batches as a browser sends them, and their frames."""

from collections.abc import Mapping
from typing import Any

from tests.factories import Person
from tests.query.sharing.together import Told, told
from tests.query.test_routes import frames_of

from gnomon.datasets.contracts import DatasetId
from gnomon.query.cache import KeptResult

Parts = dict[str, Any]
Frames = dict[str, tuple[dict[str, Any], bytes]]


async def ask_together(person: Person, dataset_id: DatasetId, questions: Mapping[str, Parts], **options: Any) -> Frames:
    """The frames of a batch by the names of its questions, in the order in which they came."""
    asked = [{"id": name, "spec": {"dataset_id": str(dataset_id), **parts}} for name, parts in questions.items()]
    answer = await person.client.post("/api/v1/query/batch", json={"questions": asked, **options})
    assert answer.status_code == 200, answer.text
    return {header["id"]: (header, body) for header, body in frames_of(answer.content)}


async def ask_each(person: Person, dataset_id: DatasetId, questions: Mapping[str, Parts], **options: Any) -> Frames:
    """The same questions one after the other, each in a batch of its own."""
    found: Frames = {}
    for name, parts in questions.items():
        found |= await ask_together(person, dataset_id, {name: parts}, **options)
    return found


def meanings(frames: Frames) -> dict[str, tuple[Told, dict[str, Any]]]:
    """What the answers say, without what differs from run to run."""
    found = {}
    for name, (header, body) in sorted(frames.items()):
        assert header["error"] is None, header["error"]
        meaning = dict(header["meaning"])
        receipt = meaning.pop("receipt")
        said = {key: receipt[key] for key in ("sql", "parameters", "fingerprint", "time_zone", "sources")}
        rows = told(KeptResult(body, meaning["row_count"], meaning["total_rows"]))
        found[name] = (rows, {**meaning, **said})
    return found


def receipts(frames: Frames) -> dict[str, dict[str, Any]]:
    """The receipts of the answers."""
    return {name: header["meaning"]["receipt"] for name, (header, _) in frames.items()}
