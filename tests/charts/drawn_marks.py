"""Draws the rows of a test by the real Vega, and finds in the picture where its marks lie."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.charts.gallery import (
    SALES,
    answer_to,
)
from tests.charts.vega import draw_all

from gnomon.charts.contracts import ChartSpec
from gnomon.charts.drawing import draft

PLACE = re.compile(r'<path aria-label="([^"]*)"[^>]*? transform="translate\(([-\d.]+),([-\d.]+)\)"')
BAR = re.compile(r'd="M[-\d.]+,([-\d.]+)h[-\d.]+v([-\d.]+)h[-\d.]+Z" fill="#4c78a8"')
WICK = re.compile(r'<line [^>]*?y2="([-\d.]+)"[^>]*stroke-width="1.5"')
NOT_A_PLACE = re.compile(r' (?:d|transform|width|height|x2|y2)="[^"]*(?:NaN|Infinity)[^"]*"')
MEDIAN_HEIGHT = 3
NUMBER_PAIR = re.compile(r"([-\d.]+),([-\d.]+)")


def svg_of(spec: ChartSpec, rows: Sequence[Mapping[str, Any]], folder: Path, width: float | None = None) -> str:
    """The picture of these rows, drawn by the real Vega."""
    made = draft(spec, SALES)
    meaning, _ = answer_to(made.query, SALES)
    columns = tuple(
        one.model_copy(update={"bin_width": width}) if width and one.bin_width else one for one in meaning.columns
    )
    known = {"columns": columns, "row_count": len(rows), "total_rows": len(rows)}
    vega_lite = made.drawing(meaning.model_copy(update=known)).vega_lite
    assert vega_lite is not None
    picture = draw_all({"one": (vega_lite, [dict(row) for row in rows])}, folder)["one"]
    assert picture.error is None
    # Vega notes that nothing has no extent, of whatever kind the picture is.
    assert [one for one in picture.warnings if not one.startswith("Infinite extent")] == []
    assert picture.svg is not None
    assert NOT_A_PLACE.findall(picture.svg) == []
    return picture.svg


def notes_of(spec: ChartSpec, **facts: int) -> tuple[str, ...]:
    made = draft(spec, SALES)
    meaning, _ = answer_to(made.query, SALES)
    return made.drawing(meaning.model_copy(update=facts)).notes
