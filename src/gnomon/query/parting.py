"""What a measure is put together of: sums that add up over groups, or one sum of them divided by another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import CubeFold, MeasureRef
from gnomon.query.cube.additivity import NotAdditive, additivity_of
from gnomon.query.resolving.members import Members
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import Subject, load_subject, with_measured_keys
from gnomon.query.world import World
from gnomon.semantic.contracts import Aggregate, Aggregation
from gnomon.semantic.formulas.checking import syntax_of
from gnomon.semantic.formulas.syntax import Binary, Call, Name, NumberValue, Syntax, Unary

MAX_TERMS = 12
MAX_NESTED = 20
COMPUTED = "It is computed in a way that does not add up over parts."
EXTREME = "The least or greatest value of all does not add up from those of parts."
WHOLES = {
    Aggregation.MIN: EXTREME,
    Aggregation.MAX: EXTREME,
    Aggregation.COUNT_DISTINCT: "It counts different values, of which one may stand in several parts.",
    Aggregation.MEDIAN: "It is a median, which the medians of parts do not tell.",
    Aggregation.QUANTILE: "It is a quantile, which the quantiles of parts do not tell.",
    Aggregation.STDDEV: "It is a standard deviation, which those of parts do not tell.",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A sum or a count, which its parts add up to, and how many times it counts."""

    times: Fraction
    ref: MeasureRef


@dataclass(frozen=True, slots=True)
class Parting:
    """A measure as sums that add up, those below the line where it is one sum divided by another."""

    above: tuple[Term, ...] = ()
    below: tuple[Term, ...] = ()
    reason: str | None = None
    """Why it is neither; there are no terms then."""
    repeated: Mapping[str, str] = field(default_factory=dict)
    """Dimensions in several groups of which one row may stand, so that nothing adds up over them; and why."""


class _Whole(Exception):
    """A formula cannot be taken apart."""


async def parting_of(
    runtime: QueryRuntime, principal: Principal, dataset_id: DatasetId, ref: MeasureRef, dimensions: Sequence[str]
) -> Parting:
    """What a measure is put together of, and over which of these dimensions it adds up.

    Raises what is wrong with the names.
    """
    subject = await load_subject(runtime, principal, dataset_id)
    world = replace(subject.world, unmeasured=set())
    while True:
        found = parting_in(subject, world, ref, dimensions)
        if not world.unmeasured:
            return found
        world = await with_measured_keys(runtime, world)


def parting_in(subject: Subject, world: World, ref: MeasureRef, dimensions: Sequence[str]) -> Parting:
    """The same, as far as is known of keys."""
    try:
        ratio = _of(ref, world)
    except (_Whole, RecursionError):
        return Parting(reason=COMPUTED if ref.aggregation is None else WHOLES.get(ref.aggregation, COMPUTED))
    above, below = _named(ratio.above, "above"), _named(ratio.below, "below")
    members = Members(world, subject.model)
    repeated = {}
    for dimension in dimensions:
        reason = _repeated(dimension, (*above, *below), world, members)
        if reason is not None:
            repeated[dimension] = reason
    return Parting(above, below, None, repeated)


