"""Authorize: which rows of the table the principal may see."""

from dataclasses import replace

from gnomon.foundation.kit.errors import NotFound
from gnomon.query.draft import Draft, Question, Resolved, free_name
from gnomon.query.plan import RowFilter, Scan, TableRef


def authorize(draft: Draft) -> Draft:
    """Make the one scan of the table, with the row filter in it."""
    question = draft.question
    if draft.resolved is None:
        raise ValueError("a question is resolved before it is authorized")
    return replace(draft, scan=scan_of(question, draft.resolved))


def scan_of(question: Question, resolved: Resolved) -> Scan:
    """Every column of the table, and of its rows only the permitted ones."""
    taken = frozenset(field.name.casefold() for field in resolved.fields)
    table = TableRef(question.table.dataset_id, question.table.sql_name, free_name("__row", taken))
    return Scan(table=table, fields=resolved.fields, row_filter=row_filter_of(question))


def row_filter_of(question: Question) -> RowFilter:
    """The rows that the question's principal may see. Raises `NotFound` for a table of another workspace."""
    if question.principal.workspace_id != question.table.workspace_id:
        raise NotFound("dataset")
    return question.row_filter
