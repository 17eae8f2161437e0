"""Documents that can be stored in every database that we use."""

from collections.abc import Mapping, Sequence
from typing import Any

from gnomon.foundation.kit.errors import Invalid


def storable(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document, if every database can keep it. Raises `Invalid` that names the field with a NUL character."""
    path = _path_to_nul(document)
    if path is not None:
        place = ".".join(path)
        raise Invalid(
            f"“{place}”: A text cannot hold the NUL character.",
            hint="Remove the invisible character and try again.",
            details={"fields": [{"field": place, "place": "body", "message": "A text cannot hold the NUL character."}]},
        )
    return dict(document)


def _path_to_nul(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return () if "\0" in value else None
    parts: list[tuple[str, Any]] = []
    if isinstance(value, Mapping):
        parts = [(str(key), one) for key, one in value.items()]
    elif isinstance(value, Sequence):
        parts = [(str(position), one) for position, one in enumerate(value)]
    for name, part in parts:
        path = _path_to_nul(part)
        if path is not None:
            return (name, *path)
    return None
