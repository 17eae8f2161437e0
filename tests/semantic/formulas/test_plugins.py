"""Functions of plug-ins: formulas over their parameters, and nothing else."""

import dataclasses
from importlib.metadata import EntryPoint

import pytest

from gnomon.semantic.contracts import FormulaFunction, FunctionCategory
from gnomon.semantic.formulas.functions.declarations import Macro
from gnomon.semantic.formulas.registry import OWN, UnusableFunctions, functions, loaded

BUILT_IN = EntryPoint(name="builtin", value=OWN, group="gnomon.functions")
MARGIN = FormulaFunction(
    name="margin",
    parameters=("Revenue", "cost", "rate"),
    body="(revenue - cost * rate) / revenue",
    doc="What is left of revenue.",
    example="MARGIN(SUM(amount), SUM(lines.cost))",
    category=FunctionCategory.MATHS,
    defaults=(("rate", "1"),),
)
BROUGHT: dict[str, object] = {}


class _Point(EntryPoint):
    """An entry point whose object is at hand."""

    def load(self) -> object:
        return BROUGHT[self.name]


def points(*brought: object) -> list[EntryPoint]:
    found: list[EntryPoint] = [BUILT_IN]
    for place, one in enumerate(brought):
        BROUGHT[f"plugin {place}"] = one
        found.append(_Point(name=f"plugin {place}", value=f"package{place}:FUNCTIONS", group="gnomon.functions"))
    return found


def changed(**fields: object) -> FormulaFunction:
    return dataclasses.replace(MARGIN, **fields)  # type: ignore[arg-type]


def test_the_functions_of_the_language_come_by_the_same_door() -> None:
    assert {one.name for one in loaded([BUILT_IN])} <= {one.name for one in functions()}


def test_a_plugin_brings_functions_one_by_one_or_many() -> None:
    registry = loaded(points(MARGIN, [changed(name="other"), changed(name="third", body="margin(revenue, cost)")]))
    found = registry.find("Margin")
    assert isinstance(found, Macro)
    assert (found.parameters, found.body, dict(found.defaults)) == (
        ("revenue", "cost", "rate"),
        MARGIN.body,
        {"rate": "1"},
    )
    assert {"MARGIN", "OTHER", "THIRD"} <= set(registry.names)


@pytest.mark.parametrize(
    ("brought", "message"),
    [
        (changed(name="sum"), "There are two functions of the name SUM."),
        ([MARGIN, MARGIN], "There are two functions of the name MARGIN."),
        (changed(name="read file"), "brings a function whose name “read file” is none"),
        (changed(name="case"), "brings a function whose name “case” is none"),
        (changed(body="revenue +"), "The body of MARGIN cannot be read"),
        (changed(body="revenue + amount"), "names something that is no parameter of it"),
        (changed(body="revenue + $rate"), "names something that is no parameter of it"),
        (changed(body="customers.age"), "names something that is no parameter of it"),
        (changed(body="read_csv(revenue)"), "calls read_csv, which is no function"),
        (changed(body="margin(revenue, cost)"), "is a circle of functions"),
        ("SELECT 1", "brings something that is no FormulaFunction"),
        (functions().find("SUM"), "brings something that is no FormulaFunction"),
    ],
)
def test_a_plugin_that_cannot_be_had_is_refused_at_the_start(brought: object, message: str) -> None:
    with pytest.raises(UnusableFunctions, match=message.replace("(", r"\(")):
        loaded(points([brought] if isinstance(brought, str) or not isinstance(brought, list) else brought))
