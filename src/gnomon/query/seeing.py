"""Looks at a model as somebody else would, so that whoever writes a policy sees what it leaves."""

from dataclasses import replace

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Action, Principal
from gnomon.query import arrow
from gnomon.query.answering import answer_spec
from gnomon.query.contracts import MeasureRef, QuerySpec, SeeAs, SeenModel, SeenTable
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import Subject, subject_of
from gnomon.semantic import service as semantic
from gnomon.semantic.contracts import Aggregation, CheckedModel


async def see_as(runtime: QueryRuntime, principal: Principal, command: SeeAs) -> SeenModel:
    """What the policies of a definition leave of its tables for somebody. Raises `Forbidden`, `WrongDefinition`."""
    principal.require(Action.POLICY_MANAGE)
    somebody = replace(
        principal, role=command.role, email=command.email, attributes=command.attributes, user_id=None, is_admin=False
    )
    async with runtime.database.read() as session:
        checked = await semantic.checked_draft(session, principal, command.definition)
        subjects = {
            name: await subject_of(runtime, session, somebody, table.dataset_id, checked)
            for name, table in checked.tables.items()
        }
    tables = [await _seen(runtime, somebody, checked, name, subject) for name, subject in subjects.items()]
    return SeenModel(tables=tuple(tables))


async def _seen(
    runtime: QueryRuntime, somebody: Principal, checked: CheckedModel, name: str, subject: Subject | AppError
) -> SeenTable:
    table = checked.tables[name]
    visible, problem = None, None
    policies: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    try:
        if isinstance(subject, AppError):
            raise subject
        limits = semantic.limits_of(checked, name, somebody)
        policies, hidden = limits.policies, tuple(sorted(limits.hidden))
        visible = await _count(runtime, somebody, subject, table.dataset_id)
    except AppError as error:
        problem = error.message
    return SeenTable(
        table=name,
        dataset_id=table.dataset_id,
        row_count=table.row_count,
        visible_rows=visible,
        hidden_columns=hidden,
        policies=policies,
        problem=problem,
    )


async def _count(runtime: QueryRuntime, somebody: Principal, subject: Subject, dataset_id: DatasetId) -> int:
    count = QuerySpec(dataset_id=dataset_id, measures=(MeasureRef(aggregation=Aggregation.COUNT, name="n"),))
    answer = await answer_spec(runtime, somebody, subject, count, log=False)
    return int(arrow.rows_of(answer.ipc, answer.meaning.columns, limit_numbers=False)[0][0])
