"""Explain a figure of a picture: what it is, and of what its difference from another one is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gnomon.charts.contracts import UnknownField
from gnomon.charts.explaining.asking import Amounts, Asker, Groups, only
from gnomon.charts.explaining.bases import (
    NotComparable,
    another,
    in_time,
    parts_by_member,
    step_of,
    the_others,
)
from gnomon.charts.explaining.breaking import Halves, broken_down, order_of
from gnomon.charts.explaining.contracts import (
    BaseChoice,
    BaseKind,
    Breakdown,
    Explained,
    ExplainFigure,
    FieldLeftOut,
    FieldToAsk,
    FigureKind,
    FigureMeasure,
    FigureSide,
    OfferedBase,
)
from gnomon.charts.explaining.fields import NOT_SHARED, candidates, sorted_out, too_many
from gnomon.charts.explaining.measuring import measured
from gnomon.charts.explaining.numbers import told
from gnomon.charts.fields import dimensions_of
from gnomon.charts.periods import last_full, local, wall_clock
from gnomon.charts.small_groups import SmallNumbersSeen
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.contracts import DimensionRef, InFilter, MeasureRef, NullFilter, QuerySpec, RowFilterSpec
from gnomon.query.service import QueryRuntime
from gnomon.semantic.contracts import SemanticModel

MINE, BASE = "mine", "base"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a figure is compared with: the rows of it, and how many groups share its amounts."""

    offered: OfferedBase
    mark: tuple[RowFilterSpec, ...]
    one_of: int


async def explain_figure(runtime: QueryRuntime, principal: Principal, command: ExplainFigure) -> Explained:
    """What is known of a figure. Raises what its question raises, and whatever forbids that it is explained."""
    if command.question.hides_small is not None:
        raise SmallNumbersSeen(
            "What a figure is made of would tell of small groups.", "Explain a picture that shows all its figures."
        )
    model = await query.model_for(runtime, principal, command.question.dataset_id)
    measure = _measure_of(command)
    dimensions = [one.name for one in candidates(model)]
    parting = await query.parting_of(runtime, principal, command.question.dataset_id, measure, dimensions)
    about = measured(measure, parting, model)
    asker = Asker(runtime, principal, command, measure, parting)
    fields, left_out = sorted_out(model, command.mark, command.question.filters, parting.repeated)
    bases = await _bases(asker, model, about.kind)
    chosen = _chosen(command, bases, model)
    compared = None if chosen is None else _compared(command, chosen)
    asked = _asked(command, fields)
    answers = await asker.ask(_questions(asker, compared, asked))
    mine, base = only(answers[MINE]), None if compared is None else only(answers[BASE])
    delta = None if base is None or compared is None else _delta(about.kind, mine, base, compared.one_of)
    broken, more_out = _broken(about, asked, answers, compared, delta)
    is_exact = all(one.is_exact for one in answers.values()) and about.kind is not FigureKind.RATIO
    base_side = (
        None if base is None or compared is None else _side(asker, compared.mark, about, answers[BASE], compared.one_of)
    )
    return Explained(
        measure=about,
        mine=_side(asker, command.mark, about, answers[MINE], 1),
        base=base_side,
        chosen=chosen,
        bases=bases,
        delta=told(delta, is_exact=is_exact),
        change=_change(delta, base_side),
        fields=fields,
        left_out=(*left_out, *more_out),
        breakdowns=broken,
        notes=_notes(command, model, mine, base),
    )


def _measure_of(command: ExplainFigure) -> MeasureRef:
    measures = {one.name: one for one in command.question.measures if one.name is not None}
    found = measures.get(command.measure)
    if found is None:
        raise UnknownField(command.measure, near_misses(command.measure, [str(one) for one in measures]))
    return found


async def _bases(asker: Asker, model: SemanticModel, kind: FigureKind) -> tuple[OfferedBase, ...]:
    """What the figure can be compared with: times first, then other groups."""
    mark = asker.command.mark
    known = {one.name: one for one in dimensions_of(model)}
    places = {member: place for member, place in parts_by_member(mark).items() if member in known}
    times = [offered for member, place in places.items() for offered in in_time(mark[place], known[member])]
    asked: dict[str, QuerySpec] = {}
    for member, place in places.items():
        others = the_others(mark[place])
        if others is not None:
            part = mark[place]
            grouped = part if isinstance(part, InFilter) else InFilter(member=member, values=(None,))
            asked[member] = asker.siblings(grouped, _replaced(mark, place, others))
    answers = await asker.ask(asked) if asked else {}
    groups: list[OfferedBase] = []
    for member, found in answers.items():
        is_time = any(one.choice.member == member for one in times)
        groups += _groups(mark[places[member]], known[member].label, found, kind, is_time=is_time)
    return (*times, *sorted(groups, key=lambda one: (list(places).index(one.choice.member), one.choice.kind)))


def _groups(part: RowFilterSpec, label: str, found: Groups, kind: FigureKind, *, is_time: bool) -> list[OfferedBase]:
    member = part.member if isinstance(part, InFilter | NullFilter) else ""
    others = the_others(part)
    if others is None or found.count == 0:
        return []
    is_one = not isinstance(part, InFilter) or len(part.values) == 1
    offered = [
        OfferedBase(
            choice=BaseChoice(kind=BaseKind.OTHERS, member=member),
            label=label,
            part=others,
            count=found.count,
            is_average=kind is FigureKind.SUM and is_one,
        )
    ]
    if is_time:
        return offered
    for value in found.by_value:
        choice = BaseChoice(kind=BaseKind.VALUE, member=member, value=value)
        offered.append(OfferedBase(choice=choice, label=label, part=another(part, value)))
    return offered


