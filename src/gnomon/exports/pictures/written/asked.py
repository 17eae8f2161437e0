"""What is to be written out, and the frame that tables share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.written.pen import Pen
from gnomon.exports.pictures.written.values import HIDDEN, LEVEL, Column

HIDDEN_WORD = "hidden"
ROW, FOOT = 28.0, 22.0
NOTHING = "No rows match the filters."


@dataclass(frozen=True, slots=True)
class Written:
    """A number, a table or a matrix with its rows."""

    mark: str
    title: str
    columns: tuple[Column, ...]
    form: str | None
    """The d3-format that its measures share."""
    forms: Mapping[str, str]
    cells: Sequence[Mapping[str, Any]]
    totals: Sequence[Sequence[str]]
    bindings: Sequence[tuple[str, str]]
    """Channels with their columns."""
    trend: Mapping[str, Any] | None
    total_rows: int

    @property
    def row_count(self) -> int:
        """How many rows the answer has."""
        return len(self.columns[0].values) if self.columns else 0

    @property
    def levels(self) -> list[int]:
        """Of each row, which total it is; 0 are the cells."""
        level = self.column(LEVEL)
        return [0] * self.row_count if level is None else [int(one or 0) for one in level.plots]

    def column(self, name: str) -> Column | None:
        """The column of this name."""
        return next((one for one in self.columns if one.name == name), None)

    def bound(self, channel: str) -> list[Column]:
        """The columns of a channel."""
        found = (self.column(name) for own, name in self.bindings if own == channel)
        return [one for one in found if one is not None]

    def form_of(self, column: Column) -> str | None:
        """The format of a measure."""
        return self.forms.get(column.name) or self.form

    def is_hidden(self, row: int) -> bool:
        """Whether the figures of a row are hidden, because too few records would show."""
        hidden = self.column(HIDDEN)
        return hidden is not None and hidden.values[row] is True


def nothing(pen: Pen, room: Size) -> str:
    """What is drawn of an answer without rows."""
    middle = (room.width / 2, room.height / 2)
    return pen.sheet(room, [pen.words(NOTHING, middle, room.width, color="muted", anchor="middle")])


def framed(pen: Pen, room: Size, width: float, height: float, parts: Sequence[str], foot: str | None) -> str:
    """A table in its rounded frame, and below it what was left out."""
    round_corners = f'<clipPath id="frame"><rect width="{width:g}" height="{height:g}" rx="8"/></clipPath>'
    border = f'<rect x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}" rx="7.5" fill="none"'
    drawn = [
        round_corners,
        f'<g clip-path="url(#frame)">{"".join(parts)}</g>',
        f'{border} stroke="{pen.tokens["line"]}"/>',
    ]
    if foot is not None:
        drawn.append(pen.words(foot, (0, height + FOOT / 2 + 2), room.width, size=11, color="muted"))
    return pen.sheet(room, drawn)


def left_out(rows: tuple[int, int], columns: tuple[int, int]) -> str | None:
    """What is said of rows and columns for which there is no room."""
    told = []
    if rows[0] < rows[1]:
        told.append(f"First {rows[0]:,} of {rows[1]:,} rows")
    if columns[0] < columns[1]:
        told.append(f"{'first' if told else 'First'} {columns[0]:,} of {columns[1]:,} columns")
    return f"{', '.join(told)}." if told else None
