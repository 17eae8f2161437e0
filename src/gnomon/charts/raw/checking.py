"""From the text that somebody wrote to a Vega-Lite spec over the rows of a picture, or to what is wrong with it."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from gnomon.charts.raw import rules, schema
from gnomon.charts.raw.expressions import RefusedExpression, check_expression
from gnomon.charts.raw.faults import BrokenDocument, Fault
from gnomon.charts.raw.reading import Document, parts_of, read
from gnomon.foundation.kit.near_misses import near_spellings

_FIELD = re.compile(r"[\w :]{1,160}")
_DERIVED = ("label", "order", "exact")
_MADE_BY = {
    "fold": ("key", "value"),
    "density": ("value", "density"),
    "quantile": ("prob", "value"),
    "pivot": (),
}
"""Columns that a transform makes without being told their names."""
_DIRECTIONS = frozenset({"row", "column", "layer"})


def check(text: str, columns: Collection[str]) -> None:
    """Let a document over these columns through. Raises `BrokenDocument` with the place of every fault."""
    faults = _faults_of(text, tuple(columns))
    if faults:
        raise BrokenDocument(faults)


def check_apart(text: str) -> None:
    """Let a document through whose fields are not known here. Raises `BrokenDocument` like `check`."""
    faults = _faults_of(text, None)
    if faults:
        raise BrokenDocument(faults)


def spec_of(text: str, columns: Collection[str], source: str) -> Document:
    """The document as a spec over a data source. Raises `BrokenDocument` like `check`."""
    check(text, columns)
    spec: Document = _over(read(text)[0], source)
    for name in ("$schema", "description", "data"):
        spec.pop(name, None)
    return spec


def is_composed(spec: Document) -> bool:
    """Whether it is several pictures beside each other, each of a size of its own."""
    encoding = spec.get("encoding")
    is_trellis = isinstance(encoding, dict) and not {"row", "column", "facet"}.isdisjoint(encoding)
    return is_trellis or not {"hconcat", "vconcat", "concat", "repeat", "facet"}.isdisjoint(spec)


@lru_cache(maxsize=256)
def _faults_of(text: str, columns: tuple[str, ...] | None) -> tuple[Fault, ...]:
    document, unread = read(text)
    if unread:
        return unread
    refused = rules.faults_of(document)
    # Vega-Lite asks for data, which is ours and need not be written down.
    unknown = refused or schema.faults_of({"data": {"name": rules.TABLE}, **document})
    fields = () if columns is None else _fields(document, columns)
    return tuple(unknown or [*_expressions(document), *fields])


def _expressions(document: Document) -> Iterator[Fault]:
    names = _parameter_names(document)
    for path, value in parts_of(document):
        if rules.is_expression(path, value):
            try:
                check_expression(value, names)
            except RefusedExpression as refused:
                yield Fault(path, str(refused))


def _parameter_names(document: Document) -> frozenset[str]:
    lists = (value for path, value in parts_of(document) if rules.named(path) == "params" and isinstance(value, list))
    return frozenset(str(one["name"]) for each in lists for one in each if isinstance(one, dict) and "name" in one)


def _fields(document: Document, columns: Collection[str]) -> Iterator[Fault]:
    """Names of fields that no row has."""
    made = set(_made(document))
    known = {*columns, *(f"{column}:{what}" for column in columns for what in _DERIVED), *made}
    is_pivoted = any(isinstance(value, dict) and "pivot" in value for _, value in parts_of(document))
    for path, value in parts_of(document):
        if not isinstance(value, str) or not _is_field(path):
            continue
        if not _FIELD.fullmatch(value):
            yield Fault(path, "The name of a field has letters, digits, spaces and underscores.")
        elif value not in known and not is_pivoted:
            near = near_spellings(value, columns, at_most=1)
            meant = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(list(columns)[:8])}."
            yield Fault(path, f"There is no field “{value[:60]}” in these rows. {meant}")


def _is_field(path: tuple[str | int, ...]) -> bool:
    names = [one for one in path if isinstance(one, str)]
    last = names[-1] if names else ""
    if last in {"field", "fields", "groupby", "key", "lookup", "pivot", "fold", "flatten", "loess", "regression"}:
        return names[-2:-1] != ["config"]
    if last == "repeat" or (last in _DIRECTIONS and names[-2:-1] == ["repeat"]):
        return isinstance(path[-1], int)
    return last in {"density", "quantile", "extent", "stack", "impute"} and "transform" in names


def _made(document: Document) -> Iterator[str]:
    """Columns that the transforms of the document make."""
    for path, value in parts_of(document):
        names = [one for one in path if isinstance(one, str)]
        if isinstance(value, str) and names[-1:] == ["as"]:
            yield value
        if isinstance(value, dict) and names[-1:] == ["values"]:
            yield from value
        if isinstance(value, dict) and "transform" in names:
            for step, made in _MADE_BY.items():
                yield from made if step in value else ()
            yield from _looked_up(value)
        if isinstance(value, str) and names[-1:] == ["repeat"] and not isinstance(path[-1], int):
            yield value


def _looked_up(step: Document) -> Iterator[str]:
    source = step.get("from")
    fields = source.get("fields") if isinstance(source, dict) else None
    yield from (one for one in fields or () if isinstance(one, str))


def _over(part: Any, source: str) -> Any:
    """The same with the rows under the name that they have where they are drawn."""
    if isinstance(part, list):
        return [_over(one, source) for one in part]
    if not isinstance(part, dict):
        return part
    ours = {"name": rules.TABLE}
    return {
        name: {"name": source} if name == "data" and one == ours else _over(one, source) for name, one in part.items()
    }
