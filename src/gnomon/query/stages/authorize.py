"""Authorize: which rows of the table the principal may see."""

from dataclasses import replace

from gnomon.datasets.contracts import DatasetTable
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal
from gnomon.query.draft import Draft, Question, Resolved, free_name
from gnomon.query.plan import Field, RowFilter, Scan, TableRef


def authorize(draft: Draft) -> Draft:
    """Make the one scan of the table, with the row filter in it."""
    question = draft.question
    if draft.resolved is None:
        raise ValueError("a question is resolved before it is authorized")
    return replace(draft, scan=scan_of(question, draft.resolved))


def scan_of(question: Question, resolved: Resolved) -> Scan:
    """Every column of the table, and of its rows only the permitted ones."""
    return permitted_scan(question.principal, question.table, resolved.fields, question.row_filter)


def permitted_scan(
    principal: Principal,
    table: DatasetTable,
    fields: tuple[Field, ...],
    row_filter: RowFilter,
    schema: str | None = None,
) -> Scan:
    """Some columns of a table, and of its rows those that the principal may see. Raises `NotFound`."""
    taken = frozenset(field.name.casefold() for field in fields)
    ref = TableRef(table.dataset_id, table.sql_name, free_name("__row", taken), schema)
    return Scan(table=ref, fields=fields, row_filter=row_filter_of(principal, table, row_filter))


def row_filter_of(principal: Principal, table: DatasetTable, row_filter: RowFilter) -> RowFilter:
    """The rows of a table that a principal may see. Raises `NotFound` for a table of another workspace."""
    if principal.workspace_id != table.workspace_id:
        raise NotFound("dataset")
    return row_filter
