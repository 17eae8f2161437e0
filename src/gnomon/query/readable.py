"""What a stage made, for people to read."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from gnomon.query.contracts import QueryColumn
from gnomon.query.draft import Draft

MAX_LISTED = 20


def readable(stage: str, draft: Draft) -> str:
    """The part of a draft that a stage filled in: members, a plan tree, or SQL."""
    match stage:
        case "resolve":
            return "\n".join(tree(draft.resolved))
        case "authorize":
            return "\n".join(tree(draft.permitted))
        case "lower":
            return "" if draft.lowered is None else draft.lowered.sql
        case _:
            return "\n".join(tree(draft.plan))


def tree(node: Any, indent: int = 0) -> Iterator[str]:
    """A frozen node as an indented tree; long lists are cut, and what says nothing is left out."""
    padding = "  " * indent
    if not is_dataclass(node):
        yield f"{padding}{node}"
        return
    leaves, branches = [], []
    for field in fields(node):
        value = getattr(node, field.name)
        if is_dataclass(value) or (isinstance(value, tuple) and any(map(is_dataclass, value))):
            branches.append((field.name, value))
        elif not _is_nothing(value):
            leaves.append(f"{field.name}={_short(value)}")
    yield " ".join([f"{padding}{type(node).__name__}", *leaves])
    for name, value in branches:
        yield f"{padding}  {name}:"
        listed = value if isinstance(value, tuple) else (value,)
        for inner in listed[:MAX_LISTED]:
            yield from tree(inner, indent + 2)
        if len(listed) > MAX_LISTED:
            yield f"{padding}    … and {len(listed) - MAX_LISTED} more"


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, tuple | frozenset | Mapping) and not value)


def _short(value: Any) -> str:
    if isinstance(value, tuple) and all(isinstance(one, QueryColumn) for one in value):
        return ", ".join(column.name for column in value)
    if isinstance(value, tuple) and len(value) > MAX_LISTED:
        return f"{value[:MAX_LISTED]!r} and {len(value) - MAX_LISTED} more"
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value)))
    return str(value)
