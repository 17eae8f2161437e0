"""A model as a document: what is exported, and what comes back."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.semantic.contracts import CreateModel, ModelDefinition, WrongDefinition
from gnomon.semantic.faults import require_consistent
from gnomon.semantic.text.parsing import Parsed, Path, WrongYaml, parsed
from gnomon.semantic.text.writing import written

_PARTS = tuple(ModelDefinition.model_fields)
_FIRST = (
    *("version", "name", "column", "description", "dataset", "table", "type", "default"),
    *("from_table", "from_columns", "to_table", "to_columns", "cardinality", "formula", "kind", "grain", "label"),
)
"""The order in which people read about a member; the other words follow as the contract has them."""


def exported(model: CreateModel, datasets: Mapping[DatasetId, str]) -> str:
    """A model as YAML; datasets by the names that statements give them, missing ones by that of their table."""
    definition = model.definition.model_dump(mode="json", exclude_defaults=True)
    for table, plain in zip(model.definition.tables, definition["tables"], strict=True):
        del plain["dataset_id"]
        plain["dataset"] = datasets.get(table.dataset_id, table.name)
    for relationship, plain in zip(model.definition.relationships, definition.get("relationships", ()), strict=True):
        plain["cardinality"] = relationship.cardinality.value
    head = {"version": model.definition.version, "name": model.name}
    if model.description is not None:
        head["description"] = model.description
    return written(
        head | {part: _ordered(definition[part]) for part in _PARTS if part in definition and part not in head}
    )


def _ordered(value: Any) -> Any:
    if isinstance(value, list):
        return [_ordered(each) for each in value]
    if not isinstance(value, dict):
        return value
    names = sorted(value, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return {name: _ordered(value[name]) for name in names}


def imported(text: str, datasets: Mapping[str, DatasetId]) -> CreateModel:
    """The model of a document; `datasets` has those of the workspace by name. Raises `WrongYaml`."""
    document = parsed(text)
    if not isinstance(document.value, dict):
        raise WrongYaml("This is no model.", document.place_of(()), hint="Begin with `name:` and `tables:`.")
    definition = {part: document.value[part] for part in _PARTS if part in document.value}
    others = {name: value for name, value in document.value.items() if name not in definition}
    if isinstance(definition.get("tables"), list):
        definition["tables"] = [
            _with_dataset(table, document, ("tables", place), datasets)
            for place, table in enumerate(definition["tables"])
        ]
    try:
        model = CreateModel.model_validate({**others, "definition": definition})
    except ValidationError as error:
        raise _wrong(error, document) from None
    try:
        require_consistent(model.definition)
    except WrongDefinition as error:
        place = document.place_of(_path_of(error.details["place"], document.value))
        raise WrongYaml(error.message, place, hint=error.hint, problems=error.details["problems"]) from None
    return model


def _with_dataset(table: Any, document: Parsed, path: Path, datasets: Mapping[str, DatasetId]) -> Any:
    """A table with the identifier of the dataset that it names."""
    if not isinstance(table, dict):
        return table
    if "dataset_id" in table:
        raise WrongYaml(
            "Datasets are named by `dataset`.", document.place_of((*path, "dataset_id")), hint="Leave `dataset_id` out."
        )
    name = table.get("dataset")
    if not isinstance(name, str):
        raise WrongYaml("This table names no dataset.", document.place_of(path), hint="Add `dataset: …`.")
    found = datasets.get(name)
    if found is None:
        near = near_misses(name, datasets)
        hint = did_you_mean(near) or "Upload it first, or name another."
        place = document.place_of((*path, "dataset"))
        raise WrongYaml(f"The workspace has no dataset “{name}”.", place, hint=hint, dataset=name, near=near)
    return {**{key: value for key, value in table.items() if key != "dataset"}, "dataset_id": found}


def _wrong(error: ValidationError, document: Parsed) -> WrongYaml:
    """The first thing that a contract refuses, where it stands; the others as details."""
    problems: list[dict[str, Any]] = []
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        path = tuple(part for part in fault["loc"] if part != "definition")
        line, column = document.place_of(path) or (None, None)
        problems.append({"place": "/".join(map(str, path)), "message": fault["msg"], "line": line, "column": column})
    first = problems[0]
    where = None if first["line"] is None else (first["line"], first["column"])
    return WrongYaml(f"`{first['place']}`: {first['message']}.", where, problems=problems[:100])


def _path_of(place: str, value: Any) -> Path:
    """The path in the document of a place in the definition, which has names where the document counts."""
    path: list[str | int] = []
    for segment in place.split("/"):
        if isinstance(value, list):
            names = [each.get("name", each.get("column")) if isinstance(each, dict) else each for each in value]
            # Where a name stands twice, the later one is wrong.
            found = [number for number, name in enumerate(names) if name == segment]
            if not found:
                break
            path.append(found[-1])
            value = value[found[-1]]
        elif isinstance(value, dict) and segment in value:
            path.append(segment)
            value = value[segment]
        else:
            break
    return tuple(path)
