"""Layers over a finished picture, and how what lies below them is encoded."""

from collections.abc import Iterator, Sequence

from gnomon.charts.encodings import Spec

OUTER = frozenset({"description", "data", "transform", "padding", "width", "height", "autosize"})
"""What of a spec is about the whole picture."""


def layered_over(spec: Spec, layers: Sequence[Spec], behind: Sequence[Spec] = ()) -> Spec:
    """The picture with these layers over and behind it, which take over nothing of how its marks are encoded."""
    drawn = {name: part for name, part in spec.items() if name not in OUTER}
    outer = {name: part for name, part in spec.items() if name in OUTER}
    return outer | {"layer": [*behind, drawn, *layers]}


def on_channel(spec: Spec, channel: str) -> Iterator[Spec]:
    """How a channel is encoded, wherever it is."""
    found = spec.get("encoding", {}).get(channel)
    if isinstance(found, dict) and "field" in found:
        yield found
    for layer in spec.get("layer", ()):
        yield from on_channel(layer, channel)


def units(spec: Spec) -> Iterator[Spec]:
    """A spec and all that lies in it."""
    yield spec
    for one in (*spec.get("layer", ()), *([spec["spec"]] if isinstance(spec.get("spec"), dict) else [])):
        yield from units(one)


def encodings(spec: Spec) -> Iterator[Spec]:
    """What is encoded, wherever it is."""
    return (unit["encoding"] for unit in units(spec) if "encoding" in unit)


def positions(spec: Spec, channel: str) -> list[Spec]:
    """How a channel is encoded by a field, in every encoding that does it."""
    found = (one.get(channel) for one in encodings(spec))
    return [one for one in found if isinstance(one, dict) and "field" in one]
