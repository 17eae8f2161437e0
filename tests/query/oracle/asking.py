"""Random questions about random models: members of any table, measures of any home, formulas of every family."""

from collections.abc import Sequence

from hypothesis import strategies as st
from tests.query.oracle.naive import Parts
from tests.query.oracle.worlds import DAYS, NUMBERS, WORDS, Made


def addresses(draw: st.DrawFn, made: Made, anchor: str, column: str) -> str:
    """A column of any table, by a name that mostly leads there."""
    table = draw(st.sampled_from([anchor, *made.around(anchor)]))
    if table == anchor:
        return column
    roles = [one["name"] for one in made.links if table in {one["from_table"], one["to_table"]}]
    beside = {name for one in made.links for name in (one["from_table"], one["to_table"]) if one["name"] in roles}
    ways = [table] * 4 + roles + [f"{middle}.{table}" for middle in sorted(beside - {anchor, table})]
    return f"{draw(st.sampled_from(ways))}.{column}"


@st.composite
def dimensions(draw: st.DrawFn, made: Made, anchor: str) -> Parts:
    """A dimension of any table."""
    column = draw(st.sampled_from(["word", "day", "ref", "num", "id"]))
    member = addresses(draw, made, anchor, column)
    if column == "day":
        grain = draw(st.sampled_from(["month", "year", "quarter", "week", "day", "month_of_year", "day_of_week"]))
        return {"member": member, "grain": grain}
    return {"member": member}


@st.composite
def filters(draw: st.DrawFn, made: Made, anchor: str) -> Parts:
    """A filter on a column of any table."""
    column = draw(st.sampled_from(["word", "num", "day"]))
    member = addresses(draw, made, anchor, column)
    of = st.sampled_from({"word": WORDS, "num": NUMBERS, "day": [str(day) for day in DAYS]}[column])
    match draw(st.sampled_from(["in", "in", "null", "range" if column != "word" else "text"])):
        case "in":
            values = draw(st.lists(st.none() | of, max_size=3))
            return {"kind": "in", "member": member, "values": values, "exclude": draw(st.booleans())}
        case "null":
            return {"kind": "null", "member": member, "is_null": draw(st.booleans())}
        case "text":
            return {"kind": "text", "member": member, "operator": "contains", "value": draw(of)}
        case _:
            more = {"min": draw(st.none() | of), "max": draw(st.none() | of), "include_max": draw(st.booleans())}
            return {"kind": "range", "member": member, **more}


def row_filters(made: Made, anchor: str) -> st.SearchStrategy[Parts]:
    """A filter, or several of which one must hold."""
    one = filters(made, anchor)
    several = st.lists(one, min_size=1, max_size=2).map(lambda inner: {"kind": "any", "filters": inner})
    return st.one_of(one, one, several)


AGGREGATIONS = {
    "num": ["sum", "avg", "min", "max", "count", "count_distinct", "median", "stddev"],
    "rate": ["sum", "avg", "median", "count_distinct"],
    "word": ["min", "count", "count_distinct"],
    "day": ["max", "count_distinct"],
}


@st.composite
def column_measures(draw: st.DrawFn, made: Made, anchor: str) -> Parts:
    """The rows, or an aggregation of a column of any table."""
    if draw(st.integers(0, 3)) == 0:
        return {"aggregation": "count"}
    column = draw(st.sampled_from(list(AGGREGATIONS)))
    member = addresses(draw, made, anchor, column)
    return {"member": member, "aggregation": draw(st.sampled_from(AGGREGATIONS[column]))}


def some(draw: st.DrawFn, of: st.SearchStrategy[Parts], counts: Sequence[int]) -> list[Parts]:
    """So many of these, more often many than lists of a strategy have."""
    return [draw(of) for _ in range(draw(st.sampled_from(counts)))]


@st.composite
def questions(draw: st.DrawFn, made: Made, anchor: str, measures: st.SearchStrategy[Parts]) -> Parts:
    """A question of an anchor: up to three dimensions, some measures, filters, and totals."""
    asked = some(draw, dimensions(made, anchor), [1, 2, 0, 3, 2])
    named = [{**one, "name": f"d{place}"} for place, one in enumerate(asked)]
    names = [one["name"] for one in named]
    level = st.frozensets(st.sampled_from(names)) if names else st.just(frozenset[str]())
    levels = draw(st.lists(level, max_size=2, unique=True))
    found = some(draw, measures, [1, 2, 3])
    return {
        "dimensions": named,
        "measures": [{**one, "name": f"m{place}"} for place, one in enumerate(found)],
        "filters": some(draw, row_filters(made, anchor), [0, 1, 0, 2]),
        "totals": [sorted(level) for level in levels if len(level) < len(names)],
    }


def others(made: Made, anchor: str) -> st.SearchStrategy[str]:
    """Any table but the anchor."""
    return st.sampled_from(made.around(anchor))


