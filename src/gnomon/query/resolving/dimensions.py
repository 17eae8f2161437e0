"""Members of a question, found by name, and what a dimension of it groups by."""

from collections.abc import Callable
from datetime import datetime

from gnomon.datasets.contracts import ColumnType
from gnomon.query import bins, moments
from gnomon.query.bounds import Subject
from gnomon.query.conditions import Scope, cut
from gnomon.query.contracts import ColumnRole, DimensionRef, QueryColumn, RangeFilter
from gnomon.query.draft import Question, Top
from gnomon.query.engine_types import is_whole, written_as
from gnomon.query.errors import QuestionRefused
from gnomon.query.plan import Field, Folded, Group, NumberStep, Output, Shown, TimeStep, Value, WallClock
from gnomon.query.resolving.members import Members
from gnomon.semantic.contracts import CYCLIC_GRAINS, TimeGrain

_GRAIN_WORDS = {
    TimeGrain.HOUR_OF_DAY: "hour of day",
    TimeGrain.DAY_OF_WEEK: "day of week",
    TimeGrain.MONTH_OF_YEAR: "month of year",
}


class Dimensions:
    """What the dimensions of a question group by, and the result columns that they make."""

    def __init__(self, question: Question, members: Members) -> None:
        self._question = question
        self._members = members
        self.time_zone = moments.zone(question.spec.time_zone)
        self._latest = {
            name: None if extent.max is None else _wall(str(extent.max), self.time_zone.key)
            for name, extent in question.extents.items()
        }

    def scope(self, find: Callable[[str], Field]) -> Scope:
        """What filters are read against, where `find` knows the members."""
        return Scope(find, self.time_zone, self._question.now, self._latest)

    def group(self, position: int, field: Field) -> Group:
        """What a dimension groups by, where its member is this column."""
        ref = self._question.spec.dimensions[position]
        value, output, _ = self._grouped(ref, _subject(ref.member, field), self._question.tops.get(position))
        return Group(output.name, value)

    def shown(self, position: int, field: Field) -> tuple[Output, Shown, QueryColumn]:
        """The result column that a dimension makes."""
        ref = self._question.spec.dimensions[position]
        _, output, bin_width = self._grouped(ref, _subject(ref.member, field), self._question.tops.get(position))
        cast, is_text_encoded = written_as(output.type, output.engine_type)
        label = self._label(ref.member)
        column = QueryColumn(
            name=output.name,
            label=label if ref.grain is None else f"{label} ({_grain_words(ref.grain)})",
            role=ColumnRole.DIMENSION,
            type=output.type,
            member=ref.member,
            aggregation=None,
            grain=ref.grain,
            bin_width=bin_width,
            is_text_encoded=is_text_encoded,
        )
        return output, Shown(output.name, output, cast), column

    def _label(self, member: str) -> str:
        known = self._members.dimension(member)
        return member if known is None else known.label

    def _grouped(self, ref: DimensionRef, subject: Subject, top: Top | None) -> tuple[Value, Output, float | None]:
        if ref.grain is not None and ref.bins is not None:
            raise QuestionRefused(f"“{ref.member}” has both a grain and bins.", "Leave one of them out.")
        zone_name = self.time_zone.key
        if ref.grain is not None:
            name = ref.name or f"{ref.member}_{ref.grain.value}"
            return cut(subject, ref.grain, zone_name), _cut_output(name, ref.grain), None
        name = ref.name or ref.member
        if ref.bins is not None:
            step, width = bins.step_of(subject, ref.bins, self._span(subject), zone_name)
            return step, _step_output(name, step), width
        if subject.is_zoned:
            return WallClock(subject.value, zone_name), Output(name, subject.type, "TIMESTAMP"), None
        if ref.top is not None and ref.top.other is not None and top is not None:
            return _folded(ref.top.other, subject, top), Output(name, subject.type, "VARCHAR"), None
        return subject.value, Output(name, subject.type, subject.engine_type), None

    def _span(self, subject: Subject) -> bins.Span | None:
        """The span of the rows that the principal may see, narrowed by the question's own ranges on the member."""
        extent = self._question.extents.get(subject.name)
        if extent is None:
            return None
        zone_name = self.time_zone.key
        span = bins.span_of(subject, extent.min, extent.max, zone_name)
        for one in self._question.spec.filters:
            if span is not None and isinstance(one, RangeFilter) and one.member == subject.name:
                low = bins.span_of(subject, one.min, one.min, zone_name)
                high = bins.span_of(subject, one.max, one.max, zone_name)
                span = bins.Span(
                    span.low if low is None else max(low.low, span.low),
                    span.high if high is None else min(high.high, span.high),
                )
        return span

    def row(self, member: str, name: str, field: Field) -> tuple[Value, Shown, QueryColumn]:
        """A column of rows as they are: what it is sorted by, and the result column that it makes."""
        subject = _subject(member, field)
        value: Value = WallClock(subject.value, self.time_zone.key) if subject.is_zoned else subject.value
        cast, is_text_encoded = written_as(subject.type, "TIMESTAMP" if subject.is_zoned else subject.engine_type)
        column = QueryColumn(
            name=name,
            label=self._label(member),
            role=ColumnRole.DIMENSION,
            type=subject.type,
            member=member,
            aggregation=None,
            grain=None,
            bin_width=None,
            is_text_encoded=is_text_encoded,
        )
        return subject.value, Shown(name, value, cast), column


def _subject(member: str, field: Field) -> Subject:
    return Subject(member, field.type, field.engine_type, field)


def _folded(other: str, subject: Subject, top: Top) -> Folded:
    if subject.type is not ColumnType.TEXT or not isinstance(subject.value, Field):
        raise QuestionRefused(
            f"Only texts can be folded into “{other}”, and “{subject.name}” has the type {subject.type.value}.",
            "Leave `other` out, so that the rest is left out.",
        )
    while other in top.values:
        other += " (rest)"
    return Folded(subject.value, top.values, top.has_null, other)


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


def _grain_words(grain: TimeGrain) -> str:
    return _GRAIN_WORDS.get(grain, grain.value)
