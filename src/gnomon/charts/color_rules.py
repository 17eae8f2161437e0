"""Colors by rules: marks that nothing else tells apart by color have that of the first rule that holds for them.

The colors themselves are filled in where a picture is drawn, from the signal `hand` (see `coloring`).
"""

from collections.abc import Iterator

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.cell_formats import numbers_of, one_named
from gnomon.charts.colors import ChosenColors, ColorRule
from gnomon.charts.contracts import Mark
from gnomon.charts.encodings import Spec
from gnomon.charts.hands import FOLLOWS, HAND
from gnomon.charts.names import datum
from gnomon.charts.rules import CellOperator
from gnomon.charts.spec_layers import units
from gnomon.charts.words import lowered

RULE = "rule"
SHAPES = {
    Mark.BAR: "bar",
    Mark.HISTOGRAM: "bar",
    Mark.BULLET: "bar",
    Mark.LOLLIPOP: "point",
    Mark.SCATTER: "point",
    Mark.STRIP: "point",
    Mark.GAUGE: "arc",
}
"""Kinds of picture whose marks can follow rules, and which of their marks do."""
SIGNS = {
    CellOperator.ABOVE: ">",
    CellOperator.AT_LEAST: ">=",
    CellOperator.BELOW: "<",
    CellOperator.AT_MOST: "<=",
    CellOperator.EQUAL: "===",
    CellOperator.NOT_EQUAL: "!==",
}


def can_follow_rules(made: Arrangement) -> bool:
    """Whether nothing else tells the marks of a picture apart by color, and there is a number to look at."""
    is_free = made.color is None and (made.mark is Mark.BULLET or len(made.y) == 1 or made.mark is Mark.GAUGE)
    return made.mark in SHAPES and is_free and bool(numbers_of(made))


def rules_in(made: Arrangement, chosen: ChosenColors | None) -> tuple[ColorRule, ...]:
    """The rules whose columns are there, by their result columns."""
    if chosen is None or not can_follow_rules(made) or _deciding(made, chosen) is None:
        return ()
    numbers = numbers_of(made)
    found = [(rule, one_named(numbers, rule.than)) for rule in chosen.rules]
    return tuple(
        rule.model_copy(update={"than": than}) for rule, than in found if rule.than is None or than is not None
    )


def with_rules(made: Arrangement, chosen: ChosenColors, spec: Spec) -> Spec:
    """The spec, whose marks have the colors of the rules that hold."""
    rules, by = rules_in(made, chosen), _deciding(made, chosen)
    if not rules or by is None:
        return spec
    conditions = [
        {"test": _test(rule, by), "value": {"expr": f"{HAND}['{RULE}:{place}']"}} for place, rule in enumerate(rules)
    ]
    for unit in _followers(made.mark, spec):
        encoding = unit.setdefault("encoding", {})
        encoding["color"] = {**encoding.get("color", {}), "condition": conditions}
    return spec


def words_of_rules(made: Arrangement, chosen: ChosenColors | None) -> str:
    """What is said of colors that follow rules to those who do not see them; nothing where there are none."""
    if chosen is None or not rules_in(made, chosen):
        return ""
    by = _deciding(made, chosen)
    title = next(one.title for one in made.fields if one.column == by)
    return f" Colors follow rules about {lowered(title)}."


def _followers(mark: Mark, spec: Spec) -> Iterator[Spec]:
    for unit in units(spec):
        own = unit.get("mark")
        if not isinstance(own, dict) or own.get("type") != SHAPES[mark] or own.get("opacity") == 0:
            continue
        if mark is not Mark.GAUGE or own.get("style") == FOLLOWS:
            yield unit


def _deciding(made: Arrangement, chosen: ChosenColors) -> str | None:
    """The column that the rules look at: that which is drawn, unless another one was chosen."""
    numbers = numbers_of(made)
    if chosen.decided_by is not None:
        return one_named(numbers, chosen.decided_by)
    drawn = {one.column for one in made.y}
    return next((one.column for one in numbers if one.column in drawn), None)


def _test(rule: ColorRule, by: str) -> str:
    value = datum(by)
    known = f"isValid({value})"
    if rule.op is CellOperator.BETWEEN:
        return f"{known} && {value} >= {rule.value!r} && {value} <= {rule.upper!r}"
    if rule.than is None:
        return f"{known} && {value} {SIGNS[rule.op]} {rule.value!r}"
    other = datum(rule.than)
    return f"{known} && isValid({other}) && {value} {SIGNS[rule.op]} {other}"
