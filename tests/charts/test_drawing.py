"""What a picture asks, and what it says about what it leaves out."""

import pytest
from tests.charts.gallery import AMOUNT, DATASET, PROFIT, ROWS, SALES, answer_to, by, chart, of

from gnomon.charts.contracts import ChartOptions, ChartSpec, Mark, NotDrawable, UnknownField
from gnomon.charts.drawing import draft
from gnomon.query.contracts import DimensionRef, InFilter, MeasureRef, QueryMode, QuerySpec, Sort
from gnomon.semantic.contracts import Aggregation, TimeGrain


def notes_of(spec: ChartSpec, **facts: int) -> tuple[str, ...]:
    made = draft(spec, SALES)
    meaning, _ = answer_to(made.query, SALES)
    return made.drawing(meaning.model_copy(update=facts)).notes


def test_a_moment_is_cut_by_the_grain_that_fits_it_and_filters_are_added() -> None:
    spec = chart(x=by("order_date"), y=(AMOUNT,)).model_copy(
        update={"filters": (InFilter(member="region", values=("East",)),), "time_zone": "Europe/Berlin"}
    )
    extra = InFilter(member="is_new", values=(True,))
    assert draft(spec, SALES, (extra,)).query == QuerySpec(
        dataset_id=DATASET,
        dimensions=(DimensionRef(member="order_date", name="order_date_month", grain=TimeGrain.MONTH),),
        measures=(MeasureRef(member="amount", aggregation=Aggregation.SUM, name="sum_amount"),),
        filters=(InFilter(member="region", values=("East",)), extra),
        sort=(Sort(by="order_date_month", descending=True),),
        limit=5_000,
        time_zone="Europe/Berlin",
    )


def test_many_categories_keep_the_largest_and_say_so() -> None:
    spec = chart(x=by("product"), y=(AMOUNT,))
    query = draft(spec, SALES).query
    assert (query.limit, query.sort[0]) == (20, Sort(by="sum_amount", descending=True))
    assert notes_of(spec, row_count=20, total_rows=348) == ("The 20 largest of 348 categories.",)


def test_a_limit_of_rows_is_said_for_points_and_tables() -> None:
    points = chart(x=by("amount"), y=(by("profit"),))
    assert draft(points, SALES).query.mode is QueryMode.ROWS
    assert notes_of(points, row_count=5_000, total_rows=20_000) == (
        "A sample of 5,000 of 20,000 rows, each with the same chance.",
    )
    assert notes_of(chart(), row_count=1_000, total_rows=2_000) == ("The first 1,000 of 2,000 rows.",)


def test_the_latest_periods_are_kept() -> None:
    spec = chart(x=by("ordered_at", grain=TimeGrain.MINUTE), y=(AMOUNT,))
    assert notes_of(spec, row_count=5_000, total_rows=9_000) == ("The latest 5,000 of 9,000 values.",)


def test_the_same_field_in_two_wells_is_asked_once() -> None:
    query = draft(chart(Mark.BAR, x=by("region"), y=(AMOUNT,), color=by("region"), tooltip=(AMOUNT,)), SALES).query
    assert ([one.name for one in query.dimensions], [one.name for one in query.measures]) == (
        ["region"],
        ["sum_amount"],
    )


def test_columns_that_would_share_a_name_get_names_of_their_own() -> None:
    query = draft(chart(Mark.TABLE, x=by("region"), y=(ROWS, of("amount", Aggregation.COUNT))), SALES).query
    names = [*(one.name for one in query.dimensions), *(one.name for one in query.measures)]
    assert len(set(names)) == 3


def test_a_field_that_a_mark_has_no_place_for_is_named() -> None:
    assert notes_of(chart(Mark.KPI, x=by("region"), y=(AMOUNT,))) == (
        "Not shown: region; this kind of picture has no place for it.",
    )


def test_values_that_do_not_add_up_are_not_stacked() -> None:
    spec = chart(Mark.BAR, x=by("region"), y=(PROFIT,), color=by("is_new"))
    assert "Side by side instead of stacked, because these values do not add up." in notes_of(spec)


@pytest.mark.parametrize(
    ("mark", "spec"),
    [
        (Mark.LINE, chart(Mark.LINE, y=(AMOUNT,))),
        (Mark.PIE, chart(Mark.PIE, y=(AMOUNT,))),
        (Mark.HEATMAP, chart(Mark.HEATMAP, x=by("region"))),
        (Mark.SCATTER, chart(Mark.SCATTER, x=by("region"))),
        (Mark.HISTOGRAM, chart(Mark.HISTOGRAM, x=by("region"))),
    ],
)
def test_a_mark_without_the_fields_it_needs_says_which(mark: Mark, spec: ChartSpec) -> None:
    with pytest.raises(NotDrawable) as refused:
        draft(spec, SALES)
    assert refused.value.message.startswith(f"A {mark.value} needs ")
    assert refused.value.hint == "Add such a field, or let the picture be chosen for you."


def test_an_unknown_field_is_named_with_what_is_near() -> None:
    with pytest.raises(UnknownField) as refused:
        draft(chart(x=by("regoin"), y=(AMOUNT,)), SALES)
    assert (refused.value.message, refused.value.hint) == (
        "This dataset has no field “regoin”.",
        "Did you mean “region”?",
    )


@pytest.mark.parametrize(
    ("spec", "title"),
    [
        (chart(x=by("order_date"), y=(AMOUNT,)), "Sum of amount by month"),
        (chart(x=by("order_date"), y=(AMOUNT,), color=by("region")), "Sum of amount by month and region"),
        (chart(x=by("amount")), "Distribution of amount"),
        (chart(x=by("amount"), y=(by("profit"),)), "Profit against amount"),
        (chart(y=(of("profit", Aggregation.QUANTILE, quantile=0.9),)), "90th percentile of profit"),
        (chart(), "Rows of Sales"),
        (chart(x=by("region", label="Sales area"), y=(ROWS,)), "Number of rows by sales area"),
    ],
)
def test_a_picture_without_a_title_is_given_one_that_says_something(spec: ChartSpec, title: str) -> None:
    assert draft(spec, SALES).drawing().title == title


def test_the_answer_speaks_the_words_of_the_picture() -> None:
    made = draft(chart(x=by("region", label="Sales area"), y=(AMOUNT,)), SALES)
    meaning, _ = answer_to(made.query, SALES)
    assert [one.label for one in made.meaning(meaning).columns] == ["Sales area", "Sum of amount"]


@pytest.mark.parametrize("form", ["', evil(), '", "%%%", '",.2f"', "1e9"])
def test_a_number_format_is_a_format_and_nothing_else(form: str) -> None:
    with pytest.raises(ValueError, match="number_format"):
        ChartOptions(number_format=form)
