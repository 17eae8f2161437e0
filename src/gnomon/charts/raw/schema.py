"""The official schema of Vega-Lite, and what it says about a document in words with a place."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

import jsonschema_rs

from gnomon.charts.raw.faults import Fault, Path
from gnomon.charts.raw.reading import Document
from gnomon.foundation.kit.near_misses import near_spellings

FORMS = (
    ("layer", "TopLevelLayerSpec"),
    ("facet", "TopLevelFacetSpec"),
    ("repeat", "TopLevelRepeatSpec"),
    ("hconcat", "TopLevelHConcatSpec"),
    ("vconcat", "TopLevelVConcatSpec"),
    ("concat", "TopLevelConcatSpec"),
)
"""What a document is, by the word that only such a one has."""
UNIT = "TopLevelUnitSpec"
_TYPES = {
    "number": "a number",
    "string": "a text",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
}
_MOST_NAMED = 12


def faults_of(document: Document) -> list[Fault]:
    """What the schema finds wrong; each mistake once, at its deepest place."""
    form = next((one for word, one in FORMS if word in document), UNIT)
    found = [_named(_best([error])) for error in _validator(form).iter_errors(document)]
    return list(dict.fromkeys(found))


@cache
def _schema() -> Document:
    read: Document = json.loads(resources.files(__package__).joinpath("vega-lite-schema.json").read_text("utf-8"))
    return read


@cache
def _validator(form: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for({**_schema(), "$ref": f"#/definitions/{form}"})


@cache
def _known_names() -> tuple[str, ...]:
    names = {name for one in _schema()["definitions"].values() for name in one.get("properties", ())}
    return tuple(sorted(names))


def _best(errors: Sequence[Any]) -> list[Any]:
    """The likeliest mistakes: of several forms that a part might have, those in the one that fits best."""
    leaves: list[Any] = []
    for error in errors:
        kind = error.kind
        branches = kind.context if kind.name in {"anyOf", "oneOf"} else []
        if not branches:
            leaves.append(error)
            continue
        tried = [_best(branch) for branch in branches]
        weights = [_strangeness(one, error.instance_path) for one in tried]
        for one, weight in zip(tried, weights, strict=True):
            if weight == min(weights):
                leaves.extend(one)
    deepest = max(len(_place(one)) for one in leaves)
    return [one for one in leaves if len(_place(one)) == deepest]


def _strangeness(errors: Iterable[Any], here: Sequence[str | int]) -> int:
    """How little a part looks like the form that it was tried as."""
    total = 0
    for one in errors:
        if list(one.instance_path) == list(here):
            kind = one.kind
            total += {"type": 9, "required": 3, "additionalProperties": 4, "const": 2}.get(kind.name, 1)
            total += len(kind.unexpected) if kind.name == "additionalProperties" else 0
    return total


def _place(error: Any) -> Path:
    own: Path = tuple(error.instance_path)
    return (*own, error.kind.unexpected[0]) if error.kind.name == "additionalProperties" else own


def _named(errors: Sequence[Any]) -> Fault:
    """One fault for what several forms say about the same place."""
    place = _place(errors[0])
    here = [one for one in errors if _place(one) == place]
    kinds = {one.kind.name: one.kind for one in here}
    options = [option for one in here for option in _options(one.kind)]
    if options:
        return Fault(place, _none_of(here[0].instance, list(dict.fromkeys(options))))
    if "additionalProperties" in kinds:
        near = near_spellings(str(place[-1]), _known_names(), at_most=1)
        return Fault(place, f"“{place[-1]}” is not known here.{_meant(near)}")
    if "required" in kinds:
        return Fault(place, f"“{kinds['required'].property}” is missing here.")
    if "type" in kinds:
        types = dict.fromkeys(kind for one in here if one.kind.name == "type" for kind in one.kind.types)
        words = [_TYPES.get(kind, kind) for kind in types]
        return Fault(place, f"This should be {' or '.join(words)}.")
    return Fault(place, "This does not fit here.")


def _options(kind: Any) -> list[str]:
    values = kind.options if kind.name == "enum" else [kind.expected_value] if kind.name == "const" else []
    return [json.dumps(one) for one in values if one != "image"]


def _none_of(value: Any, options: list[str]) -> str:
    said = [one.strip('"') for one in options]
    near = near_spellings(value, said, at_most=1) if isinstance(value, str) else []
    more = " and others" if len(said) > _MOST_NAMED else ""
    return f"This is none of {', '.join(said[:_MOST_NAMED])}{more}.{_meant(near)}"


def _meant(near: Sequence[str]) -> str:
    return f" Did you mean “{near[0]}”?" if near else ""
