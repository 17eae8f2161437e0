"""Authorize: which rows of each table the principal may see."""

from dataclasses import replace

from gnomon.datasets.contracts import DatasetTable
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal
from gnomon.query.draft import Draft, Question, Resolved, row_number_of
from gnomon.query.plan import Field, RowFilter, Scan, TableRef, Unguarded
from gnomon.query.plan.walk import with_leaves


def authorize(draft: Draft) -> Draft:
    """Put a scan with the row filter in it wherever a table is wanted."""
    question, resolved = draft.question, draft.resolved
    if resolved is None:
        raise ValueError("a question is resolved before it is authorized")
    return replace(draft, permitted=permitted(question, resolved))


def permitted(question: Question, resolved: Resolved) -> Resolved:
    """The question with every table behind what the principal may see of it."""

    def scan(leaf: Scan | Unguarded) -> Scan:
        if isinstance(leaf, Scan):
            raise TypeError("nobody says what may be seen before this stage")
        world = question.world
        table = world.checked.tables[leaf.table]
        return permitted_scan(question.principal, table, leaf.fields, world.row_filters[leaf.table])

    rows = None if resolved.rows is None else with_leaves(resolved.rows, scan)
    cells = tuple(replace(cell, aggregate=with_leaves(cell.aggregate, scan)) for cell in resolved.cells)
    return replace(resolved, rows=rows, cells=cells)


def permitted_scan(
    principal: Principal,
    table: DatasetTable,
    fields: tuple[Field, ...],
    row_filter: RowFilter,
    schema: str | None = None,
) -> Scan:
    """Some columns of a table, and of its rows those that the principal may see. Raises `NotFound`."""
    ref = TableRef(table.dataset_id, table.sql_name, row_number_of(table), schema)
    return Scan(table=ref, fields=fields, row_filter=row_filter_of(principal, table, row_filter))


def row_filter_of(principal: Principal, table: DatasetTable, row_filter: RowFilter) -> RowFilter:
    """The rows of a table that a principal may see. Raises `NotFound` for a table of another workspace."""
    if principal.workspace_id != table.workspace_id:
        raise NotFound("dataset")
    return row_filter
