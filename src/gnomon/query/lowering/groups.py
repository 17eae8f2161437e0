"""Groups of rows with their measures: one aggregate, or several that are put together."""

from functools import partial

from sqlglot import exp

from gnomon.query.draft import free_name
from gnomon.query.expressions import Binder, aliased, call, cast, joined, named, number, quoted
from gnomon.query.lowering.reading import read_rows
from gnomon.query.lowering.rows import limited, order_keys, shown_column
from gnomon.query.lowering.sources import subquery, where
from gnomon.query.lowering.totals import write_total
from gnomon.query.lowering.writer import Writer
from gnomon.query.plan import (
    LEVEL,
    Aggregate,
    Beside,
    Combined,
    Distinct,
    Extend,
    Filter,
    Groups,
    Looked,
    Periods,
    Project,
    Stacked,
    Staged,
)
from gnomon.query.plan.walk import scans_of

FRAME, INNER = "frame", "inner"


def write_groups(
    plan: Project, groups: Groups, binder: Binder, *, called: str = "groups"
) -> tuple[exp.Select, str | None]:
    """The groups in order, as they are shown, and the column that counts them."""
    tables = frozenset(scan.table.name.casefold() for scan in scans_of(groups))
    name, frame_name = free_name(called, tables), free_name("frame", tables)
    ctes = _frame_first(groups, frame_name, binder)
    inner = _kept(plan.source, groups, binder, frame_name if ctes else None)
    outputs = {output: partial(named, output, name) for output in outputs_of(groups)}
    writer = Writer(binder, outputs=outputs)
    select = exp.Select(expressions=[shown_column(writer, column) for column in plan.columns])
    if plan.order:
        select.set("order", exp.Order(expressions=order_keys(plan.order, writer)))
    limited(select, plan)
    if not plan.is_counted:
        select.set("from_", exp.From(this=subquery(inner, name)))
        if ctes:
            select.set("with_", exp.With(expressions=ctes))
        return select, None
    total_column = free_name("__total", frozenset(column.name.casefold() for column in plan.columns))
    count = exp.Select(expressions=[exp.Count(this=exp.Star())], from_=_from_groups(name))
    select.append("expressions", aliased(exp.Subquery(this=count), total_column))
    select.set("from_", _from_groups(name))
    select.set("with_", exp.With(expressions=[*ctes, _cte(inner, name)]))
    return select, total_column


def _cte(select: exp.Select, name: str) -> exp.CTE:
    return exp.CTE(this=select, alias=exp.TableAlias(this=quoted(name)), materialized=True)


def _frame_first(groups: Groups, name: str, binder: Binder) -> list[exp.Expr]:
    """The frame under a name of its own, where other aggregates look at its periods."""
    while isinstance(groups, Extend):
        groups = groups.source
    if isinstance(groups, Combined) and any(map(_looks_at_periods, groups.beside)):
        return [_cte(_frame(groups, binder), name)]
    return []


def _looks_at_periods(looked: Looked) -> bool:
    node: object = looked.aggregate.source
    while isinstance(node, Filter | Distinct | Beside):
        node = node.source
    return isinstance(node, Periods)


def _from_groups(name: str) -> exp.From:
    return exp.From(this=exp.Table(this=quoted(name)))


def outputs_of(groups: Groups) -> list[str]:
    """The columns that groups have, by name."""
    match groups:
        case Aggregate():
            names = [group.name for group in groups.groups] + [output.name for output in groups.outputs]
            return [*names, LEVEL.name] if groups.sets else names
        case Combined():
            cells = [*groups.frames, *(one.aggregate for one in groups.beside)]
            names = [output.name for output in groups.groups]
            names += [output.name for cell in cells for output in cell.outputs]
            return [*names, LEVEL.name] if groups.sets else names
        case Extend():
            return outputs_of(groups.source) + [output.name for output, _ in groups.added]


