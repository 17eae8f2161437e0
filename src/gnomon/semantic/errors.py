"""What can be wrong with a model or with an address in it, each with the way out."""

from collections.abc import Sequence

from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind, did_you_mean


class ModelError(AppError):
    """Something about a model that cannot be used as it is."""

    kind = ErrorKind.INVALID


class AmbiguousPath(ModelError):
    """There are several ways from one table to another, and nothing says which is meant."""

    def __init__(self, start: str, address: str, choices: Sequence[str], *, is_cut: bool) -> None:
        named = ", ".join(f"“{choice}”" for choice in choices) or "too many to name"
        more = " and more" if choices and is_cut else ""
        super().__init__(
            ErrorCode.AMBIGUOUS,
            f"There are several ways from “{start}” to “{address}”: {named}{more}.",
            hint="Name the one that is meant, or make the others inactive in the model.",
            details={"table": start, "address": address, "choices": list(choices)},
        )


class NoPath(ModelError):
    """No relationships lead from one table to another."""

    def __init__(self, start: str, address: str) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"No relationship leads from “{start}” to “{address}”.",
            hint=f"Add a relationship between “{start}” and “{address}” to the model.",
            details={"table": start, "address": address},
        )


class UnknownTable(ModelError):
    """A part of an address is neither a table nor a relationship of the model."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"The model has no table or relationship “{name}”.",
            hint=did_you_mean(near) or "Add the dataset to the model first.",
            details={"table": name, "near": list(near)},
        )
