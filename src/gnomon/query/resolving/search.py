"""The search of a list of values: a text that the written form of a member must contain."""

from gnomon.datasets.contracts import ColumnType
from gnomon.query.conditions import Scope
from gnomon.query.contracts import TextOperator
from gnomon.query.draft import Search
from gnomon.query.engine_types import is_zoned
from gnomon.query.plan import AsText, Condition, Field, TextMatch, Value, WallClock


def search_condition(scope: Scope, search: Search) -> Condition:
    """Rows whose member contains the text, as people read it."""
    field = scope.subject(search.member).value
    written: Value = field
    if isinstance(field, Field) and field.engine_type != "VARCHAR":
        zoned = field.type is ColumnType.DATETIME and is_zoned(field.engine_type)
        written = AsText(WallClock(field, scope.zone_name) if zoned else field)
    return TextMatch(written, TextOperator.CONTAINS, search.text, False)
