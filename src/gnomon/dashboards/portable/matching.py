"""Find the fields of a dataset that could stand for those that a dashboard needs, and say why."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from gnomon.dashboards.contracts import FieldCandidate, FitReason, NeededDataset, NeededField
from gnomon.dashboards.portable.describing import dimensions_of
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import AGGREGATIONS, GRAINS, Aggregation, DimensionKind, SemanticModel

MAX_CANDIDATES = 60
NEAR = 0.45
"""What is less alike is offered, and not proposed, where a field is sought by its name."""
SIMILAR_FROM = 80
NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})
COUNTING = frozenset({Aggregation.COUNT, Aggregation.COUNT_DISTINCT})
NAMES = frozenset({DimensionKind.CATEGORICAL, DimensionKind.GEO, DimensionKind.BOOLEAN})
FEW_VALUES = 50
_WORDS = re.compile(r"[^\W_]+")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Possible:
    """A field of a dataset, as far as it matters here."""

    member: str
    label: str
    type: ColumnType
    kind: DimensionKind | None
    is_measure: bool
    is_quantity: bool
    """Whether it is a number that counts something, and no key."""
    aggregation: Aggregation
    distinct_count: int | None
    synonyms: tuple[str, ...]
    is_hidden: bool


def possibles(model: SemanticModel) -> tuple[Possible, ...]:
    """Every field of a dataset and of the tables that it reaches, then the measures of its model."""
    quantities = {one.name: one for one in model.measures if one.formula is None}
    columns = []
    for one in dimensions_of(model):
        quantity = quantities.get(one.name)
        usual = None if quantity is None else quantity.default_aggregation
        columns.append(
            Possible(
                member=one.name,
                label=one.label,
                type=one.type,
                kind=one.kind,
                is_measure=False,
                is_quantity=quantity is not None,
                aggregation=usual or (Aggregation.SUM if one.type in NUMERIC else Aggregation.COUNT_DISTINCT),
                distinct_count=one.distinct_count,
                synonyms=one.synonyms,
                is_hidden=one.is_hidden,
            )
        )
    measures = (
        Possible(
            member=one.name,
            label=one.label,
            type=one.type,
            kind=None,
            is_measure=True,
            is_quantity=True,
            aggregation=Aggregation.SUM,
            distinct_count=None,
            synonyms=one.synonyms,
            is_hidden=one.is_hidden,
        )
        for one in model.measures
        if one.formula is not None
    )
    return (*columns, *measures)


def candidates(need: NeededField, among: Iterable[Possible]) -> tuple[FieldCandidate, ...]:
    """The fields that could stand for one that is needed, the best first."""
    found = [_candidate(need, one) for one in among if can_stand_for(need, one)]
    return tuple(sorted(found, key=lambda one: (-one.score, one.label.casefold(), one.member))[:MAX_CANDIDATES])


def proposals(needed: NeededDataset, among: Sequence[Possible]) -> tuple[str | None, ...]:
    """For each needed field the member that is proposed; a member is proposed once, unless it has that very name."""
    ranked = sorted(
        (
            (one.score, not need.is_optional, -place, one)
            for place, need in enumerate(needed.fields)
            for one in candidates(need, among)
            if one.score >= NEAR or (need.by_role and need.kind is not None)
        ),
        key=lambda each: each[:3],
        reverse=True,
    )
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, negative, one in ranked:
        place = -negative
        if place not in chosen and (one.member not in taken or one.reason is FitReason.NAME):
            chosen[place] = one.member
            taken.add(one.member)
    return tuple(chosen.get(place) for place in range(len(needed.fields)))


def can_stand_for(need: NeededField, one: Possible) -> bool:
    """Whether everything that is asked of a field can be asked of another one."""
    has_its_name = one.member == need.name and one.is_measure == need.is_measure
    if one.is_hidden and not has_its_name:
        return False
    if need.is_measure:
        return one.is_measure or (one.is_quantity and one.type in NUMERIC)
    if one.is_measure:
        return bool(need.aggregations) and not need.is_grouped and not need.by_role
    if not set(need.aggregations) <= set(AGGREGATIONS[one.type]) or not set(need.grains) <= set(
        GRAINS.get(one.type, ())
    ):
        return False
    if need.by_role and not set(need.aggregations) <= COUNTING and not one.is_quantity:
        return False
    return has_its_name or not need.is_grouped or _is_same_sort(need, one)


def _is_same_sort(need: NeededField, one: Possible) -> bool:
    if need.kind is None:
        return True
    if need.kind in NAMES:
        return one.kind in NAMES
    return one.kind is need.kind


def _candidate(need: NeededField, one: Possible) -> FieldCandidate:
    reason, alike = _likeness(need, one)
    score = 0.8 * alike + 0.15 * _sort_likeness(need, one) + 0.05 * _usefulness(need, one)
    return FieldCandidate(
        member=one.member,
        is_measure=one.is_measure,
        label=one.label,
        kind=one.kind,
        type=one.type,
        reason=reason,
        score=round(score, 4),
    )


def _likeness(need: NeededField, one: Possible) -> tuple[FitReason, float]:
    """How alike the two are called."""
    if one.member == need.name and one.is_measure == need.is_measure:
        return FitReason.NAME, 1.0
    wanted, there = {_plain(need.name), _plain(need.label or need.name)}, {_plain(one.member), _plain(one.label)}
    if wanted & there:
        return FitReason.LABEL, 0.9
    also_wanted, also_there = {_plain(each) for each in need.synonyms}, {_plain(each) for each in one.synonyms}
    if (wanted | also_wanted) & (there | also_there):
        return FitReason.SYNONYM, 0.85
    if _shares_words(need, one):
        return FitReason.SIMILAR, 0.6
    likeness = max(
        fuzz.token_sort_ratio(_spaced(a), _spaced(b))
        for a in (need.name, need.label or need.name)
        for b in (one.member, one.label)
    )
    if likeness >= SIMILAR_FROM:
        return FitReason.SIMILAR, 0.45 + 0.35 * (likeness - SIMILAR_FROM) / (100 - SIMILAR_FROM)
    return FitReason.SORT, 0.0


def _shares_words(need: NeededField, one: Possible) -> bool:
    """Whether one of the names says all that the other says; of a sort of field, whether they share a word."""
    there = (_words(one.member), _words(one.label))
    if need.by_role:
        usual = {word for name in (need.name, *need.synonyms) for word in _words(name)}
        return any(usual & words for words in there)
    wanted = (_words(need.name), _words(need.label or need.name))
    return any(a and b and (a <= b or b <= a) for a in wanted for b in there)


def _sort_likeness(need: NeededField, one: Possible) -> float:
    if need.is_measure != one.is_measure:
        return 0.3
    if need.type is one.type:
        return 1.0
    return 0.7 if need.kind is one.kind else 0.4


def _usefulness(need: NeededField, one: Possible) -> float:
    """Of several of the right sort: sums before averages, and names with few values."""
    if need.kind in NAMES:
        count = one.distinct_count
        if count is None or one.kind not in NAMES:
            return 0.3
        return 1.0 if 2 <= count <= FEW_VALUES else 0.1
    if need.aggregations:
        return 1.0 if one.is_quantity and one.aggregation is Aggregation.SUM else 0.4
    return 0.5


def _spaced(text: str) -> str:
    return " ".join(_WORDS.findall(_HUMPS.sub(" ", text.rsplit(".", 1)[-1]))).casefold()


def _words(text: str) -> set[str]:
    return set(_spaced(text).split())


def _plain(text: str) -> str:
    return _spaced(text).replace(" ", "")