def _kept(node: Filter, groups: Groups, binder: Binder, frame: str | None) -> exp.Select:
    """The groups that pass the question's conditions on measures."""
    if isinstance(groups, Aggregate):
        select, written = write_aggregate(groups, binder)
        if node.conditions:
            having = Writer(binder, outputs=written)
            kept = joined([having.condition(condition) for condition in node.conditions], exp.And)
            select.set("having", exp.Having(this=kept))
        return select
    inner = _groups(groups, binder, frame)
    if not node.conditions:
        return inner
    names = outputs_of(groups)
    writer = Writer(binder, outputs={name: partial(named, name, INNER) for name in names})
    return exp.Select(
        expressions=[named(name, INNER) for name in names],
        from_=exp.From(this=subquery(inner, INNER)),
        where=where(node.conditions, writer),
    )


def _groups(groups: Groups, binder: Binder, frame: str | None) -> exp.Select:
    match groups:
        case Aggregate():
            return write_aggregate(groups, binder)[0]
        case Combined():
            return _combined(groups, binder, frame)
        case Extend():
            names = outputs_of(groups.source)
            writer = Writer(binder, outputs={name: partial(named, name, INNER) for name in names})
            added = [
                aliased(cast(writer.value(value), output.engine_type), output.name) for output, value in groups.added
            ]
            inner = subquery(_groups(groups.source, binder, frame), INNER)
            return exp.Select(expressions=[*(named(name, INNER) for name in names), *added], from_=exp.From(this=inner))


def write_aggregate(
    aggregate: Aggregate, binder: Binder, frame: str | None = None
) -> tuple[exp.Select, dict[str, "partial[exp.Expr]"]]:
    """One row for each group, and how each total is written; `frame` is where periods of the result are found."""
    if aggregate.staged is not None:
        return _in_stages(aggregate.staged, binder, frame)
    source, conditions, owner = read_rows(aggregate.source, binder, frame)
    writer = Writer(binder, owner=owner)
    groups = [aliased(writer.value(group.value), group.name) for group in aggregate.groups]
    written = {
        output.name: partial(write_total, total, output, writer)
        for total, output in zip(aggregate.totals, aggregate.outputs, strict=True)
    }
    totals = [aliased(write(), name) for name, write in written.items()]
    select = exp.Select(
        expressions=[*groups, *totals] or [exp.Count(this=exp.Star())],
        from_=exp.From(this=source),
        where=where(conditions, writer),
    )
    if aggregate.sets:
        select.append("expressions", aliased(_level(aggregate, writer), LEVEL.name))
        sets = [exp.Tuple(expressions=[number(place + 1) for place in one]) for one in aggregate.sets]
        select.set("group", exp.Group(grouping_sets=[exp.GroupingSets(expressions=sets)]))
    elif groups:
        ordinals: list[exp.Expr] = [exp.Literal.number(position) for position in range(1, len(groups) + 1)]
        select.set("group", exp.Group(expressions=ordinals))
    return select, written


def _in_stages(staged: Staged, binder: Binder, frame: str | None) -> tuple[exp.Select, dict[str, "partial[exp.Expr]"]]:
    select, written = write_aggregate(staged.final, binder, frame)
    # The one place where the name of the first stage stands for it.
    for table in list(select.find_all(exp.Table)):
        if table.name == staged.name:
            table.replace(subquery(write_aggregate(staged.partial, binder, frame)[0], staged.name))
    return select, written


def _level(aggregate: Aggregate, writer: Writer) -> exp.Expr:
    """Which of the sets a row belongs to: the engine sets a bit for each group that a set leaves out, the first group
    highest."""
    count = len(aggregate.groups)
    masks = [sum(1 << (count - 1 - place) for place in range(count) if place not in one) for one in aggregate.sets]
    told = call("GROUPING", *(writer.value(group.value) for group in aggregate.groups))
    branches = [
        exp.If(this=exp.EQ(this=told.copy(), expression=number(mask)), true=number(level))
        for level, mask in enumerate(masks)
    ]
    return cast(exp.Case(ifs=branches), "BIGINT")