def _repeated(dimension: str, terms: Sequence[Term], world: World, members: Members) -> str | None:
    for term in terms:
        try:
            found = additivity_of(term.ref, members.ref(dimension), world, members)
        except AppError as error:
            return error.message
        if isinstance(found, NotAdditive):
            return found.reason
        if any(part.fold is not CubeFold.SUM for part in found.parts):
            return "It does not add up."
    return None


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A sum of terms, divided by another one where there is something below the line."""

    above: tuple[Term, ...]
    below: tuple[Term, ...] = ()
    constant: Fraction | None = None
    """The value of what is a plain number."""

    def scaled(self, by: Fraction) -> "_Ratio":
        """So many times this."""
        constant = None if self.constant is None else self.constant * by
        return _Ratio(tuple(Term(one.times * by, one.ref) for one in self.above), self.below, constant)

    @property
    def is_sum(self) -> bool:
        """Whether it adds up as it is."""
        return self.constant is None and not self.below


def _of(ref: MeasureRef, world: World) -> _Ratio:
    plain = ref.model_copy(update={"name": None})
    if ref.formula is not None:
        return _Formula(str(ref.formula), world, 0).whole()
    match ref.aggregation:
        case Aggregation.SUM | Aggregation.COUNT:
            return _Ratio((Term(Fraction(1), plain),))
        case Aggregation.AVG:
            halves = (plain.model_copy(update={"aggregation": one}) for one in (Aggregation.SUM, Aggregation.COUNT))
            above, below = ((Term(Fraction(1), half),) for half in halves)
            return _Ratio(above, below)
        case None:
            return _of_model(ref.member, world, 0)
    raise _Whole


def _of_model(name: str, world: World, depth: int) -> _Ratio:
    """A measure of the model: taken apart where it is written for the very table that is asked."""
    checked = world.checked.measures.get(name)
    if checked is None or depth > MAX_NESTED:
        raise _Whole
    expression = checked.expression
    if isinstance(expression, Aggregate) and expression.function in {"sum", "count"} and not expression.is_distinct:
        return _Ratio((Term(Fraction(1), MeasureRef(member=name)),))
    if checked.definition.table != world.anchor:
        raise _Whole
    return _Formula(str(checked.definition.formula), world, depth + 1).whole()


class _Formula:
    """Takes one formula apart along its signs, down to the sums and counts in it, which stay as they are written."""

    def __init__(self, text: str, world: World, depth: int) -> None:
        self._text = text
        self._world = world
        self._depth = depth

    def whole(self) -> _Ratio:
        """The formula. Raises `_Whole` where it is not made of sums."""
        syntax = syntax_of(self._text)
        if syntax is None:
            raise _Whole
        found = self._part(syntax)
        if found.constant is not None or len(found.above) + len(found.below) > MAX_TERMS:
            raise _Whole
        return found

    def _part(self, node: Syntax) -> _Ratio:
        match node:
            case NumberValue():
                return _Ratio((), constant=Fraction(node.text))
            case Unary(operator="-"):
                return self._part(node.operand).scaled(Fraction(-1))
            case Binary(operator="+" | "-"):
                sign = Fraction(1 if node.operator == "+" else -1)
                return _added(self._part(node.left), self._part(node.right).scaled(sign))
            case Binary(operator="*"):
                return _multiplied(self._part(node.left), self._part(node.right))
            case Binary(operator="/"):
                return _divided(self._part(node.left), self._part(node.right))
            case Call():
                return self._call(node)
            case Name():
                return _of_model(node.text, self._world, self._depth)
        raise _Whole

    def _call(self, node: Call) -> _Ratio:
        name = node.name.lower()
        if name in {"nullif", "coalesce"} and len(node.arguments) == 2 and _is_zero(node.arguments[1]):
            found = self._part(node.arguments[0])
            if not found.is_sum:
                raise _Whole
            return found
        if node.is_distinct or name not in {"sum", "count", "avg"}:
            raise _Whole
        rest = self._text[node.name_span.end : node.span.end]
        if name != "avg":
            return _Ratio((self._term(name + rest),))
        return _Ratio((self._term("sum" + rest),), (self._term("count" + rest),))

    @staticmethod
    def _term(text: str) -> Term:
        return Term(Fraction(1), MeasureRef(formula=text, name="part"))


def _is_zero(node: Syntax) -> bool:
    return isinstance(node, NumberValue) and Fraction(node.text) == 0


def _added(one: _Ratio, other: _Ratio) -> _Ratio:
    if not one.is_sum or not other.is_sum:
        raise _Whole
    return _Ratio((*one.above, *other.above))


def _multiplied(one: _Ratio, other: _Ratio) -> _Ratio:
    if one.constant is not None:
        return other.scaled(one.constant)
    if other.constant is not None:
        return one.scaled(other.constant)
    raise _Whole


def _divided(one: _Ratio, other: _Ratio) -> _Ratio:
    if other.constant:
        return one.scaled(1 / other.constant)
    if not one.is_sum or not other.is_sum:
        raise _Whole
    return _Ratio(one.above, other.above)


def _named(terms: Sequence[Term], side: str) -> tuple[Term, ...]:
    """Each with a result name of its own."""
    return tuple(
        Term(one.times, one.ref.model_copy(update={"name": f"{side} {place}"})) for place, one in enumerate(terms)
    )
