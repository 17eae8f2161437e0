"""A Vega-Lite spec, read loosely: only a few places of it are touched here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Spec: TypeAlias = dict[str, Any]
Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels of the screen."""

    width: float
    height: float


def parts_of(spec: Spec) -> Iterator[Spec]:
    """A spec and what it is made of: its layers, and the small picture that its facets repeat."""
    yield spec
    for layer in _layers(spec):
        yield from parts_of(layer)
    if isinstance(spec.get("spec"), dict):
        yield from parts_of(spec["spec"])


def channel_of(spec: Spec, name: str) -> Spec | None:
    """What a channel shows, wherever in the spec it stands first."""
    for part in parts_of(spec):
        encoding = part.get("encoding")
        channel = encoding.get(name) if isinstance(encoding, dict) else None
        if isinstance(channel, dict) and isinstance(channel.get("field"), str):
            return channel
    return None


def mark_of(spec: Spec) -> str | None:
    """The kind of mark that stands first."""
    mark = next((part["mark"] for part in parts_of(spec) if "mark" in part), None)
    kind = mark.get("type") if isinstance(mark, dict) else mark
    return kind if isinstance(kind, str) else None


def facet_of(spec: Spec) -> Spec | None:
    """What small multiples are made by."""
    facet = spec.get("facet")
    return facet if isinstance(facet, dict) else None


def is_composed(spec: Spec) -> bool:
    """Whether it is several pictures, each of the size that its author gave it."""
    encoding = spec.get("encoding")
    is_trellis = isinstance(encoding, dict) and not {"row", "column", "facet"}.isdisjoint(encoding)
    facet = facet_of(spec)
    is_grid = facet is not None and not isinstance(facet.get("field"), str)
    return is_trellis or is_grid or not {"hconcat", "vconcat", "concat", "repeat"}.isdisjoint(spec)


def with_channel(spec: Spec, name: str, change: Callable[[Spec], Spec]) -> Spec:
    """The spec with a channel changed wherever it stands."""
    changed = dict(spec)
    encoding = spec.get("encoding")
    if isinstance(encoding, dict) and isinstance(encoding.get(name), dict):
        changed["encoding"] = {**encoding, name: change(encoding[name])}
    if isinstance(spec.get("layer"), list):
        changed["layer"] = [with_channel(part, name, change) for part in _layers(spec)]
    if isinstance(spec.get("spec"), dict):
        changed["spec"] = with_channel(spec["spec"], name, change)
    return changed


def _layers(spec: Spec) -> list[Spec]:
    layers = spec.get("layer")
    return [part for part in layers if isinstance(part, dict)] if isinstance(layers, list) else []