def _combined(combined: Combined, binder: Binder, frame_name: str | None) -> exp.Select:
    """The groups of the frames, with the other aggregates beside them."""
    names = [output.name for output in combined.groups]
    columns = [named(name, FRAME) for name in names]
    columns += [named(output.name, FRAME) for cell in combined.frames for output in cell.outputs]
    joins = []
    for place, looked in enumerate(combined.beside):
        alias = f"beside{place}"
        joins.append(_beside(combined, looked, alias, binder, frame_name))
        for output in looked.aggregate.outputs:
            value = named(output.name, alias)
            is_count = output.name in combined.counts
            columns.append(aliased(call("COALESCE", value, number(0)), output.name) if is_count else value)
    if combined.sets:
        columns.append(named(LEVEL.name, FRAME))
    if frame_name is None:
        frame: exp.Expr = subquery(_frame(combined, binder), FRAME)
    else:
        frame = exp.Table(this=quoted(frame_name), alias=exp.TableAlias(this=quoted(FRAME)))
    return exp.Select(expressions=columns, from_=exp.From(this=frame), joins=joins)


def _beside(combined: Combined, looked: Looked, alias: str, binder: Binder, frame_name: str | None) -> exp.Join:
    inner = subquery(write_aggregate(looked.aggregate, binder, frame_name)[0], alias)
    same: list[exp.Expr] = [exp.NullSafeEQ(this=named(key, FRAME), expression=named(key, alias)) for key in looked.keys]
    if combined.sets:
        levels: list[exp.Expr] = [number(level) for level in looked.sets]
        same.append(exp.In(this=named(LEVEL.name, FRAME), expressions=levels))
    return exp.Join(this=inner, side="LEFT", on=joined(same, exp.And) if same else exp.Boolean(this=True))


def _frame(combined: Combined, binder: Binder) -> exp.Select:
    """The groups that any of the frames has, each with the totals of all of them."""
    if len(combined.frames) == 1:
        return _frame_part(combined, combined.frames[0], binder)
    keys = [output.name for output in combined.groups] + ([LEVEL.name] if combined.sets else [])
    every = [output for cell in combined.frames for output in cell.outputs]
    parts: list[exp.Query] = []
    for place, cell in enumerate(combined.frames):
        own = {output.name for output in cell.outputs}
        alias = f"frame{place}"
        columns = [named(key, alias) for key in keys]
        columns += [
            named(output.name, alias)
            if output.name in own
            else aliased(cast(exp.Null(), output.engine_type), output.name)
            for output in every
        ]
        made = subquery(_frame_part(combined, cell, binder), alias)
        parts.append(exp.Select(expressions=columns, from_=exp.From(this=made)))
    united = parts[0]
    for part in parts[1:]:
        united = exp.Union(this=united, expression=part, distinct=False)
    columns = [named(key, INNER) for key in keys]
    for output in every:
        value = call("ANY_VALUE", named(output.name, INNER))
        if output.name in combined.counts:
            value = call("COALESCE", value, number(0))
        columns.append(aliased(value, output.name))
    select = exp.Select(expressions=columns, from_=exp.From(this=subquery(united, INNER)))
    if keys:
        ordinals: list[exp.Expr] = [exp.Literal.number(position) for position in range(1, len(keys) + 1)]
        select.set("group", exp.Group(expressions=ordinals))
    return select


def _frame_part(combined: Combined, part: Aggregate | Stacked, binder: Binder) -> exp.Select:
    """The groups of one frame; those of several sets one under the other where each set is computed on its own."""
    if isinstance(part, Aggregate):
        return write_aggregate(part, binder)[0]
    selects: list[exp.Query] = []
    for level, aggregate in enumerate(part.parts):
        alias = f"level{level}"
        own = {group.name for group in aggregate.groups}
        columns = [
            named(group.name, alias) if group.name in own else aliased(cast(exp.Null(), group.engine_type), group.name)
            for group in combined.groups
        ]
        columns += [named(output.name, alias) for output in part.outputs]
        columns.append(aliased(cast(number(level), "BIGINT"), LEVEL.name))
        made = subquery(write_aggregate(aggregate, binder)[0], alias)
        selects.append(exp.Select(expressions=columns, from_=exp.From(this=made)))
    stacked = selects[0]
    for select in selects[1:]:
        stacked = exp.Union(this=stacked, expression=select, distinct=False)
    names = [*(group.name for group in combined.groups), *(output.name for output in part.outputs), LEVEL.name]
    return exp.Select(expressions=[named(name, INNER) for name in names], from_=exp.From(this=subquery(stacked, INNER)))