def _chosen(command: ExplainFigure, bases: Sequence[OfferedBase], model: SemanticModel) -> OfferedBase | None:
    """What was chosen, of which only other groups may be ones that were not offered; else the first that is."""
    choice = command.base
    if choice is None:
        return next(iter(bases), None)
    found = next((one for one in bases if one.choice == choice), None)
    if found is not None:
        return found
    place = parts_by_member(command.mark).get(choice.member)
    known = next((one for one in dimensions_of(model) if one.name == choice.member), None)
    if choice.kind is not BaseKind.VALUE or place is None or known is None:
        raise NotComparable(choice.member)
    return OfferedBase(choice=choice, label=known.label, part=another(command.mark[place], choice.value))


def _compared(command: ExplainFigure, chosen: OfferedBase) -> Compared:
    place = parts_by_member(command.mark)[chosen.choice.member]
    one_of = chosen.count if chosen.is_average and chosen.count else 1
    return Compared(chosen, _replaced(command.mark, place, chosen.part), one_of)


def _replaced(mark: tuple[RowFilterSpec, ...], place: int, part: RowFilterSpec) -> tuple[RowFilterSpec, ...]:
    return (*mark[:place], part, *mark[place + 1 :])


def _asked(command: ExplainFigure, fields: Sequence[FieldToAsk]) -> tuple[FieldToAsk, ...]:
    known = {one.member: one for one in fields}
    for member in command.members:
        if member not in known:
            raise UnknownField(member, near_misses(member, list(known)))
    return tuple(known[member] for member in dict.fromkeys(command.members))


def _questions(asker: Asker, compared: Compared | None, asked: Sequence[FieldToAsk]) -> dict[str, QuerySpec]:
    """Both figures, then both for each value of each field."""
    marks = {MINE: asker.command.mark} | ({} if compared is None else {BASE: compared.mark})
    found = {side: asker.question(mark) for side, mark in marks.items()}
    if compared is not None:
        for one in asked:
            by = DimensionRef(member=one.member, name="group")
            found |= {f"{side}:{one.member}": asker.question(mark, by) for side, mark in marks.items()}
    return found


def _delta(kind: FigureKind, mine: Amounts, base: Amounts, one_of: int) -> Fraction | None:
    if kind is FigureKind.SUM:
        return mine.above - base.above / one_of
    if kind is FigureKind.RATIO:
        return mine.above / mine.below - base.above / base.below if mine.below and base.below else None
    return None if mine.figure is None or base.figure is None else mine.figure - base.figure


def _broken(
    about: FigureMeasure,
    asked: Sequence[FieldToAsk],
    answers: Mapping[str, Groups],
    compared: Compared | None,
    delta: Fraction | None,
) -> tuple[tuple[Breakdown, ...], tuple[FieldLeftOut, ...]]:
    """The fields over which the difference can be taken apart, the best first, and those that have too many values."""
    found: list[Breakdown] = []
    left_out = []
    for one in asked if compared is not None else ():
        assert compared is not None
        halves = Halves(answers[f"{MINE}:{one.member}"], answers[f"{BASE}:{one.member}"], compared.one_of)
        if not (halves.mine.is_whole and halves.base.is_whole):
            count = max(halves.mine.count, halves.base.count)
            left_out.append(FieldLeftOut(member=one.member, label=one.label, reason=too_many(count)))
            continue
        if not halves.has_shared:
            left_out.append(FieldLeftOut(member=one.member, label=one.label, reason=NOT_SHARED))
            continue
        broken = broken_down(one, halves, about.kind, delta)
        if broken is not None:
            found.append(broken)
    return tuple(sorted(found, key=order_of)), tuple(left_out)


def _side(asker: Asker, mark: Sequence[RowFilterSpec], about: FigureMeasure, groups: Groups, one_of: int) -> FigureSide:
    found = only(groups)
    is_ratio = about.kind is FigureKind.RATIO
    figure = found.figure
    if about.kind is FigureKind.SUM and one_of > 1:
        figure = found.above / one_of
    return FigureSide(
        question=asker.shown(mark),
        value=told(figure, is_exact=groups.is_exact),
        row_count=found.rows,
        above=told(found.above, is_exact=groups.is_exact) if is_ratio else None,
        below=told(found.below, is_exact=groups.is_exact) if is_ratio else None,
    )


def _change(delta: Fraction | None, base: FigureSide | None) -> float | None:
    if delta is None or base is None or base.value is None:
        return None
    before = abs(float(base.value))
    return None if before == 0 else float(delta) / before


def _notes(command: ExplainFigure, model: SemanticModel, mine: Amounts, base: Amounts | None) -> tuple[str, ...]:
    """What the reader must know."""
    notes = []
    if any(one.kind == "measure" for one in command.question.filters):
        notes.append("The picture leaves groups out by their values. What is told here is of all their rows.")
    if mine.rows == 0:
        notes.append("No row is behind this figure, as the filters leave them.")
    if base is not None and base.rows == 0:
        notes.append("No row is behind the figure that it is compared with: there is none, or the filters leave none.")
    known = {one.name: one for one in dimensions_of(model)}
    zone = command.question.time_zone
    for member, place in parts_by_member(command.mark).items():
        step = step_of(command.mark[place], known[member]) if member in known else None
        if step is not None:
            first, last = (wall_clock(one, zone) for one in (known[member].min, known[member].max))
            full = last_full(step[1], first, last, local(clock.now(), zone))
            if last is not None and step[0] > full:
                notes.append("The time of this figure is not over, or its data are not all there yet.")
    return tuple(notes)
