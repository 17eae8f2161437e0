"""Puts every dataset of a statement behind its guard, in the text itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gnomon.identity.contracts import Principal
from gnomon.query.barrier import BARRIER
from gnomon.query.draft import free_name
from gnomon.query.expressions import Binder, quoted
from gnomon.query.handwritten.edits import Edit
from gnomon.query.handwritten.reader import NamedTable
from gnomon.query.handwritten.script import Script
from gnomon.query.lowering.sources import DUCKDB, guarded_text
from gnomon.query.plan import Bound, Field, Unrestricted
from gnomon.query.stages import authorize
from gnomon.query.subjects import Readable

SCHEMA = "datasets of the workspace"
"""Where the engine keeps the tables: a name that a statement can only say with a schema, which the guard refuses."""


@dataclass(frozen=True, slots=True)
class Guards:
    """What was put into a statement."""

    places: tuple[tuple[int, int, str], ...]
    """Where each guard begins and ends, in bytes, and the table that it reads."""
    parameters: Mapping[str, Bound]


def put_behind_guards(
    script: Script,
    principal: Principal,
    tables: Sequence[NamedTable],
    subjects: Mapping[str, Readable],
    taken: Sequence[str],
) -> Guards:
    """Replace every table by what the principal may see of it; `taken` are the statement's own parameters."""
    binder = Binder(free_name("guard_", frozenset(name.casefold() for name in taken)))
    guards = {name: _guard(principal, subject, binder) for name, subject in subjects.items()}
    ordered = sorted(tables, key=lambda table: table.start)
    ranges = script.edit(Edit(one.start, one.end, _named(guards[one.name.casefold()], one)) for one in ordered)
    places = tuple(
        (start, end, subjects[table.name.casefold()].table.sql_name)
        for table, (start, end) in zip(ordered, ranges, strict=True)
    )
    return Guards(places, binder.by_name)


def _guard(principal: Principal, subject: Readable, binder: Binder) -> str:
    fields = tuple(
        Field(column.name, column.type, column.engine_type) for column in subject.table.columns if not column.is_hidden
    )
    scan = authorize.permitted_scan(principal, subject.table, fields, subject.row_filter, SCHEMA)
    text = guarded_text(scan, binder)
    if isinstance(scan.row_filter, Unrestricted):
        return text
    # The engine may compute a person's condition before a guard that is an OR, and the error of a cast, say, would
    # then tell the value of a hidden row.
    names = [DUCKDB.generate(quoted(field.name)) for field in fields]
    shown = ", ".join(f"{BARRIER}({name}) AS {name}" for name in names)
    return f"(SELECT {shown} FROM {text})"  # noqa: S608


def _named(guard: str, table: NamedTable) -> bytes:
    text = guard if table.is_aliased else f"{guard} AS {DUCKDB.generate(quoted(table.name))}"
    return text.encode()
