"""What can be wrong with a question, each with the way out."""

from collections.abc import Sequence
from typing import Any

from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind, did_you_mean


class QueryError(AppError):
    """A question that cannot be answered as it was asked."""

    kind = ErrorKind.INVALID


class UnknownMember(QueryError):
    """The dataset has no member of this name."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"There is no member “{name}”.",
            hint=did_you_mean(near) or "The dataset's members are at `/datasets/{id}/model`.",
            details={"member": name, "near": list(near)},
        )


class UnknownResultColumn(QueryError):
    """A sort or a measure filter names a column that the question does not have."""

    def __init__(self, name: str, known: Sequence[str], near: Sequence[str]) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"The question has no result column “{name}”.",
            hint=did_you_mean(near) or f"It has: {', '.join(known[:20])}.",
            details={"column": name, "near": list(near)},
        )


class UnknownTimeZone(QueryError):
    """No time zone has this name."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"There is no time zone “{name}”.",
            hint=did_you_mean(near) or "Use an IANA name such as Europe/Berlin.",
            details={"time_zone": name, "near": list(near)},
        )


class WrongFilterValue(QueryError):
    """A filter compares a member with a value of another type."""

    def __init__(self, member: str, expected: str, value: Any) -> None:
        shown = repr(value) if len(repr(value)) <= 100 else repr(value)[:100] + "…"
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"The filter on “{member}” needs {expected}, but {shown} is none.",
            details={"member": member, "expected": expected, "value": shown},
        )


class WrongFilterKind(QueryError):
    """A kind of filter that does not fit the member's type."""

    def __init__(self, member: str, member_type: str, kind: str, allowed: str) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"A filter of kind “{kind}” does not fit “{member}”, whose type is {member_type}.",
            hint=f"It fits {allowed}.",
            details={"member": member, "type": member_type, "kind": kind},
        )


class WrongGrain(QueryError):
    """A time grain on a member that has no such steps."""

    def __init__(self, member: str, member_type: str, grain: str) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"“{member}” cannot be cut by {grain.replace('_', ' ')}, for its type is {member_type}.",
            hint="Dates have grains of a day and more; dates with a time have them all.",
            details={"member": member, "type": member_type, "grain": grain},
        )


class WrongBins(QueryError):
    """Bins on a member, or in a way, that cannot be stepped."""

    def __init__(self, member: str, reason: str) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"“{member}” cannot be put into bins: {reason}.",
            hint="Numbers, dates and dates with a time can be put into bins; only numbers take a width.",
            details={"member": member},
        )


class WrongAggregation(QueryError):
    """An aggregation that the member's type does not allow."""

    def __init__(self, member: str, member_type: str, aggregation: str, allowed: Sequence[str]) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"“{member}” has no {aggregation.replace('_', ' ')}, for its type is {member_type}.",
            hint=f"It has: {', '.join(allowed)}.",
            details={"member": member, "type": member_type, "aggregation": aggregation, "allowed": list(allowed)},
        )


class QuestionRefused(QueryError):
    """A question that makes no sense as a whole."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(ErrorCode.VALIDATION_ERROR, message, hint=hint)


class StatementRefused(QueryError):
    """The last look at a statement found something that our compiler does not write."""

    def __init__(self, reason: str) -> None:
        super().__init__(ErrorCode.QUERY_REFUSED, f"The statement was refused: {reason}.")


class TooManyQuestions(QueryError):
    """So many questions wait already that another would only wait longer."""

    kind = ErrorKind.LIMIT

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.RATE_LIMITED,
            "Too many of your questions are waiting for an answer.",
            hint="Wait for some of them, or cancel them.",
            retry_after_seconds=2,
        )
