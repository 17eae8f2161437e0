"""The questions behind an explanation, all asked by the one road of questions, and their answers as fractions."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from fractions import Fraction

from gnomon.charts.explaining.arithmetic import ZERO, Key
from gnomon.charts.explaining.contracts import ExplainFigure
from gnomon.charts.explaining.fields import MAX_VALUES
from gnomon.charts.explaining.numbers import are_exact, exact
from gnomon.engine.contracts import RunId
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.contracts import (
    DimensionRef,
    InFilter,
    MeasureRef,
    QuerySpec,
    RowFilterSpec,
    Sort,
)
from gnomon.query.service import Parting, QueryRuntime
from gnomon.semantic.contracts import Aggregation

FIGURE, ROWS, GROUP = "figure", "rows", "group"
MOST_SIBLINGS = 30


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a question says of some rows: the figure itself, how many rows there are, and its parts."""

    figure: Fraction | None
    rows: int
    above: Fraction
    below: Fraction


NOTHING = Amounts(None, 0, ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Groups:
    """The same for each value of a field."""

    by_value: Mapping[Key, Amounts]
    count: int
    """How many values there are; more than are told where it is above the limit."""
    is_exact: bool
    label: str

    @property
    def is_whole(self) -> bool:
        """Whether all values are told."""
        return self.count <= len(self.by_value)


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for a figure over different rows."""

    runtime: QueryRuntime
    principal: Principal
    command: ExplainFigure
    measure: MeasureRef
    parting: Parting

    def question(self, part: Sequence[RowFilterSpec], by: DimensionRef | None = None) -> QuerySpec:
        """The figure over some of the rows of the picture, by the values of a field."""
        asked = self.command.question
        terms = (one.ref for one in (*self.parting.above, *self.parting.below))
        return QuerySpec(
            dataset_id=asked.dataset_id,
            dimensions=() if by is None else (by,),
            measures=(
                self.measure.model_copy(update={"name": FIGURE}),
                MeasureRef(aggregation=Aggregation.COUNT, name=ROWS),
                *terms,
            ),
            filters=(*(one for one in asked.filters if one.kind != "measure"), *part),
            parameters=asked.parameters,
            limit=1 if by is None else MAX_VALUES,
            time_zone=asked.time_zone,
        )

    def shown(self, part: Sequence[RowFilterSpec]) -> QuerySpec:
        """The question that a reader may ask again to see the figure alone."""
        return self.question(part).model_copy(update={"measures": (self.measure,)})

    def siblings(self, part: InFilter, others: Sequence[RowFilterSpec]) -> QuerySpec:
        """The other groups along a field of a mark, those with the most rows first."""
        by = DimensionRef(member=part.member, grain=part.grain, name=GROUP)
        question = self.question(others, by)
        rows = (question.measures[1],)
        sort = (Sort(by=ROWS, descending=True),)
        return question.model_copy(update={"measures": rows, "sort": sort, "limit": MOST_SIBLINGS})

    async def ask(self, questions: Mapping[str, QuerySpec]) -> dict[str, Groups]:
        """All of them at once, in one pass where that is possible. Raises what is wrong with any of them."""
        run_id = None if self.command.run_id is None else RunId(self.command.run_id)
        found = {}
        asked = tuple(questions.items())
        frames = query.run_many(self.runtime, self.principal, asked, run_id=run_id, skip_cache=self.command.skip_cache)
        async with aclosing(frames) as answers:  # type: ignore[type-var]
            async for frame in answers:
                if frame.answer is None:
                    assert frame.error is not None
                    raise frame.error
                found[frame.id] = self._groups(frame.answer)
        return found

    def _groups(self, answer: query.QueryAnswer) -> Groups:
        columns = {one.name: one for one in answer.meaning.columns}
        rows = [
            dict(zip(columns, row, strict=True))
            for row in query.rows_of(answer.ipc, answer.meaning.columns, limit_numbers=False)
        ]
        numbers = {name: one for name, one in columns.items() if name not in {GROUP, ROWS}}
        label = columns[FIGURE].label if FIGURE in columns else ""
        by_value = {row.get(GROUP): self._amounts(row) for row in rows}
        return Groups(by_value, answer.meaning.total_rows, are_exact(numbers), label)

    def _amounts(self, row: Mapping[str, object]) -> Amounts:
        above, below = (self._sum(row, terms) for terms in (self.parting.above, self.parting.below))
        rows = row[ROWS]
        return Amounts(exact(row.get(FIGURE)), rows if isinstance(rows, int) else int(str(rows)), above, below)

    @staticmethod
    def _sum(row: Mapping[str, object], terms: Iterable[query.Term]) -> Fraction:
        """What is above or below the line; what has no value adds nothing."""
        return sum((one.times * (exact(row.get(one.ref.name or "")) or ZERO) for one in terms), ZERO)


def only(groups: Groups) -> Amounts:
    """What a question without a field says."""
    return next(iter(groups.by_value.values()), NOTHING)
