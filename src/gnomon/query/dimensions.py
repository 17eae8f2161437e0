"""Members of a question, found by name, and what a dimension of it groups by."""

from datetime import datetime

from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query import bins, moments
from gnomon.query.bounds import Subject
from gnomon.query.conditions import Scope, cut
from gnomon.query.contracts import ColumnRole, DimensionRef, QueryColumn, RangeFilter
from gnomon.query.draft import Question
from gnomon.query.engine_types import FIT_64_BITS, written_as
from gnomon.query.errors import QuestionRefused, UnknownMember
from gnomon.query.plan import Field, Group, NumberStep, Output, Shown, TimeStep, Value, WallClock
from gnomon.semantic.contracts import CYCLIC_GRAINS, Dimension, TimeGrain

MAX_WHOLE_EXPONENT = 15
"""Wider steps may begin below the least number of 64 bits."""
_GRAIN_WORDS = {
    TimeGrain.HOUR_OF_DAY: "hour of day",
    TimeGrain.DAY_OF_WEEK: "day of week",
    TimeGrain.MONTH_OF_YEAR: "month of year",
}


class Resolver:
    """Knows the members of one dataset version."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.members = {dimension.name: dimension for dimension in question.model.dimensions}
        self.fields = {
            column.name: Field(column.name, column.type, column.engine_type) for column in question.table.columns
        }
        time_zone = moments.zone(question.spec.time_zone)
        latest = {
            name: None if extent.max is None else _wall(str(extent.max), time_zone.key)
            for name, extent in question.extents.items()
        }
        self.scope = Scope(self.fields, tuple(self._visible()), time_zone, question.now, latest)

    def member(self, name: str) -> Dimension:
        """The member of this name. Raises `UnknownMember` with near misses among those that are not hidden."""
        found = self.members.get(name)
        if found is None:
            raise UnknownMember(name, near_misses(name, self._visible()))
        return found

    def _visible(self) -> list[str]:
        return [one.name for one in self.members.values() if not one.is_hidden]

    def subject(self, name: str) -> Subject:
        """The member of this name as filters and bins take it."""
        return self.scope.subject(name)

    def dimension(self, ref: DimensionRef) -> tuple[Group, Shown, QueryColumn]:
        """What a dimension groups by, and the result column that it makes."""
        member = self.member(ref.member)
        subject = self.subject(ref.member)
        value, output, bin_width = self._grouped(ref, subject)
        cast, is_text_encoded = written_as(output.type, output.engine_type)
        column = QueryColumn(
            name=output.name,
            label=member.label if ref.grain is None else f"{member.label} ({_grain_words(ref.grain)})",
            role=ColumnRole.DIMENSION,
            type=output.type,
            member=ref.member,
            aggregation=None,
            grain=ref.grain,
            bin_width=bin_width,
            is_text_encoded=is_text_encoded,
        )
        return Group(output.name, value), Shown(output.name, output, cast), column

    def _grouped(self, ref: DimensionRef, subject: Subject) -> tuple[Value, Output, float | None]:
        if ref.grain is not None and ref.bins is not None:
            raise QuestionRefused(f"“{ref.member}” has both a grain and bins.", "Leave one of them out.")
        zone_name = self.scope.zone_name
        if ref.grain is not None:
            name = ref.name or f"{ref.member}_{ref.grain.value}"
            return cut(subject, ref.grain, zone_name), _cut_output(name, ref.grain), None
        name = ref.name or ref.member
        if ref.bins is not None:
            step, width = bins.step_of(subject, ref.bins, self._span(subject), zone_name)
            return step, _step_output(name, step), width
        if subject.is_zoned:
            return WallClock(subject.value, zone_name), Output(name, subject.type, "TIMESTAMP"), None
        return subject.value, Output(name, subject.type, subject.engine_type), None

    def _span(self, subject: Subject) -> bins.Span | None:
        """The span of the rows that the principal may see, narrowed by the question's own ranges on the member."""
        extent = self.question.extents.get(subject.name)
        if extent is None:
            return None
        span = bins.span_of(subject, extent.min, extent.max, self.scope.zone_name)
        for one in self.question.spec.filters:
            if span is not None and isinstance(one, RangeFilter) and one.member == subject.name:
                low = bins.span_of(subject, one.min, one.min, self.scope.zone_name)
                high = bins.span_of(subject, one.max, one.max, self.scope.zone_name)
                span = bins.Span(
                    span.low if low is None else max(low.low, span.low),
                    span.high if high is None else min(high.high, span.high),
                )
        return span

    def shown_row(self, ref: DimensionRef) -> tuple[Value, Shown, QueryColumn]:
        """A column of rows as they are: what it is sorted by, and the result column that it makes."""
        if ref.grain is not None or ref.bins is not None:
            raise QuestionRefused("Rows are shown as they are, without grains and bins.", "Ask for groups instead.")
        return self._row(self.member(ref.member), ref.name or ref.member)

    def visible_rows(self) -> list[tuple[Value, Shown, QueryColumn]]:
        """Every column that is not hidden, in the dataset's order."""
        return [self._row(member, member.name) for member in self.question.model.dimensions if not member.is_hidden]

    def visible_values(self) -> dict[str, Value]:
        """What rows can be sorted by, whether it is shown or not: every column that is not hidden."""
        return {name: self.subject(name).value for name in self._visible()}

    def _row(self, member: Dimension, name: str) -> tuple[Value, Shown, QueryColumn]:
        subject = self.subject(member.name)
        value: Value = WallClock(subject.value, self.scope.zone_name) if subject.is_zoned else subject.value
        cast, is_text_encoded = written_as(member.type, "TIMESTAMP" if subject.is_zoned else subject.engine_type)
        column = QueryColumn(
            name=name,
            label=member.label,
            role=ColumnRole.DIMENSION,
            type=member.type,
            member=member.name,
            aggregation=None,
            grain=None,
            bin_width=None,
            is_text_encoded=is_text_encoded,
        )
        return subject.value, Shown(name, value, cast), column


def _wall(text: str, zone_name: str) -> datetime | None:
    moment = moments.parse(text)
    return None if moment is None else moments.to_wall(moment, moments.zone(zone_name))


def _cut_output(name: str, grain: TimeGrain) -> Output:
    if grain in CYCLIC_GRAINS:
        return Output(name, ColumnType.INTEGER, "BIGINT")
    if grain in moments.WITHIN_A_DAY:
        return Output(name, ColumnType.DATETIME, "TIMESTAMP")
    return Output(name, ColumnType.DATE, "DATE")


def _step_output(name: str, step: NumberStep | TimeStep) -> Output:
    if isinstance(step, TimeStep):
        return Output(name, ColumnType.DATE, "DATE") if step.is_date else Output(name, ColumnType.DATETIME, "TIMESTAMP")
    if is_whole(step):
        return Output(name, ColumnType.INTEGER, "BIGINT")
    return Output(name, ColumnType.FLOAT, "DOUBLE")


def is_whole(step: NumberStep) -> bool:
    """Whether both the numbers and the edges of their steps are whole, and 64 bits hold them."""
    return 0 <= step.exponent <= MAX_WHOLE_EXPONENT and step.value.engine_type in FIT_64_BITS


def _grain_words(grain: TimeGrain) -> str:
    return _GRAIN_WORDS.get(grain, grain.value)
