"""How the value of a column is written as text, as an expression of the engine."""

from gnomon.exports.formats.rows import StoredColumn, text

INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT"}
)
FLOATS = frozenset({"FLOAT", "DOUBLE"})
ZONED = frozenset({"TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"})
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
"""What makes a spreadsheet take a text for a formula, or lets one stand at the beginning after all."""


def is_whole(column: StoredColumn) -> bool:
    """Whether its values are whole numbers."""
    return column.is_long_integer or column.engine_type in INTEGERS


def is_decimal(column: StoredColumn) -> bool:
    """Whether its values are exact numbers with a fraction."""
    return column.engine_type.startswith("DECIMAL(")


def is_number(column: StoredColumn) -> bool:
    """Whether its values are numbers of any kind."""
    return is_whole(column) or is_decimal(column) or column.engine_type in FLOATS


def is_moment(column: StoredColumn) -> bool:
    """Whether its values are a day with a time."""
    return column.engine_type.startswith("TIMESTAMP")


def is_words(column: StoredColumn) -> bool:
    """Whether its values can hold anything that a person wrote."""
    plain = column.engine_type in {"BOOLEAN", "DATE", "TIME"}
    return not (is_number(column) or is_moment(column) or plain)


def plain_text(column: StoredColumn, time_zone: str) -> str:
    """A value as text: numbers exactly, moments as ISO 8601, nested values as JSON; null stays null."""
    name = column.sql
    if column.engine_type in ZONED:
        return _zoned(name, time_zone)
    if is_moment(column):
        return _with_t(f"CAST({name} AS VARCHAR)")
    if column.engine_type in FLOATS:
        named = f"WHEN isnan({name}) THEN 'NaN' WHEN isinf({name}) AND {name} > 0 THEN 'Infinity'"
        return f"CASE {named} WHEN isinf({name}) THEN '-Infinity' ELSE CAST({name} AS VARCHAR) END"
    return f"CAST({name} AS VARCHAR)"


def without_formula(written: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    starts = text(FORMULA_STARTS)
    return f"CASE WHEN {written} <> '' AND contains({starts}, {written}[1]) THEN '''' || {written} ELSE {written} END"


def wall_clock(column: StoredColumn, time_zone: str) -> str:
    """A moment as the clock on the wall shows it."""
    if column.engine_type in ZONED:
        return f"timezone({text(time_zone)}, {column.sql})"
    return f"CAST({column.sql} AS TIMESTAMP)"


def _zoned(name: str, time_zone: str) -> str:
    """The clock on the wall of the zone, with how far it is from UTC."""
    local = f"timezone({text(time_zone)}, {name})"
    minutes = f"date_diff('minute', timezone('UTC', {name}), {local})"
    sign = f"CASE WHEN {minutes} < 0 THEN '-' ELSE '+' END"
    offset = f"{sign} || format('{{:02d}}:{{:02d}}', abs({minutes}) // 60, abs({minutes}) % 60)"
    written = f"{_with_t(f'CAST({local} AS VARCHAR)')} || {offset}"
    return f"CASE WHEN isfinite({name}) THEN {written} ELSE CAST({name} AS VARCHAR) END"


def _with_t(written: str) -> str:
    return rf"regexp_replace({written}, ' (\d\d:\d\d:\d\d)', 'T\1')"
