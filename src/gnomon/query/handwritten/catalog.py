"""The datasets that a statement can name, and the rows of each that the principal may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable
from gnomon.foundation.kit.errors import AppError
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import SqlColumn, Vocabulary, VocabularyTable
from gnomon.query.handwritten.errors import UnknownTable
from gnomon.query.handwritten.functions import NAMES
from gnomon.query.handwritten.reader import NamedTable
from gnomon.query.handwritten.script import Script
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import Readable, load_readable, readable_at

THE_DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Catalog:
    """The tables of a workspace by the names that statements use, in small letters."""

    tables: Mapping[str, DatasetTable]

    def find(self, wanted: Iterable[NamedTable], script: Script) -> dict[str, DatasetTable]:
        """The tables that a statement names. Raises `UnknownTable`."""
        found = {}
        for table in wanted:
            name = table.name.casefold()
            if name not in self.tables:
                near = near_misses(table.name, self.tables)
                raise UnknownTable(table.name, near, script.place(table.start, table.end - table.start))
            found[name] = self.tables[name]
        return found


async def load_catalog(runtime: QueryRuntime, principal: Principal, dataset_id: DatasetId | None) -> Catalog:
    """The datasets of the principal's workspace; one of them may also be called `dataset`. Raises `NotFound`."""
    async with runtime.database.read() as session:
        tables = {table.sql_name.casefold(): table for table in await datasets.list_tables(session, principal)}
        if dataset_id is not None:
            tables[THE_DATASET] = await datasets.get_table(session, principal, dataset_id)
    return Catalog(tables)


async def load_subjects_named(
    runtime: QueryRuntime, principal: Principal, tables: Mapping[str, DatasetTable]
) -> dict[str, Readable]:
    """The tables, in just these versions, as the principal may ask them. Raises what says why one may not be seen."""
    subjects = {}
    async with runtime.database.read() as session:
        readable = await load_readable(runtime, session, principal, {table.dataset_id for table in tables.values()})
        for name, table in tables.items():
            found = readable[table.dataset_id]
            if isinstance(found, Readable) and found.table.version_id != table.version_id:
                found = await readable_at(runtime, session, principal, table)
            if isinstance(found, AppError):
                raise found
            subjects[name] = found
    return subjects


async def sql_vocabulary(runtime: QueryRuntime, principal: Principal) -> Vocabulary:
    """What a statement of this principal may name."""
    async with runtime.database.read() as session:
        tables = await datasets.list_tables(session, principal)
        found = await load_readable(runtime, session, principal, [table.dataset_id for table in tables])
    return Vocabulary(
        tables=tuple(_told(one.table) for one in found.values() if isinstance(one, Readable)),
        functions=NAMES,
    )


def _told(table: DatasetTable) -> VocabularyTable:
    return VocabularyTable(
        dataset_id=table.dataset_id,
        name=table.name,
        sql_name=table.sql_name,
        row_count=table.row_count,
        columns=tuple(
            SqlColumn(name=column.name, type=column.type) for column in table.columns if not column.is_hidden
        ),
    )
