"""How dashboards refuse."""

from gnomon.foundation.kit.errors import AppError, Conflict, ErrorCode, ErrorKind, Invalid


class SavedMeanwhile(Conflict):
    """Somebody saved a newer state than the one that this one was made from."""

    def __init__(self, present: int, base: int) -> None:
        super().__init__(
            "Somebody saved this dashboard in the meantime.",
            hint="Load the present state and make your changes again, or save yours as a copy.",
            details={"revision": present, "base": base},
        )


class NeverPublished(Conflict):
    """There is no published state to go back to."""

    def __init__(self) -> None:
        super().__init__(
            "This dashboard was never published, so there is nothing to go back to.",
            hint="Publish it, or throw it away.",
        )


class DashboardExists(Conflict):
    """A dashboard with this identifier was made before."""

    def __init__(self) -> None:
        super().__init__("This dashboard was made before.", hint="Look at the dashboard that is there.")


class SamplesMissing(AppError):
    """The sample data is not part of this installation."""

    kind = ErrorKind.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.UNAVAILABLE,
            "The sample data is not part of this installation.",
            hint="From a checkout, run `make setup`, which copies it; otherwise install the released package.",
        )


class WrongPageFilter(Invalid):
    """What was chosen looks at another field than the page filter, or the tile, stands for."""

    def __init__(self, name: str, member: str | None) -> None:
        super().__init__(
            f"What was chosen for “{name}” does not belong to it.",
            hint=f"It filters by “{member}”." if member else "A selection filters by the fields of its tile.",
            details={"name": name, "member": member},
        )


class WrongPath(Invalid):
    """Values were asked for below the last level of a hierarchy."""

    def __init__(self, name: str, level_count: int) -> None:
        super().__init__(
            f"“{name}” has {level_count} levels, and nothing lies below the last one.",
            hint="Load the dashboard again.",
            details={"name": name, "level_count": level_count},
        )


class FilterNeeded(AppError):
    """A filter that must have a value has none yet."""

    kind = ErrorKind.INVALID

    def __init__(self, filter_id: str, name: str) -> None:
        super().__init__(
            ErrorCode.FILTER_NEEDED,
            f"Choose a value for “{name}”.",
            hint="What stands here is shown for the chosen value.",
            details={"filter_id": filter_id, "name": name},
        )


class WrongParameterChoice(Invalid):
    """A parameter was set to what the dashboard does not offer."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(
            f"“{name}” cannot be set to this.",
            hint=f"It takes {expected}.",
            details={"name": name, "expected": expected},
        )


class NotBrushable(Invalid):
    """Nothing runs along this tile in steps."""

    def __init__(self, tile_id: str) -> None:
        super().__init__(
            "This tile cannot be brushed, for nothing runs along it in steps.",
            hint="Brush bars, lines or areas over time, or a histogram.",
            details={"tile_id": tile_id},
        )


class UnknownTile(AppError):
    """The page has no chart tile of this name."""

    kind = ErrorKind.NOT_FOUND

    def __init__(self, tile_id: str) -> None:
        super().__init__(
            ErrorCode.NOT_FOUND,
            "This tile is no longer on the page.",
            hint="Load the dashboard again.",
            details={"tile_id": tile_id},
        )
