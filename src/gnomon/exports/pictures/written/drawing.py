"""Draws what needs no Vega: numbers, tables and matrices."""

from collections.abc import Mapping
from typing import Any

from gnomon.exports.pictures.spec_parts import Size, Spec
from gnomon.exports.pictures.theme import ThemeName
from gnomon.exports.pictures.written.asked import Written
from gnomon.exports.pictures.written.figures import figures_svg
from gnomon.exports.pictures.written.matrix import matrix_svg
from gnomon.exports.pictures.written.pen import pen_of
from gnomon.exports.pictures.written.table import table_svg
from gnomon.exports.pictures.written.values import LEVEL, read_columns

DRAWN = {"kpi": figures_svg, "table": table_svg, "matrix": matrix_svg}


def written_svg(
    told: Mapping[str, Any], ipc: bytes, time_zone: str, room: Size, theme: ThemeName, look: Spec | None
) -> tuple[str, int]:
    """The picture in its room, and how many rows it shows something of."""
    columns = read_columns(ipc, told["columns"], time_zone)
    asked = Written(
        mark=told["mark"],
        title=told["title"],
        columns=tuple(columns),
        form=told["form"],
        forms=told["forms"],
        cells=told["cells"],
        totals=told["totals"],
        bindings=[(channel, column) for channel, column in told["bindings"]],
        trend=told["trend"],
        total_rows=told["total_rows"],
    )
    svg = DRAWN[asked.mark](asked, pen_of(theme, look), room)
    return svg, sum(level == 0 for level in asked.levels) if asked.column(LEVEL) is not None else asked.row_count
