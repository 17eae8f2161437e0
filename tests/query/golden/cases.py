"""Questions whose statements are kept as golden files, by topic: what is asked, and which rows the asker may see."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from gnomon.datasets.contracts import ColumnType
from gnomon.query.draft import Search
from gnomon.query.plan import UNRESTRICTED, All, Compare, Field, IsNull, Not, OneOf, Operator, Restricted, RowFilter
from gnomon.semantic.contracts import DATE_GRAINS, Aggregation, TimeGrain

Parts: TypeAlias = dict[str, Any]

TABLE = """
SELECT
    1::BIGINT AS id, 'north' AS region, 10.5::DECIMAL(18,2) AS amount, 0.25::DOUBLE AS rate, 7::HUGEINT AS huge,
    DATE '2024-01-05' AS day, TIMESTAMP '2024-01-05 10:00:00' AS moment, TIMESTAMPTZ '2024-01-05 10:00:00+00' AS zoned,
    TIME '10:00:00' AS hour, true AS is_new, INTERVAL 1 HOUR AS took, '{"a": 1}'::JSON AS document, 'x' AS "select",
    'y' AS "a ""quoted"" name"
UNION ALL
SELECT
    99, 'south', 20.25, 0.75, 9, DATE '2024-12-24', TIMESTAMP '2024-12-24 23:59:59',
    TIMESTAMPTZ '2024-12-24 23:59:59+00', TIME '23:59:59', false, INTERVAL 2 HOUR, '{"a": 2}', 'z', 'w'
