"""Calendar arithmetic on wall-clock time, and the way between the wall and the instant in a time zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.errors import UnknownTimeZone
from gnomon.semantic.contracts import TimeGrain

# Wall-clock time has no zone, and neither do its ends.
EARLIEST = datetime.min  # noqa: DTZ901
LATEST = datetime.max  # noqa: DTZ901

MONTHS = {TimeGrain.MONTH: 1, TimeGrain.QUARTER: 3, TimeGrain.YEAR: 12}
NOT_IANA = frozenset({"Factory", "localtime", "posixrules"})
"""Files beside the time zones of some hosts, which the engine does not know."""
STEPS = {
    TimeGrain.SECOND: timedelta(seconds=1),
    TimeGrain.MINUTE: timedelta(minutes=1),
    TimeGrain.HOUR: timedelta(hours=1),
    TimeGrain.DAY: timedelta(days=1),
    TimeGrain.WEEK: timedelta(weeks=1),
}
WITHIN_A_DAY = frozenset({TimeGrain.SECOND, TimeGrain.MINUTE, TimeGrain.HOUR})


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """The time zone with this IANA name. Raises `UnknownTimeZone`."""
    try:
        found = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found = None
    if found is None or name not in zone_names():
        raise UnknownTimeZone(name, near_misses(name, zone_names()))
    return found


@cache
def zone_names() -> tuple[str, ...]:
    """The IANA names of all time zones; reading them walks through hundreds of files."""
    return tuple(sorted(available_timezones() - NOT_IANA))


def parse(text: str) -> datetime | None:
    """The moment that an ISO-8601 text names, aware when it names an offset; None when it names none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def to_wall(moment: datetime, time_zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows at a moment; a moment without offset is wall-clock time already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(time_zone).replace(tzinfo=None)
    except OverflowError:
        return EARLIEST if moment.year == 1 else LATEST


def to_instant(wall: datetime, time_zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock time: the first of two, and the end of the gap where the clock skipped it."""
    try:
        return wall.replace(tzinfo=time_zone).astimezone(UTC)
    except OverflowError:
        return (EARLIEST if wall.year == 1 else LATEST).replace(tzinfo=UTC)


def truncate(wall: datetime, grain: TimeGrain) -> datetime:
    """The first moment of the grain's step that a wall-clock time lies in."""
    midnight = datetime.combine(wall.date(), time.min)
    match grain:
        case TimeGrain.SECOND:
            return wall.replace(microsecond=0)
        case TimeGrain.MINUTE:
            return wall.replace(second=0, microsecond=0)
        case TimeGrain.HOUR:
            return wall.replace(minute=0, second=0, microsecond=0)
        case TimeGrain.DAY:
            return midnight
        case TimeGrain.WEEK:
            return midnight - timedelta(days=midnight.weekday())
        case TimeGrain.MONTH:
            return midnight.replace(day=1)
        case TimeGrain.QUARTER:
            return midnight.replace(month=(midnight.month - 1) // 3 * 3 + 1, day=1)
        case TimeGrain.YEAR:
            return midnight.replace(month=1, day=1)
        case TimeGrain.HOUR_OF_DAY | TimeGrain.DAY_OF_WEEK | TimeGrain.MONTH_OF_YEAR:
            raise ValueError(f"{grain} repeats, so that no moment begins it")


def in_plain_units(grain: TimeGrain) -> tuple[int, TimeGrain]:
    """How many months or days a grain is; what is shorter than a day stands for itself."""
    if grain in MONTHS:
        return MONTHS[grain], TimeGrain.MONTH
    return (7, TimeGrain.DAY) if grain is TimeGrain.WEEK else (1, grain)


def advance(start: datetime, grain: TimeGrain, count: int) -> datetime:
    """The start of the step that lies `count` steps after the one that begins at `start`, within years 1 to 9999."""
    try:
        if grain in MONTHS:
            months = start.year * 12 + start.month - 1 + MONTHS[grain] * count
            return start.replace(year=months // 12, month=months % 12 + 1)
        return start + STEPS[grain] * count
    except (ValueError, OverflowError):
        return (EARLIEST if count < 0 else LATEST).replace(tzinfo=start.tzinfo)


def date_text(day: date) -> str:
    """A date as the engine reads it."""
    return day.isoformat()


def wall_text(wall: datetime) -> str:
    """A wall-clock time as the engine reads it."""
    return wall.isoformat(sep=" ")


def instant_text(instant: datetime) -> str:
    """An instant as the engine reads it."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ") + "+00"
