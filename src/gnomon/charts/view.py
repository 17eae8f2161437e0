"""What a mark may know when it draws: its fields, how to finish, and the shape of the answer."""

from dataclasses import dataclass

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChartOptions
from gnomon.charts.labels import Widths


@dataclass(frozen=True, slots=True)
class View:
    """One picture about to be drawn."""

    made: Arrangement
    options: ChartOptions
    widths: Widths
    row_count: int
    """Rows of the answer."""
