"""Build: a plan that answers the question, before any improvement."""

from dataclasses import replace

from gnomon.query.contracts import QueryMode
from gnomon.query.draft import Draft, Question, Resolved
from gnomon.query.plan import Aggregate, Filter, Project, Scan


def build(draft: Draft) -> Draft:
    """Scan, filter, group, filter the groups, order, limit and show, each where the question asks for it."""
    if draft.resolved is None or draft.scan is None:
        raise ValueError("a question is resolved and authorized before its plan is built")
    return replace(draft, plan=_project(draft.question, draft.resolved, draft.scan))


def _project(question: Question, resolved: Resolved, scan: Scan) -> Project:
    rows = Filter(scan, resolved.conditions)
    is_grouped = question.spec.mode is QueryMode.GROUPS
    source = rows
    if is_grouped:
        source = Filter(Aggregate(rows, resolved.groups, resolved.totals, resolved.outputs), resolved.group_conditions)
    return Project(
        source=source,
        columns=resolved.shown,
        order=resolved.order,
        limit=question.spec.limit,
        offset=question.spec.offset,
        is_counted=is_grouped,
    )
