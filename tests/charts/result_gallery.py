"""Results of statements with the pictures that are asked of them; what is told about columns is read from the rows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from gnomon.charts.contracts import Mark, Stacking
from gnomon.charts.results.contracts import NUMBERS, DrawResult, ResultField
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import TimeGrain

Row = tuple[Any, ...]
REGIONS = ("West", "North", "East", "South")
MONTHS = tuple(date(2024, month, 1) for month in range(1, 13))
BY_REGION = tuple((region, 10 * (4 - place) + 0.5) for place, region in enumerate(REGIONS))
BY_MONTH = tuple((month, 100 + 7 * place, 80 + 5 * place) for place, month in enumerate(MONTHS))
BY_BOTH = tuple(
    (month, region, month.month * 3 + place) for month in MONTHS[:4] for place, region in enumerate(REGIONS)
)
SINGLE = tuple((REGIONS[number % 4], float(number % 13), number % 7 * 2.5, f"Order {number}") for number in range(40))


@dataclass(frozen=True)
class Result:
    """Rows, and the names and types of their columns."""

    rows: tuple[Row, ...]
    columns: tuple[tuple[str, ColumnType], ...]

    def field(self, place: int, grain: TimeGrain | None = None) -> ResultField:
        """A column, with what its values tell."""
        name, column_type = self.columns[place]
        values = [row[place] for row in self.rows if row[place] is not None]
        is_number = column_type in NUMBERS
        return ResultField(
            place=place,
            name=name,
            type=column_type,
            grain=grain,
            distinct_count=len(set(values)),
            min=min(values) if is_number else None,
            max=max(values) if is_number else None,
            longest=max(len(value) for value in values) if column_type is ColumnType.TEXT else None,
        )

    def asked(
        self,
        x: int | None = None,
        *y: int,
        color: int | None = None,
        mark: Mark = Mark.AUTO,
        stacking: Stacking = Stacking.GROUPED,
        grain: TimeGrain | None = None,
        tooltip: tuple[int, ...] = (),
        total: int | None = None,
    ) -> DrawResult:
        """The picture of columns by their places."""
        places = {tuple(row[place] for place in (x, color) if place is not None) for row in self.rows}
        return DrawResult(
            mark=mark,
            x=None if x is None else self.field(x, grain),
            y=tuple(self.field(place) for place in y),
            color=None if color is None else self.field(color),
            tooltip=tuple(self.field(place) for place in tooltip),
            stacking=stacking,
            row_count=len(self.rows),
            total_rows=len(self.rows) if total is None else total,
            place_count=len(places),
        )

    def plotted(self) -> list[dict[str, Any]]:
        """The rows as the browser hands them to Vega."""
        return [{f"c{place}": _plotted(value) for place, value in enumerate(row)} for row in self.rows]


def _plotted(value: Any) -> Any:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC).timestamp() * 1000
    return value


TEXT, DATE, FLOAT, INTEGER = ColumnType.TEXT, ColumnType.DATE, ColumnType.FLOAT, ColumnType.INTEGER
REGION_TOTALS = Result(BY_REGION, (("region", TEXT), ("sum(amount)", FLOAT)))
MONTH_TOTALS = Result(BY_MONTH, (("month", DATE), ("paid", INTEGER), ("due", INTEGER)))
BOTH_TOTALS = Result(BY_BOTH, (("month", DATE), ("region", TEXT), ("paid", INTEGER)))
ORDERS = Result(SINGLE, (("region", TEXT), ("delay", FLOAT), ("amount", FLOAT), ("order", TEXT)))
YEARS = Result(tuple((year, (year - 1990) ** 2) for year in range(1960, 2020)), (("year", INTEGER), ("count", INTEGER)))
ONE_ROW = Result(((1200, 3.5),), (("orders", INTEGER), ("average", FLOAT)))
MANY_NAMES = Result(
    tuple((f"Customer number {n}", n % 91) for n in range(120)), (("customer", TEXT), ("orders", INTEGER))
)
CHANGES = Result((("North", 4), ("South", -3), ("East", 1)), (("region", TEXT), ("change", INTEGER)))
NAMELESS = Result((("a", 1), ("b", 2)), ((" ", TEXT), ('datum["x"]; <script>', INTEGER)))

RESULTS: dict[str, tuple[Result, DrawResult]] = {
    "bars_in_the_order_of_rows": (REGION_TOTALS, REGION_TOTALS.asked(0, 1)),
    "line_of_months": (MONTH_TOTALS, MONTH_TOTALS.asked(0, 1, grain=TimeGrain.MONTH)),
    "lines_of_two_columns": (MONTH_TOTALS, MONTH_TOTALS.asked(0, 1, 2, grain=TimeGrain.MONTH)),
    "bars_of_months": (MONTH_TOTALS, MONTH_TOTALS.asked(0, 1, mark=Mark.BAR, grain=TimeGrain.MONTH)),
    "lines_by_color": (BOTH_TOTALS, BOTH_TOTALS.asked(0, 2, color=1, grain=TimeGrain.MONTH)),
    "bars_side_by_side": (BOTH_TOTALS, BOTH_TOTALS.asked(1, 2, color=0, mark=Mark.BAR)),
    "bars_stacked": (BOTH_TOTALS, BOTH_TOTALS.asked(1, 2, color=0, mark=Mark.BAR, stacking=Stacking.STACKED)),
    "area_stacked": (
        BOTH_TOTALS,
        BOTH_TOTALS.asked(0, 2, color=1, mark=Mark.AREA, stacking=Stacking.STACKED, grain=TimeGrain.MONTH),
    ),
    "heatmap": (BOTH_TOTALS, BOTH_TOTALS.asked(1, 2, color=0, mark=Mark.HEATMAP)),
    "bars_of_single_rows": (ORDERS, ORDERS.asked(0, 2, mark=Mark.BAR)),
    "points_of_single_rows": (ORDERS, ORDERS.asked(0, 2, tooltip=(3,))),
    "points_of_two_numbers": (ORDERS, ORDERS.asked(1, 2, color=0, total=90_000)),
    "line_through_single_rows": (ORDERS, ORDERS.asked(1, 2, mark=Mark.LINE)),
    "histogram": (ORDERS, ORDERS.asked(1)),
    "line_of_years": (YEARS, YEARS.asked(0, 1)),
    "bars_of_many_numbers": (YEARS, YEARS.asked(0, 1, mark=Mark.BAR)),
    "one_number": (ONE_ROW, ONE_ROW.asked(None, 0)),
    "bars_of_many_names": (MANY_NAMES, MANY_NAMES.asked(0, 1)),
    "pie_of_many_names": (MANY_NAMES, MANY_NAMES.asked(0, 1, mark=Mark.PIE)),
    "pie_of_changes": (CHANGES, CHANGES.asked(0, 1, mark=Mark.PIE)),
    "names_that_are_code": (NAMELESS, NAMELESS.asked(0, 1)),
}