"""

TABLE_NAME = 'all "sorts"'

ROWS = [{"aggregation": "count", "name": "rows"}]
NORTH_ONLY = Restricted(OneOf(Field("region", ColumnType.TEXT, "VARCHAR"), ("north",), "VARCHAR"))
OWN_BRANCH = Restricted(
    All(
        (
            Compare(Field("amount", ColumnType.DECIMAL, "DECIMAL(18,2)"), Operator.LESS, "1000.00", "DECIMAL(18,2)"),
            Not(IsNull(Field("select", ColumnType.TEXT, "VARCHAR"))),
        )
    )
)


def by(member: str, **more: Any) -> Parts:
    """Groups of a member."""
    return {"dimensions": [{"member": member, "name": "d", **more}], "measures": ROWS}


def of(member: str, aggregation: str, **more: Any) -> Parts:
    """One measure."""
    return {"measures": [{"member": member, "aggregation": aggregation, "name": "m", **more}]}


def where(*filters: Parts, **more: Any) -> Parts:
    """The rows that pass some filters, counted."""
    return {"measures": ROWS, "filters": list(filters), **more}


def among(member: str, *values: Any, **more: Any) -> Parts:
    return {"kind": "in", "member": member, "values": list(values), **more}


def between(member: str, low: Any, high: Any, **more: Any) -> Parts:
    return {"kind": "range", "member": member, "min": low, "max": high, **more}


def during(member: str, start: str | None, end: str | None) -> Parts:
    return {"kind": "time_range", "member": member, "start": start, "end": end}


def last(member: str, count: int, unit: str, **more: Any) -> Parts:
    return {"kind": "relative_time", "member": member, "count": count, "unit": unit, **more}


def text(operator: str, value: str, **more: Any) -> Parts:
    return {"kind": "text", "member": "region", **more, "operator": operator, "value": value}


def rows(*columns: str, **more: Any) -> Parts:
    """Rows as they are."""
    return {"mode": "rows", "dimensions": [{"member": column} for column in columns], **more}


DIMENSIONS: dict[str, Parts] = {
    "a text": by("region"),
    "a boolean": by("is_new"),
    "a time of day": by("hour"),
    "a duration": by("took"),
    "a document": by("document"),
    "an integer beyond 64 bits leaves as text": by("huge"),
    "a zoned moment is shown on the wall of the asker": by("zoned", grain=None) | {"time_zone": "Asia/Kathmandu"},
    "two at once, one of them named like a keyword": {
        "dimensions": [{"member": "select"}, {"member": 'a "quoted" name'}],
        "measures": ROWS,
    },
    "no measure gives the distinct groups": {"dimensions": [{"member": "region"}]},
}
for _grain in DATE_GRAINS:
    DIMENSIONS[f"a date by {_grain.value}"] = by("day", grain=_grain.value)
for _grain in TimeGrain:
    DIMENSIONS[f"a moment by {_grain.value}"] = by("moment", grain=_grain.value)
    DIMENSIONS[f"a zoned moment by {_grain.value} in New York"] = by("zoned", grain=_grain.value) | {
        "time_zone": "America/New_York"
    }

BINS: dict[str, Parts] = {
    "a decimal in at most ten steps": by("amount", bins={"at_most": 10}),
    "a float of an exact width": by("rate", bins={"width": 0.05}),
    "an integer in at most five steps": by("id", bins={"at_most": 5}),
    "a float in steps of a billionth": by("rate", bins={"width": 1e-9}),
    "a number beyond 64 bits": by("huge", bins={"at_most": 3}),
    "everything in one step": by("rate", bins={"at_most": 1}),
    "a date in at most six steps": by("day", bins={"at_most": 6}),
    "a moment in at most fifty steps": by("moment", bins={"at_most": 50}),
    "a zoned moment on the wall of Berlin": by("zoned", bins={"at_most": 12}) | {"time_zone": "Europe/Berlin"},
}

MEASURES: dict[str, Parts] = {
    "rows": {"measures": ROWS},
    "two of one member": {
        "measures": [
            {"member": "amount", "aggregation": "min"},
            {"member": "amount", "aggregation": "max"},
        ]
    },
    "texts": {
        "measures": [{"member": "region", "aggregation": one} for one in ("min", "max", "count", "count_distinct")]
    },
    "moments on the wall of the asker": {
        "measures": [{"member": "zoned", "aggregation": one} for one in ("min", "max")],
        "time_zone": "Australia/Lord_Howe",
    },
}
for _aggregation in Aggregation:
    _more: Parts = {"quantile": 0.9} if _aggregation is Aggregation.QUANTILE else {}
    for _member in ("id", "amount", "rate", "huge"):
        MEASURES[f"{_aggregation.value} of {_member}"] = of(_member, _aggregation.value, **_more)

FILTERS: dict[str, Parts] = {
    "one value": where(among("region", "north")),
    "some values and null": where(among("region", "north", None, "south")),
    "none but some values": where(among("region", "north", "south", exclude=True)),
    "none but null": where(among("region", None, exclude=True)),
    "no value at all": where(among("region")),
    "many integers, bound as one list": where(among("id", *range(777, 978))),
    "many texts, bound as one list": where(among("region", *(f"needle {number}" for number in range(201)))),
    "an integer that cannot be": where(among("id", "1.5", 2)),
    "integers beyond 64 bits": where(among("huge", "170141183460469231731687303715884105727", 7)),
    "times of day": where(among("hour", "10:00", "23:59:59")),
    "documents, compared as they are written": where(among("document", '{"a": 1}')),
    "durations, compared as they are written": where(among("took", "01:00:00")),
    "moments": where(among("moment", "2024-01-05T10:00:00")),
    "moments on the wall of Lord Howe": where(among("zoned", "2024-04-07T01:45"), time_zone="Australia/Lord_Howe"),
    "decimals": where(among("amount", 1, "2.50")),
    "a boolean": where(among("is_new", True)),
    "dates": where(among("day", "2024-01-05")),
    "a month": where(among("day", "2024-01-01", grain="month")),
    "months that follow each other are one range": where(
        among("moment", "2024-01-01", "2024-02-01", "2024-04-01", grain="month")
    ),
    "a month on the wall of New York": where(among("zoned", "2024-03-01", grain="month"), time_zone="America/New_York"),
    "weekdays": where(among("day", 6, 7, grain="day_of_week")),
    "a range without its upper bound": where(between("amount", 10, "20.25")),
    "a range with its upper bound": where(between("amount", 10, 20, include_max=True)),
    "a range that is open above": where(between("rate", 0.5, None)),
    "a range of whole numbers whose bounds are none": where(between("id", 1.5, 2.5)),
    "a range that no integer lies in": where(between("id", "1e30", None)),
    "a range of texts": where(between("region", "a", "n")),
    "a range of times of day": where(between("hour", "09:00", "17:30")),
    "a range of durations in seconds": where(between("took", 60, 5_400, include_max=True)),
    "a range of zoned moments": where(
        between("zoned", "2024-03-31T02:30", "2024-10-27T02:30"), time_zone="Europe/Berlin"
    ),
    "a range of moments given with offsets": where(between("zoned", "2024-01-01T00:00+05:45", "2024-01-02T00:00Z")),
    "a range without bounds": where(between("id", None, None)),
    "a range of dates": where(between("day", "2024-01-01", "2024-02-01")),
    "a half-open time range": where(during("moment", "2024-01-01", "2024-02-01")),
    "a time range of dates": where(during("day", "2024-01-01", "2024-02-01")),
    "a day of 23 hours": where(during("zoned", "2024-03-31", "2024-04-01"), time_zone="Europe/Vienna"),
    "the last seven days": where(last("day", 7, "day")),
    "the last three whole months": where(last("moment", 3, "month", include_current=False)),
    "the last two weeks up to the latest row": where(last("moment", 2, "week", anchor="latest")),
    "the last day on the wall of Kathmandu": where(last("zoned", 1, "day"), time_zone="Asia/Kathmandu"),
    "text that contains": where(text("contains", "50%_\\off")),
    "text that begins, with regard to case": where(text("starts_with", "No", case_sensitive=True)),
    "text that does not end so": where(text("ends_with", "th", exclude=True)),
    "text that equals": where(text("equals", "İstanbul")),
    "null": where({"kind": "null", "member": "rate"}),
    "not null": where({"kind": "null", "member": "rate", "is_null": False}),
    "one of several": where({"kind": "any", "filters": [among("region", "north"), between("amount", 5, None)]}),
    "one of several, nested": where(
        {
            "kind": "any",
            "filters": [
                {"kind": "any", "filters": [among("region", "north"), {"kind": "null", "member": "day"}]},
                {"kind": "any", "filters": [between("id", 1, 5)]},
            ],
        }
    ),
    "text in a document": where(text("contains", "needle", member="document")),
    "one of several, one of which always holds": where(
        {"kind": "any", "filters": [among("region", exclude=True), between("amount", 5, None)]}
    ),
    "several at once": where(among("is_new", False), between("id", 1, 10), text("contains", "o")),
    "groups by their measure": by("region") | {"filters": [{"kind": "measure", "measure": "rows", "min": 2, "max": 9}]},
    "groups by a sum that is a decimal": {
        "dimensions": [{"member": "region"}],
        "measures": [{"member": "amount", "aggregation": "sum", "name": "total"}],
        "filters": [{"kind": "measure", "measure": "total", "min": "10.50"}, among("is_new", True)],
    },
}

ORDER: dict[str, Parts] = {
    "groups by their measure, the largest first": by("region") | {"sort": [{"by": "rows", "descending": True}]},
    "a page of groups": by("day") | {"sort": [{"by": "d"}], "limit": 10, "offset": 20},
    "one row needs neither order nor limit": {"measures": ROWS, "sort": [{"by": "rows"}], "limit": 5},
    "rows as they stand": rows("id", "region", limit=100),
    "every column that is not hidden": rows(limit=2),
    "rows of everywhere": rows("id", "region", limit=5_000, is_sample=True),
    "a hidden column that is named": rows("took", limit=2),
    "rows under other names": {
        "mode": "rows",
        "dimensions": [{"member": "select", "name": "from"}, {"member": 'a "quoted" name', "name": "Größe; --"}],
        "sort": [{"by": "Größe; --"}],
    },
    "groups in two orders, nulls last in both": {
        "dimensions": [{"member": "region"}, {"member": "is_new", "name": "new"}],
        "measures": ROWS,
        "sort": [{"by": "new", "descending": True}, {"by": "rows"}],
    },
    "searched values of a text": by("region") | {"sort": [{"by": "rows", "descending": True}], "limit": 100},
    "searched values of a number": by("amount") | {"limit": 100},
    "searched values of a zoned moment": by("zoned") | {"time_zone": "Asia/Kathmandu", "limit": 100},
    "a page of rows by two columns, read late": rows(
        "id",
        "amount",
        "zoned",
        filters=[among("is_new", True)],
        sort=[{"by": "amount", "descending": True}, {"by": "id"}],
        limit=50,
        offset=100,
    ),
    "a page of rows by columns that are not shown, read late": rows(
        "id", sort=[{"by": "zoned", "descending": True}, {"by": "region"}], limit=10
    ),
    "many rows by a column that is not shown": rows("id", sort=[{"by": "region"}], limit=5_000),
    "a column of the result goes before a column of the dataset": {
        "mode": "rows",
        "dimensions": [{"member": "id", "name": "region"}],
        "sort": [{"by": "region"}],
        "limit": 10,
    },
    "many rows by a column, read at once": rows("id", "region", sort=[{"by": "region"}], limit=5_000),
}

SEARCHES: Mapping[str, Search] = {
    "searched values of a text": Search("region", "needle"),
    "searched values of a number": Search("amount", "0:59"),
    "searched values of a zoned moment": Search("zoned", "0:59"),
    "searched values behind the guard": Search("region", "needle"),
}
"""What the written form of a member must contain, by the name of the case."""

POLICIES: dict[str, tuple[Parts, RowFilter]] = {
    "a measure": ({"measures": ROWS}, NORTH_ONLY),
    "groups": (by("day", grain="month"), NORTH_ONLY),
    "a filter of the asker's own": (where(among("region", "south")), NORTH_ONLY),
    "rows read late are guarded twice": (rows("id", "amount", sort=[{"by": "amount"}], limit=10), NORTH_ONLY),
    "rows of everywhere are guarded": (rows("id", limit=10, is_sample=True), NORTH_ONLY),
    "rows sorted by what is not shown are guarded": (rows("id", sort=[{"by": "region"}], limit=10), NORTH_ONLY),
    "the latest row is looked for behind the guard": (where(last("moment", 1, "day", anchor="latest")), OWN_BRANCH),
    "searched values behind the guard": (by("region"), NORTH_ONLY),
    "a filter that tries to widen the guard": (
        where({"kind": "any", "filters": [among("region", "south"), among("region", exclude=True)]}),
        NORTH_ONLY,
    ),
    "steps behind the guard": (by("id", bins={"at_most": 4}), NORTH_ONLY),
    "two conditions": (by("select") | {"filters": [among("id", 1)], "limit": 3}, OWN_BRANCH),
}

SMALL_GROUPS: dict[str, Parts] = {
    "one number": of("amount", "sum") | {"hides_small": {"below": 5}},
    "one dimension, sorted by what is hidden": by("region")
    | {"hides_small": {"below": 5}, "sort": [{"by": "rows", "descending": True}], "limit": 3},
    "a matrix with its totals": {
        "dimensions": [{"member": "region"}, {"member": "is_new"}],
        "measures": ROWS,
        "totals": [["region"], ["is_new"], []],
        "hides_small": {"below": 10, "within": ["region", "is_new"]},
    },
}

TOPICS: Mapping[str, Mapping[str, tuple[Parts, RowFilter]]] = {
    "dimensions": {name: (parts, UNRESTRICTED) for name, parts in DIMENSIONS.items()},
    "bins": {name: (parts, UNRESTRICTED) for name, parts in BINS.items()},
    "measures": {name: (parts, UNRESTRICTED) for name, parts in MEASURES.items()},
    "filters": {name: (parts, UNRESTRICTED) for name, parts in FILTERS.items()},
    "order": {name: (parts, UNRESTRICTED) for name, parts in ORDER.items()},
    "policies": POLICIES,
    "small groups": {name: (parts, UNRESTRICTED) for name, parts in SMALL_GROUPS.items()},
}