PLAIN = [
    "COUNT(*)",
    "SUM(num)",
    "AVG(rate)",
    "COUNT(DISTINCT word)",
    "SUM_IF(num, word = 'a')",
    "COUNT(*) FILTER (WHERE num > 2 OR word IS NULL)",
    "SUM(num * rate)",
    "SUM({other}.num)",
    "COUNT({other}.id)",
    "COUNT(*) FILTER (WHERE {other}.word = 'b')",
]
OWN = [one for one in PLAIN if not one.endswith(("{other}.num)", "{other}.id)"))]
"""Of rows of the anchor."""
CHANGED = [
    "TOTAL({one})",
    "SHARE_OF_TOTAL({one})",
    "PARENT({one})",
    "GRAND_TOTAL({one})",
    "CALCULATE({one}, word = 'a')",
    "CALCULATE({one}, KEEP(word = 'a' OR num > 3))",
    "CALCULATE({one}, {other}.word = 'b')",
    "CALCULATE({one}, KEEP({other}.num BETWEEN 0 AND 5))",
    "CALCULATE({one}, REMOVE(word))",
    "CALCULATE({one}, REMOVE({other}.word, {other}.num))",
    "CALCULATE({one}, REMOVE_ALL_BUT(word))",
    "CALCULATE({one}, UNGROUP(word, {other}.word))",
    "CALCULATE({one}, word = 'a', REMOVE({other}.word), KEEP(num > 0))",
    "CALCULATE(CALCULATE({one}, UNGROUP(word)), word <> 'a')",
]
COMPUTED = [
    "{one} / {two}",
    "COALESCE({one}, 0) + COALESCE({two}, 0)",
    "CASE WHEN {one} > 2 THEN {one} ELSE {two} END",
    "CLOSING(SUM(num), day)",
    "OPENING(COUNT(*), day, word)",
]
OVER_GROUPS = [
    "RANK({one})",
    "DENSE_RANK({one}, 'asc')",
    "PERCENT_RANK({one})",
    "RUNNING_TOTAL({one})",
    "MOVING_AVG({one}, 2)",
    "PREVIOUS({one})",
    "LAST_GROUP({one})",
]
OVER_TIME = [
    "PREVIOUS_MONTH({one}, day)",
    "PREVIOUS_YEAR({one}, day)",
    "PREVIOUS_PERIOD({one}, day)",
    "NEXT_PERIOD({one}, day)",
    "SHIFT_PERIOD({one}, day, -2, 'quarter')",
    "CHANGE({one}, day)",
    "YEAR_TO_DATE({one}, day)",
    "QUARTER_TO_DATE({one}, day)",
    "YEAR_OVER_YEAR({one}, day)",
    "YEAR_TO_DATE(PREVIOUS_YEAR({one}, day), day)",
]


@st.composite
def formulas(draw: st.DrawFn, made: Made, anchor: str) -> Parts:
    """A measure made in place, of an aggregate or two of any home."""
    pattern = draw(st.sampled_from([*PLAIN, *CHANGED, *CHANGED, *COMPUTED, *OVER_GROUPS]))
    return {"formula": _filled(draw, pattern, made, anchor)}


def _filled(draw: st.DrawFn, pattern: str, made: Made, anchor: str, plain: Sequence[str] = PLAIN) -> str:
    one, two = (draw(st.sampled_from(plain)) for _ in range(2))
    return pattern.format(one=one, two=two, other="{other}").replace("{other}", draw(others(made, anchor)))


@st.composite
def questions_over_time(draw: st.DrawFn, made: Made, anchor: str) -> Parts:
    """Formulas that look at other times, by the anchor's day at some grain and perhaps by something else."""
    grain = draw(st.sampled_from(["month", "month", "quarter", "year", "day"]))
    more = draw(st.lists(st.sampled_from(["word", "num"]), max_size=1))
    patterns = draw(st.lists(st.sampled_from(OVER_TIME), min_size=1, max_size=2))
    bounds = draw(st.lists(st.sampled_from(["2023-01-01", "2024-01-15", "2024-03-01"]), max_size=2, unique=True))
    start, end = [*sorted(bounds), None, None][:2]
    kept = {"kind": "time_range", "member": "day", "start": start, "end": end}
    plain = {"formula": "COUNT(*)", "name": "rows"}
    return {
        "dimensions": [*({"member": one} for one in more), {"member": "day", "grain": grain, "name": "at"}],
        "measures": [
            plain,
            *(
                {"formula": _filled(draw, one, made, anchor, OWN), "name": f"m{place}"}
                for place, one in enumerate(patterns)
            ),
        ],
        "filters": [kept] if bounds else [],
    }


@st.composite
def questions_of_the_first(draw: st.DrawFn, made: Made, anchor: str) -> Parts:
    """The first values of a text by a measure, with and without the others, beside another dimension."""
    member = addresses(draw, made, anchor, "word")
    top = {
        "count": draw(st.integers(1, 3)),
        "by": "m0",
        "descending": draw(st.booleans()),
        "other": draw(st.sampled_from([None, "the rest"])),
    }
    more = some(draw, dimensions(made, anchor), [0, 1, 1])
    measures = [draw(column_measures(made, anchor)) for _ in range(2)]
    measures[0] = {
        "member": draw(st.sampled_from(["num", "rate"])),
        "aggregation": draw(st.sampled_from(["sum", "avg"])),
    }
    return {
        "dimensions": [{"member": member, "name": "d0", "top": top}, *({**one, "name": "d1"} for one in more)],
        "measures": [{**one, "name": f"m{place}"} for place, one in enumerate(measures)],
        "filters": some(draw, row_filters(made, anchor), [0, 0, 1]),
    }
