"""The running parts of the application, found by their type; filled once by the composition root."""

from typing import TypeVar

Part = TypeVar("Part")


class Runtime:
    """Long-lived parts (database, storage, engine …) by type: `runtime.get(Database)`."""

    def __init__(self) -> None:
        self._parts: dict[type, object] = {}

    def add(self, kind: type[Part], part: Part) -> None:
        """Register the part that stands for `kind`; a second one for the same kind is a mistake."""
        if kind in self._parts:
            raise LookupError(f"{kind.__name__} is already part of this runtime")
        self._parts[kind] = part

    def get(self, kind: type[Part]) -> Part:
        """The part that stands for `kind`."""
        part = self._parts.get(kind)
        if part is None:
            raise LookupError(f"{kind.__name__} is not part of this runtime")
        return part  # type: ignore[return-value]
