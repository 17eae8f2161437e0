"""YAML from outside: plain values and where each stands; no types, and nothing that a small text could blow up."""

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from gnomon.foundation.kit.errors import Invalid
from gnomon.semantic.text.scalars import Scalar, meant

MAX_DEPTH = 20
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]
Place = tuple[int, int]
"""Line and column, both counted from 1."""


class WrongYaml(Invalid):
    """A text that is not the YAML of a model, and where."""

    def __init__(self, message: str, place: Place | None, *, hint: str | None = None, **details: Any) -> None:
        where = "" if place is None else f"Line {place[0]}, column {place[1]}: "
        marks = {} if place is None else {"line": place[0], "column": place[1]}
        super().__init__(where + message, hint=hint, details={**marks, **details})


@dataclass(slots=True)
class Parsed:
    """The values of a document, and where each of them begins."""

    value: Any
    places: dict[Path, Place]

    def place_of(self, path: Path) -> Place | None:
        """Where something stands, or what holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path)


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end has not come yet."""

    path: Path
    value: list[Any] | dict[str, Any]
    key: str | None = field(default=None)

    @property
    def next_path(self) -> Path:
        """Where the next value belongs."""
        return (*self.path, len(self.value) if isinstance(self.value, list) else str(self.key))


def parsed(text: str) -> Parsed:
    """The plain values of one document. Raises `WrongYaml`."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = None if mark is None else (mark.line + 1, mark.column + 1)
        raise WrongYaml(f"This is not YAML: {error.problem or error.context}.", place) from None
    except yaml.YAMLError as error:
        raise WrongYaml(f"This is not YAML: {str(error).splitlines()[0]}.", None) from None
    return Parsed(builder.root, builder.places)


class _Builder:
    """Puts the events of a parser together, without recursion."""

    def __init__(self) -> None:
        self.root: Any = None
        self.places: dict[Path, Place] = {}
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """The next event."""
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, NodeEvent):
            _refuse_references(event, place)
        match event:
            case DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise WrongYaml("There is a second document.", place, hint="Send one model at a time.")
            case ScalarEvent():
                self._scalar(event, place)
            case SequenceStartEvent():
                self._begin([], place)
            case MappingStartEvent():
                self._begin({}, place)
            case SequenceEndEvent() | MappingEndEvent():
                self._open.pop()

    def _begin(self, value: list[Any] | dict[str, Any], place: Place) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise WrongYaml(f"This is nested more than {MAX_DEPTH} levels deep.", place)
        path = self._add(value, place)
        self._open.append(_Open(path, value))

    def _scalar(self, event: ScalarEvent, place: Place) -> None:
        text: str = event.value
        if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
            raise WrongYaml("A text holds a NUL character or half of a character.", place)
        value: Scalar = meant(text) if event.implicit[0] else text
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            if text in parent.value:
                raise WrongYaml(f"“{text[:100]}” stands here twice.", place, hint="Keep one of them.")
            parent.key = text
        else:
            self._add(value, place)

    def _add(self, value: Any, place: Place) -> Path:
        if not self._open:
            self.root = value
            self.places[()] = place
            return ()
        parent = self._open[-1]
        if isinstance(parent.value, dict) and parent.key is None:
            raise WrongYaml("The name of a value must be a word.", place)
        path = parent.next_path
        self.places[path] = place
        if isinstance(parent.value, list):
            parent.value.append(value)
        else:
            parent.value[str(parent.key)] = value
            parent.key = None
        return path


def _refuse_references(event: NodeEvent, place: Place) -> None:
    if isinstance(event, AliasEvent) or event.anchor is not None:
        raise WrongYaml("Anchors and aliases are not read.", place, hint="Write the value out.")
    if getattr(event, "tag", None) is not None:
        raise WrongYaml("Tags are not read.", place, hint="Leave the word with the `!` out.")
