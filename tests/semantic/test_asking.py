"""The models that questions ask for: which one speaks about a dataset, read in few statements and checked once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event
from tests.factories import Person
from tests.semantic.shop import create_model, definition_of, upload_shop

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal, PrincipalKind, Role, WorkspaceId
from gnomon.semantic import service
from gnomon.semantic.contracts import CheckedModel


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that read models and datasets, as they are sent; jobs look for work at any time."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if "FROM semantic_models" in statement or "FROM datasets" in statement:
            sent.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)


async def test_models_are_read_in_two_statements_and_checked_once(editor: Person, runtime: Runtime) -> None:
    shop = await upload_shop(editor.client)
    made = await create_model(editor.client, definition_of(shop))
    database = runtime.get(Database)
    principal = Principal(PrincipalKind.USER, WorkspaceId(UUID(editor.workspace_id)), Role.VIEWER)
    ids = [DatasetId(UUID(dataset_id)) for dataset_id in shop.values()]

    async def asked(*dataset_ids: DatasetId) -> list[Any]:
        async with database.read() as session:
            return list((await service.checked_models(session, principal, dataset_ids)).values())

    await asked(*ids)
    with counted(database) as sent:
        first, second, third = await asked(*ids)
    assert len(sent) == 2
    assert first is second is third
    assert isinstance(first, CheckedModel)
    assert (str(first.model_id), first.revision, set(first.tables)) == (made["id"], 1, set(shop))
    assert set(first.measures) == {"profit"}

    # Words that people change, and new revisions, are seen at once.
    words = {"columns": [{"name": "amount", "label": "Money"}]}
    await editor.client.patch(f"/api/v1/datasets/{shop['orders']}/columns", json=words)
    (again,) = await asked(ids[0])
    assert again.tables["orders"] != first.tables["orders"]
    body = {"name": "Shop", "definition": definition_of(shop, measures=[]), "revision": 1}
    assert (await editor.client.put(f"/api/v1/models/{made['id']}", json=body)).status_code == 200
    (newer,) = await asked(ids[1])
    assert (newer.revision, newer.measures) == (2, {})
    # Without a model, each dataset stands alone.
    await editor.client.delete(f"/api/v1/models/{made['id']}")
    alone = await asked(*ids)
    assert [(one.model_id, list(one.tables)) for one in alone] == [(None, [name]) for name in shop]


async def test_only_the_dataset_itself_must_be_there(editor: Person, runtime: Runtime) -> None:
    shop = await upload_shop(editor.client)
    await create_model(editor.client, definition_of(shop))
    await editor.client.delete(f"/api/v1/datasets/{shop['customers']}")
    principal = Principal(PrincipalKind.USER, WorkspaceId(UUID(editor.workspace_id)), Role.VIEWER)
    elsewhere = Principal(PrincipalKind.USER, WorkspaceId(uuid4()), Role.OWNER)
    async with runtime.get(Database).read() as session:
        found = await service.checked_model(session, principal, DatasetId(UUID(shop["orders"])))
        assert set(found.tables) == {"orders", "countries"}
        assert found.definition.relationships == ()
        for asker, dataset_id in ((principal, shop["customers"]), (elsewhere, shop["orders"])):
            with pytest.raises(NotFound):
                await service.checked_model(session, asker, DatasetId(UUID(dataset_id)))
