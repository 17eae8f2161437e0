"""Pictures of what people defined: measures with formulas, fields of related tables, formats and units."""

import pytest
from tests.charts.gallery import SALES, answer_to, by, chart, dimension, of

from gnomon.charts.contracts import ChartOptions, ChartSpec, Drawing, Mark, UnknownField
from gnomon.charts.drawing import draft
from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.query.contracts import DimensionRef, MeasureRef, Sort
from gnomon.semantic.contracts import Aggregation, Measure, RelatedTable, SemanticModel

COUNTRY = dimension("customers.country", ColumnType.TEXT, 12).model_copy(update={"label": "Country"})
AGE = dimension("customers.age", ColumnType.INTEGER, 60, 18, 90).model_copy(update={"label": "Age", "unit": "years"})
CUSTOMERS = RelatedTable(
    address="customers",
    label="Customers",
    dataset_id=DatasetId(SALES.dataset_id),
    is_many=False,
    dimensions=(COUNTRY, AGE),
    hierarchies=(),
)


def formula_measure(name: str, label: str, number_format: str | None = None, unit: str | None = None) -> Measure:
    return Measure(
        name=name,
        label=label,
        type=ColumnType.FLOAT,
        description=None,
        is_hidden=False,
        default_aggregation=None,
        aggregations=(),
        formula="SUM(profit) / SUM(amount)",
        table="sales",
        format=number_format,
        unit=unit,
        synonyms=(),
    )


def sales(*more: Measure) -> SemanticModel:
    weighed = tuple(
        one.model_copy(update={"format": ",.2f", "unit": "€"}) if one.name == "amount" else one
        for one in SALES.measures
    )
    return SALES.model_copy(update={"measures": (*weighed, *more), "related": (CUSTOMERS,)})


MARGIN = formula_measure("margin", "Profit margin", ".1%")
MODEL = sales(MARGIN)


def drawn(spec: ChartSpec, model: SemanticModel = MODEL) -> Drawing:
    made = draft(spec, model)
    dimensions = (*model.dimensions, COUNTRY, AGE)
    meaning, _ = answer_to(made.query, model.model_copy(update={"dimensions": dimensions}))
    return made.drawing(meaning)


def test_a_measure_with_a_formula_is_asked_for_by_its_name_alone() -> None:
    query = draft(chart(x=by("region"), y=(of("margin"),)), MODEL).query
    assert query.measures == (MeasureRef(member="margin", name="margin"),)
    drawing = drawn(chart(x=by("region"), y=(of("margin"),)))
    assert (drawing.title, drawing.number_format) == ("Profit margin by region", ".1%")


def test_an_aggregation_left_over_from_a_column_does_not_reach_a_formula() -> None:
    query = draft(chart(y=(of("margin", Aggregation.SUM),)), MODEL).query
    assert query.measures == (MeasureRef(member="margin", name="margin"),)


def test_a_column_and_a_measure_of_the_same_name_are_told_apart_by_the_aggregation() -> None:
    model = sales(formula_measure("amount", "Revenue"))
    query = draft(chart(y=(of("amount"), of("amount", Aggregation.AVG))), model).query
    assert query.measures == (
        MeasureRef(member="amount", name="amount"),
        MeasureRef(member="amount", aggregation=Aggregation.AVG, name="avg_amount"),
    )


def test_a_field_of_a_related_table_groups_by_its_address() -> None:
    query = draft(chart(x=by("customers.country"), y=(of("margin"),)), MODEL).query
    assert query.dimensions == (DimensionRef(member="customers.country", name="customers_country"),)
    assert query.sort == (Sort(by="margin", descending=True), Sort(by="customers_country"))
    assert drawn(chart(x=by("customers.country"), y=(of("margin"),))).title == "Profit margin by country"


def test_a_field_of_a_related_table_can_be_counted_and_averaged() -> None:
    query = draft(chart(y=(of("customers.country"), of("customers.age", Aggregation.AVG))), MODEL).query
    assert query.measures == (
        MeasureRef(
            member="customers.country",
            aggregation=Aggregation.COUNT_DISTINCT,
            name="count_distinct_customers_country",
        ),
        MeasureRef(member="customers.age", aggregation=Aggregation.AVG, name="avg_customers_age"),
    )


def test_an_unknown_address_is_told_with_near_ones() -> None:
    with pytest.raises(UnknownField) as caught:
        draft(chart(x=by("customers.contry")), MODEL)
    assert (caught.value.hint or "").startswith("Did you mean “customers.country”")


def test_a_picture_without_a_format_takes_the_one_of_the_model() -> None:
    drawing = drawn(chart(Mark.BAR, x=by("region"), y=(of("amount", Aggregation.SUM),)))
    assert drawing.vega_lite is not None
    assert drawing.number_formats == {"sum_amount": ",.2f"}
    assert drawing.vega_lite["encoding"]["y"]["axis"]["format"] == ",.2~f"
    assert drawing.vega_lite["encoding"]["y"]["axis"]["title"] == "Sum of amount (€)"
    assert {"calculate": _written("sum_amount", ",.2f"), "as": "sum_amount:exact"} in drawing.vega_lite["transform"]


def _written(column: str, number_format: str) -> str:
    value = f'datum["{column}"]'
    return f"isValid({value}) ? format({value}, '{number_format}') : '\\ufeffNo value'"


def test_the_format_of_the_picture_goes_before_that_of_the_model() -> None:
    spec = chart(Mark.KPI, ChartOptions(number_format=".0f"), y=(of("margin"), of("amount", Aggregation.SUM)))
    drawing = drawn(spec)
    assert (drawing.number_format, drawing.number_formats) == (".0f", {"margin": ".0f", "sum_amount": ".0f"})


def test_measures_of_different_formats_keep_their_own() -> None:
    drawing = drawn(chart(Mark.KPI, y=(of("margin"), of("amount", Aggregation.SUM))))
    assert (drawing.number_format, drawing.number_formats) == (None, {"margin": ".1%", "sum_amount": ",.2f"})


def test_how_many_there_are_has_neither_the_format_nor_the_unit_of_what_is_counted() -> None:
    made = draft(chart(y=(of("amount", Aggregation.COUNT_DISTINCT),)), MODEL)
    drawing = drawn(chart(y=(of("amount", Aggregation.COUNT_DISTINCT),)))
    assert ([one.title for one in made.made.measures], drawing.number_formats) == (["Distinct values of amount"], {})


def test_what_a_person_called_a_field_carries_no_unit() -> None:
    made = draft(chart(y=(of("amount", Aggregation.SUM, label="Takings"),)), MODEL)
    assert [one.title for one in made.made.measures] == ["Takings"]


def test_no_histogram_is_offered_for_a_measure_that_is_no_column() -> None:
    marks = [one.mark for one in draft(chart(y=(of("margin"),)), MODEL).ranking]
    assert marks == [Mark.KPI, Mark.TABLE]
