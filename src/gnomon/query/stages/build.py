"""Build: a plan that answers the question, before any improvement."""

from dataclasses import replace

from gnomon.query.contracts import QueryMode
from gnomon.query.draft import Draft, Question, Resolved
from gnomon.query.expected import expects_all
from gnomon.query.plan import Aggregate, Combined, Extend, Filter, Groups, Looked, Project


def build(draft: Draft) -> Draft:
    """Scan, filter, group, put together, compute, filter the groups, order, limit and show."""
    if draft.permitted is None:
        raise ValueError("a question is resolved and authorized before its plan is built")
    return replace(draft, plan=_project(draft.question, draft.permitted))


def _project(question: Question, resolved: Resolved) -> Project:
    is_grouped = question.spec.mode is QueryMode.GROUPS
    source = Filter(groups_of(resolved), resolved.group_conditions) if is_grouped else resolved.rows
    if source is None:
        raise ValueError("a question for rows has rows")
    return Project(
        source=source,
        columns=resolved.shown,
        order=resolved.order,
        limit=question.spec.limit,
        offset=question.spec.offset,
        is_counted=is_grouped and not expects_all(question),
    )


def groups_of(resolved: Resolved) -> Groups:
    """The groups with everything that is computed of them."""
    frames = tuple(cell.aggregate for cell in resolved.cells if cell.is_frame)
    beside = tuple(
        Looked(cell.aggregate, cell.keys, cell.sets)
        for cell in resolved.cells
        if not cell.is_frame and isinstance(cell.aggregate, Aggregate)
    )
    groups: Groups = Combined(resolved.groups, frames, beside, resolved.counts, resolved.sets)
    if len(frames) == 1 and not beside and isinstance(frames[0], Aggregate):
        groups = frames[0]
    for layer in resolved.added:
        groups = Extend(groups, layer)
    return groups
