"""Readings: the ways in which the text of a column can be understood as something better than text.

A reading is a pattern of text (`fits`) and what such text means (`value`), both as SQL over `{x}`. A reading never
loses anything: what it would have to round, cut or guess does not fit it.
"""

import re
from dataclasses import dataclass, replace

from gnomon.datasets.contracts import ColumnType
from gnomon.sources.importers.sql import literal

NULL_MARKERS = ("", "NA", "N/A", "n/a", "#N/A", "null", "NULL", "Null", "None", "nan", "NaN", "-")
"""What stands for “no value” in a column whose other values are not text."""


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column writes its numbers."""

    group: str
    """What may stand between thousands."""
    mark: str
    """What stands before the fraction."""
    note: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the text of a column."""

    type: ColumnType
    engine_type: str
    pattern: str
    """What text may look like, in the words that Python and the engine share."""
    value: str
    """The value of text that fits."""
    guard: str | None = None
    """What must hold besides the pattern, such as that the thirtieth of February is no date."""
    measures: tuple[str, str] = ("NULL", "NULL")
    """Two aggregates over the text that fits, by which the engine's type is settled."""
    note: str | None = None
    is_padded: bool = False
    hint: str | None = None
    """What the name of the column must say for this reading to be thought of."""
    style: NumberStyle | None = None
    day_first: "Reading | None" = None
    month_first: "Reading | None" = None
    """The two ways to read text in which day and month look alike; the whole column decides."""

    @property
    def fits(self) -> str:
        """Whether `{x}` can be read in this way."""
        look = f"regexp_full_match({{x}}, {literal(self.looks)})"
        return f"({look} AND {self.guard})" if self.guard else look

    @property
    def looks(self) -> str:
        """The pattern, with room for spaces around it where the column has them."""
        return rf"[ \t]*(?:{self.pattern})[ \t]*" if self.is_padded else self.pattern


def on(template: str, text: str) -> str:
    """The template over a particular expression."""
    return template.replace("{x}", text)


def padded(reading: Reading) -> Reading:
    """The same reading where values have spaces around them."""
    trimmed = "trim({x}, ' \t')"
    return replace(
        reading,
        is_padded=True,
        value=on(reading.value, trimmed),
        guard=on(reading.guard, trimmed) if reading.guard else None,
        measures=(on(reading.measures[0], trimmed), on(reading.measures[1], trimmed)),
        day_first=padded(reading.day_first) if reading.day_first else None,
        month_first=padded(reading.month_first) if reading.month_first else None,
    )


def _boolean(yes: str, no: str, note: str | None) -> Reading:
    return Reading(ColumnType.BOOLEAN, "BOOLEAN", f"(?i:{yes}|{no})", f"lower({{x}}) = {literal(yes)}", note=note)


BOOLEANS = (
    _boolean("true", "false", None),
    _boolean("yes", "no", "“yes” was read as true and “no” as false."),
)


PLAIN = NumberStyle("", ".", None)
COMMA_MARK = NumberStyle("", ",", "The comma was read as the decimal mark.")
COMMA_GROUPS = NumberStyle(",", ".", "Commas were read as thousands separators.")
DOT_GROUPS = NumberStyle(".", ",", "Dots were read as thousands separators and the comma as the decimal mark.")
OTHER_STYLES = tuple(
    NumberStyle(group, mark, f"{word} were read as thousands separators.")
    for group, word in ((" ", "Spaces"), ("\u00a0", "Spaces"), ("\u202f", "Spaces"), ("'", "Apostrophes"))
    for mark in (".", ",")
)


def _plain_text(style: NumberStyle) -> str:
    """`{x}` with the plain notation of numbers."""
    text = f"replace({{x}}, {literal(style.group)}, '')" if style.group else "{x}"
    return f"replace({text}, ',', '.')" if style.mark == "," else text


def _whole(style: NumberStyle) -> str:
    plain = "0|[1-9][0-9]*"
    if not style.group:
        return f"(?:{plain})"
    return f"(?:{plain}|[1-9][0-9]{{0,2}}(?:{re.escape(style.group)}[0-9]{{3}})+)"


def integer(style: NumberStyle, *, is_forced: bool = False) -> Reading:
    """Whole numbers; leading zeros and plus signs are marks of codes, unless a person says otherwise."""
    text = _plain_text(style)
    return Reading(
        ColumnType.INTEGER,
        "BIGINT",
        "[+-]?[0-9]+" if is_forced else f"-?{_whole(style)}",
        text,
        measures=(
            f"max(length({text}) - starts_with({text}, '-')::INT)",
            f"count_if({text} IS NOT NULL AND TRY_CAST({text} AS BIGINT) IS NULL)",
        ),
        note=style.note if style.group else None,
        style=style,
    )


def decimal(style: NumberStyle) -> Reading:
    """Numbers with a fraction, kept digit by digit."""
    text, mark = _plain_text(style), re.escape(style.mark)
    point = f"coalesce(nullif(instr({text}, '.'), 0), length({text}) + 1)"
    return Reading(
        ColumnType.DECIMAL,
        "DECIMAL",
        f"-?(?:{_whole(style)}(?:{mark}[0-9]*)?|{mark}[0-9]+)",
        text,
        measures=(
            f"max({point} - 1 - starts_with({text}, '-')::INT)",
            f"max(greatest(length({text}) - {point}, 0))",
        ),
        note=style.note,
        style=style,
    )


def floating(style: NumberStyle) -> Reading:
    """Numbers with exponents. A bare `1E5` is a code: programs that print numbers write `1.0E5` or `1e+05`."""
    text, mark = _plain_text(style), re.escape(style.mark)
    plain = f"(?:0|[1-9][0-9]*)(?:{mark}[0-9]*)?|{mark}[0-9]+"
    digits = f"length(ltrim(regexp_replace(split_part(lower({text}), 'e', 1), '[^0-9]', '', 'g'), '0'))"
    is_exact = f"({digits} <= 15 OR ({digits} <= 17 AND regexp_matches({text}, '[.eE]')))"
    number = f"TRY_CAST({text} AS DOUBLE)"
    holds = f"(isfinite({number}) OR lower({{x}}) LIKE '%inf%')"
    is_not_lost = f"({number} <> 0 OR regexp_full_match({text}, '-?[0.]*(?:[eE].*)?'))"
    return Reading(
        ColumnType.FLOAT,
        "DOUBLE",
        rf"-?(?:{plain}|[0-9]{mark}[0-9]*[eE][+-]?[0-9]{{1,3}}|[1-9][0-9]*(?:{mark}[0-9]*)?[eE][+-][0-9]{{1,3}}"
        rf"|[1-9][0-9]*{mark}[0-9]*[eE][0-9]{{1,3}}|[iI]nf(?:inity)?)",
        number,
        # Nearly every number takes the short way; CASE keeps the engine from the long one.
        guard=f"CASE WHEN length({{x}}) <= 15 AND isfinite({number}) AND {number} <> 0 THEN true "
        f"ELSE {is_exact} AND {holds} AND {is_not_lost} END",
        note=style.note,
        style=style,
    )
