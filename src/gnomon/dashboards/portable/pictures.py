"""Columns of a result inside of pictures that people drew in Vega-Lite themselves."""

import json
import re
from collections.abc import Mapping

WORDS = frozenset({"title", "subtitle", "text", "description", "name", "format"})
"""What stands in these is said, and names no column."""


def with_columns(document: str, columns: Mapping[str, str]) -> str:
    """The same document, where columns are called otherwise; what is no document stays as it is."""
    renamed = {old: new for old, new in columns.items() if old != new}
    if not renamed:
        return document
    try:
        parsed = json.loads(document)
    except ValueError:
        return document
    return json.dumps(_renamed(parsed, renamed, ""), ensure_ascii=False, indent=2)


def _renamed(value: object, columns: Mapping[str, str], key: str) -> object:
    if isinstance(value, dict):
        return {name: _renamed(part, columns, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, columns, key) for part in value]
    if not isinstance(value, str) or key in WORDS:
        return value
    return columns.get(value) or _in_expression(value, columns)


def _in_expression(text: str, columns: Mapping[str, str]) -> str:
    if "datum" not in text:
        return text
    names = "|".join(re.escape(one) for one in sorted(columns, key=len, reverse=True))
    spoken = re.compile(rf"""\bdatum(?:\.({names})(?![\w$])|\[\s*(["'])({names})\2\s*\])""")
    # The names of columns hold letters, digits, underscores and spaces only, so that they can stand between quotes.
    return spoken.sub(lambda found: f'datum["{columns[found.group(1) or found.group(3)]}"]', text)
