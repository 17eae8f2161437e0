"""What a proof has shown, in words."""

from collections.abc import Sequence

from gnomon.foundation.kit.errors import AppError
from gnomon.query.contracts import TOLERANCE, Move, Moved, Receipt, Verdict, Verification, VerifiedSource
from gnomon.query.verifying.comparing import Comparison


def outcome(
    comparison: Comparison, sources: Sequence[VerifiedSource], moved: Sequence[Move], receipt: Receipt | None
) -> Verification:
    """What comparing has shown."""
    verdict, message = _verdict(comparison, sources, moved)
    return _verification(verdict, message, comparison, sources, moved, receipt)


def failed(error: AppError, sources: Sequence[VerifiedSource]) -> Verification:
    """The question could not be asked again."""
    altered = _altered(sources)
    if altered is not None:
        return _verification(Verdict.DIFFERENT, altered, None, sources, (), None)
    return impossible(error.message, sources)


def impossible(message: str, sources: Sequence[VerifiedSource]) -> Verification:
    """There is nothing to compare with."""
    return _verification(Verdict.IMPOSSIBLE, message, None, sources, (), None)


def policy_moved(comparison: Comparison) -> Move:
    """What limits the asker is something else now."""
    return Move(
        what=Moved.POLICY,
        message="The policies that limit you, or what is said of you, are others now.",
        changes_answer=not comparison.is_same,
    )


def _verdict(comparison: Comparison, sources: Sequence[VerifiedSource], moved: Sequence[Move]) -> tuple[Verdict, str]:
    altered = _altered(sources)
    if altered is not None:
        return Verdict.DIFFERENT, altered
    if comparison.is_same:
        order = " (in another order)" if comparison.is_reordered else ""
        return (
            Verdict.SAME,
            f"Asked again of the same versions: {comparison.compared_values:,} values, all the same{order}.",
        )
    if any(move.what is Moved.POLICY for move in moved):
        return Verdict.IMPOSSIBLE, "What you may see has changed since, so that the same versions show you other rows."
    return (
        Verdict.DIFFERENT,
        f"Asked again of the same versions, {comparison.difference_count:,} values are others than those shown.",
    )


def _altered(sources: Sequence[VerifiedSource]) -> str | None:
    names = " and ".join(f"“{source.name}”" for source in sources if source.is_intact is False)
    return f"The file of {names} is not what was imported: it was altered, or has gone." if names else None


def _verification(
    verdict: Verdict,
    message: str,
    comparison: Comparison | None,
    sources: Sequence[VerifiedSource],
    moved: Sequence[Move],
    receipt: Receipt | None,
) -> Verification:
    return Verification(
        verdict=verdict,
        message=message,
        tolerance=TOLERANCE,
        compared_values=0 if comparison is None else comparison.compared_values,
        differences=() if comparison is None else comparison.differences,
        difference_count=0 if comparison is None else comparison.difference_count,
        sources=tuple(sources),
        moved=tuple(moved),
        receipt=receipt,
    )
