"""A shared plan as one statement, whose rows are the answers one under the other, each in columns of its own."""

from dataclasses import dataclass

from sqlglot import exp

from gnomon.query import guard
from gnomon.query.draft import free_name
from gnomon.query.expressions import Binder, aliased, call, named, number, quoted
from gnomon.query.lowering.groups import write_aggregate, write_groups
from gnomon.query.lowering.sources import DUCKDB, subquery
from gnomon.query.lowering.windows import window
from gnomon.query.plan import Aggregate, Bound, Combined, Extend, Plan
from gnomon.query.plan.walk import scans_of
from gnomon.query.sharing.shared import Shared

QUESTION, PLACE, TOTAL = "question", "place", "total"
FIRST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the answer of one question stands in the rows of all: in its columns, under their names."""

    columns: tuple[int, ...]
    names: tuple[str, ...]
    is_counted: bool


@dataclass(frozen=True, slots=True)
class SharedStatement:
    """One statement for several questions, with its bound values, and how it is taken apart."""

    sql: str
    parameters: tuple[Bound, ...]
    answers: tuple[Answer, ...]


def write_shared(shared: Shared) -> SharedStatement:
    """Write the statement, and look at it once more before anybody may run it."""
    binder = Binder()
    tables = frozenset(scan.table.name.casefold() for scan in scans_of(shared.groups))
    ctes: list[exp.Expr] = [_cte(write_aggregate(shared.groups, binder)[0], shared.name)]
    selects, counted = [], []
    for place, plan in enumerate(shared.plans):
        select, total_column = _answer(plan, binder, free_name(f"groups{place}", tables))
        ctes += _lifted(select)
        selects.append(select)
        counted.append(total_column)
    answers = _laid_out(shared.plans, counted)
    width = max(answer.columns[-1] for answer in answers) + 1
    branches = [_branch(place, select, answers[place], counted[place], width) for place, select in enumerate(selects)]
    united: exp.Query = branches[0]
    for branch in branches[1:]:
        united = exp.Union(this=united, expression=branch, distinct=False)
    order: list[exp.Expr] = [exp.Ordered(this=named(one, "answers"), nulls_first=False) for one in (QUESTION, PLACE)]
    statement = exp.Select(
        expressions=[exp.Star()],
        from_=exp.From(this=subquery(united, "answers")),
        order=exp.Order(expressions=order),
        with_=exp.With(expressions=ctes),
    )
    guard.check(statement, scans_of(shared.groups))
    return SharedStatement(DUCKDB.generate(statement, copy=False), tuple(binder.values), answers)


def _cte(select: exp.Select, name: str) -> exp.CTE:
    return exp.CTE(this=select, alias=exp.TableAlias(this=quoted(name)), materialized=True)


def _answer(plan: Plan, binder: Binder, name: str) -> tuple[exp.Select, str | None]:
    """The statement of one question, as it is written alone, with one more column that tells the order of its rows."""
    groups = plan.source.source
    if not isinstance(groups, Aggregate | Combined | Extend):
        raise TypeError("only groups are made of groups")
    select, total_column = write_groups(plan, groups, binder, called=name)
    order = select.args.get("order")
    if order is not None:
        keys = [key.copy() for key in order.expressions]
        select.append("expressions", aliased(window(call("RANK"), [], keys), _place_in(plan)))
    return select, total_column


def _place_in(plan: Plan) -> str:
    return free_name("__place", frozenset(column.name.casefold() for column in plan.columns))


def _lifted(select: exp.Select) -> list[exp.Expr]:
    """What a statement names beforehand, taken out of it."""
    with_ = select.args.pop("with_", None)
    return [] if with_ is None else list(with_.expressions)


def _laid_out(plans: tuple[Plan, ...], counted: list[str | None]) -> tuple[Answer, ...]:
    answers = []
    start = FIRST_COLUMNS
    for plan, total_column in zip(plans, counted, strict=True):
        names = tuple(column.name for column in plan.columns)
        answers.append(Answer(tuple(range(start, start + len(names))), names, total_column is not None))
        start += len(names)
    return tuple(answers)


def _branch(place: int, select: exp.Select, answer: Answer, total_column: str | None, width: int) -> exp.Select:
    """The rows of one answer in the columns that are its own."""
    alias = f"answer{place}"
    has_order = select.args.get("order") is not None
    ranked = named(select.expressions[-1].alias, alias) if has_order else exp.Null()
    total = exp.Null() if total_column is None else named(total_column, alias)
    own = dict(zip(answer.columns, answer.names, strict=True))
    columns = [
        aliased(named(own[column], alias) if column in own else exp.Null(), f"column{column}")
        for column in range(FIRST_COLUMNS, width)
    ]
    first = [aliased(number(place), QUESTION), aliased(ranked, PLACE), aliased(total, TOTAL)]
    return exp.Select(expressions=[*first, *columns], from_=exp.From(this=subquery(select, alias)))
