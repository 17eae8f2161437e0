"""What can be wrong with a question, each with the way out."""

from collections.abc import Sequence
from typing import Any

from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind, did_you_mean
from gnomon.semantic.contracts import ModelProblem


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


class BrokenMember(QueryError):
    """The model defines a member of this name, but its formula does not hold any more."""

    def __init__(self, name: str, problem: ModelProblem) -> None:
        because = "" if problem.depends_on is None else f" It needs “{problem.depends_on}”."
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"“{name}” cannot be used: {problem.message}{because}",
            hint=problem.hint or "Mend its formula in the model.",
            details={"member": name, "place": problem.place},
        )


class BrokenFormula(QueryError):
    """A formula that the question brings does not hold."""

    def __init__(self, name: str, problem: ModelProblem) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"The formula of “{name}” does not hold: {problem.message}",
            hint=problem.hint,
            details={"measure": name, "start": problem.start, "end": problem.end},
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


class UnknownParameter(QueryError):
    """The model has no parameter of this name."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"The model has no parameter “{name}”.",
            hint=did_you_mean(near) or "Leave it out, or define it in the model.",
            details={"parameter": name, "near": list(near)},
        )


class WrongParameter(QueryError):
    """A parameter was given a value that it cannot have."""

    def __init__(self, name: str, expected: str, value: Any) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"The parameter “{name}” needs {expected}, and {str(value)[:100]!r} is none.",
            details={"parameter": name, "expected": expected},
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


class ManyValues(QueryError):
    """A calculated column looks into a table where a row finds several rows."""

    def __init__(self, table: str, other: str, columns: Sequence[str]) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"A row of “{table}” may find several of “{other}”, so that a value computed of them is not one.",
            hint=f"Make {', '.join(columns)} unique in “{other}”, or write a measure, which counts every row once.",
            details={"table": table, "other": other, "columns": list(columns)},
        )


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
