"""What cells show beside their value, as the web application does (`web/src/viz/cell-format.ts`, `cell-look.tsx`)."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from gnomon.exports.pictures.written.pen import Pen
from gnomon.exports.pictures.written.values import Column

STRONGEST = 0.34
BAR_STRENGTH = 0.26
HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
    "equal": operator.eq,
    "not_equal": operator.ne,
}
TONES = {
    "good": ("success-text", "success-soft", "check"),
    "bad": ("danger-text", "danger-soft", "warning"),
    "neutral": ("fg", "hover", "dot"),
    "accent": ("accent-text", "accent-soft", "flag"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar lies in its cell, in parts of its width."""

    start: float
    width: float
    is_negative: bool
    zero: float | None


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell shows beside its value; the shade is 0 to 1, below zero where values of both signs meet."""

    bar: Bar | None
    shade: float | None
    tone: str | None
    icon: str | None


def bar_of(value: float, least: float, most: float) -> Bar | None:
    """A bar from zero, whichever way its value goes: the longest fills its side of the cell."""
    low, high = min(0.0, least), max(0.0, most)
    span = high - low
    if span == 0 or not math.isfinite(span):
        return None
    zero, end = _clamped(-low / span), _clamped((value - low) / span)
    return Bar(min(zero, end), abs(end - zero), value < 0, zero if low < 0 else None)


def shade_of(value: float, least: float, most: float) -> float:
    """How strong the shade of a value is: from the smallest to the largest, or from zero both ways."""
    if least < 0 < most:
        return value / max(-least, most)
    span = most - least
    return _clamped((value - least) / span) if span > 0 and math.isfinite(span) else 0.5


class Looks:
    """What the cells of a table show; values are compared with those of the same level."""

    def __init__(self, columns: Sequence[Column], cells: Sequence[Mapping[str, Any]], levels: Sequence[int]) -> None:
        self._levels = levels
        self._columns = {one.name: one for one in columns}
        self._formats: dict[str, dict[str, Mapping[str, Any]]] = {}
        for cell in cells:
            self._formats.setdefault(cell["column"], {}).setdefault(cell["kind"], cell)
        self._extents = {name: self._extents_of(name) for name in self._formats if name in self._columns}

    def at(self, name: str, row: int) -> Look | None:
        """What a cell shows; None where it shows its value alone."""
        chosen = self._formats.get(name)
        value = self._columns[name].plots[row] if chosen is not None and name in self._columns else None
        if chosen is None or value is None:
            return None
        rule = self._rule_at(chosen["rule"], value, row) if "rule" in chosen else None
        is_text = not _is_number(value)
        if is_text and rule is None:
            return None
        least, most = (0.0, 0.0) if is_text else self._extents[name][self._levels[row]]
        return Look(
            bar=bar_of(value, least, most) if "bar" in chosen and _is_number(value) else None,
            shade=shade_of(value, least, most) if "color_scale" in chosen and _is_number(value) else None,
            tone=None if rule is None else rule["tone"],
            icon=None if rule is None else rule.get("icon") or TONES[rule["tone"]][2],
        )

    def has_signs(self, name: str) -> bool:
        """Whether a sign stands before some values of a column."""
        return "rule" in self._formats.get(name, {})

    def _rule_at(self, chosen: Mapping[str, Any], own: object, row: int) -> Mapping[str, Any] | None:
        """The first rule that holds."""
        by = chosen.get("decided_by")
        value = (own if _is_number(own) else None) if by is None else self._number(by, row)
        return None if value is None else next((one for one in chosen["rules"] if self._holds(one, value, row)), None)

    def _holds(self, rule: Mapping[str, Any], value: float, row: int) -> bool:
        if rule["op"] == "between":
            return bool(rule["value"] <= value <= rule["upper"])
        than = rule.get("than")
        other = rule["value"] if than is None else self._number(than, row)
        return other is not None and HOLDS[rule["op"]](value, other)

    def _number(self, name: str, row: int) -> float | None:
        value = self._columns[name].plots[row] if name in self._columns else None
        return value if _is_number(value) else None

    def _extents_of(self, name: str) -> dict[int, tuple[float, float]]:
        found: dict[int, tuple[float, float]] = {}
        for row, value in enumerate(self._columns[name].plots):
            if _is_number(value):
                least, most = found.get(self._levels[row], (value, value))
                found[self._levels[row]] = (min(least, value), max(most, value))
        return found


def ground_of(pen: Pen, look: Look, x: float, y: float, width: float, height: float) -> list[str]:
    """What lies below the value of a cell."""
    parts: list[str] = []
    if look.tone is not None:
        parts.append(pen.box(x, y, width, height, TONES[look.tone][1]))
    elif look.shade is not None:
        color = "warning-text" if look.shade < 0 else "accent"
        parts.append(pen.box(x, y, width, height, color, f' fill-opacity="{abs(look.shade) * STRONGEST:.3g}"'))
    if look.bar is not None:
        left, room = x + 2, width - 4
        color = "danger" if look.bar.is_negative else "accent"
        more = f' fill-opacity="{BAR_STRENGTH}" rx="3" data-bar="{"negative" if look.bar.is_negative else "positive"}"'
        parts.append(pen.box(left + look.bar.start * room, y + 4, look.bar.width * room, height - 8, color, more))
        if look.bar.zero is not None:
            zero = left + look.bar.zero * room
            parts.append(pen.rule(zero, y + 4, zero, y + height - 4, "line-strong"))
    return parts


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _clamped(part: float) -> float:
    return max(0.0, min(1.0, part))
