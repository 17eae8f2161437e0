"""Days, moments and steps of time in words, as the web application writes them for a reader of American English."""

from datetime import date, datetime, timedelta
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MICROSECOND = timedelta(microseconds=1)


def day_words(day: date) -> str:
    """`Mar 9, 2024`."""
    return f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


def moment_words(moment: datetime, *, is_short: bool = False) -> str:
    """`Mar 9, 2024 14:05:07`, without seconds where there are none; the short way is that of steps."""
    if is_short:
        return f"{day_words(moment)}, {moment:%H:%M}"
    clock = f"{moment:%H:%M}"
    if moment.second or moment.microsecond:
        clock += f":{moment:%S}{_fraction(moment.microsecond)}"
    return f"{day_words(moment)} {clock}"


def clock_words(span: timedelta, microsecond: int = 0) -> str:
    """`14:05:07`, with a fraction only where there is one."""
    seconds = span // timedelta(seconds=1)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{_fraction(microsecond)}"


def duration_words(span: timedelta) -> str:
    """`-3 d 02:05:00`: days and a clock."""
    size = abs(span)
    days = f"{size.days} d " if size.days else ""
    rest = size - timedelta(days=size.days)
    return f"{'-' if span < timedelta() else ''}{days}{clock_words(rest, rest.microseconds)}"


def step_words(value: Any, grain: str) -> str | None:
    """A step of time as a reader says it: “Mar 2024”, “Monday”; None when it is none."""
    if grain in {"hour_of_day", "day_of_week", "month_of_year"}:
        return _cycle_words(int(value), grain)
    if not isinstance(value, date):
        return None
    month = MONTHS[value.month - 1][:3]
    match grain:
        case "year":
            return str(value.year)
        case "quarter":
            return f"Q{(value.month - 1) // 3 + 1} {value.year}"
        case "month":
            return f"{month} {value.year}"
        case "week":
            return f"Week of {day_words(value)}"
        case "day":
            return day_words(value)
        case "hour" | "minute":
            return f"{day_words(value)}, {value:%H:%M}"
        case _:
            return None


def _cycle_words(step: int, grain: str) -> str:
    if grain == "hour_of_day":
        return f"{step:02}:00"
    names = WEEKDAYS if grain == "day_of_week" else MONTHS
    return names[(step - 1) % len(names)]


def _fraction(microsecond: int) -> str:
    if microsecond == 0:
        return ""
    return f".{microsecond:06}" if microsecond % 1000 else f".{microsecond // 1000:03}"
