"""Slices as they leave: the verdict, the steps, the cells."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

from gnomon.foundation.kit.errors import AppError
from gnomon.query import arrow
from gnomon.query.answers import QueryAnswer, QueryFrame
from gnomon.query.cache import KeptResult, ResultCache
from gnomon.query.contracts import CubeSlice, CubeSteps, CubeVerdict
from gnomon.query.cube.packing import packed
from gnomon.query.cube.planning import SlicePlan

MAX_SLICE_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CubeAnswers:
    """The slices of a cube as they complete, by their ids; and the ids in the order of the request."""

    ids: tuple[str, ...]
    frames: AsyncGenerator[QueryFrame, None]


def slice_id(plan: SlicePlan) -> str:
    """What the frame of a slice is called."""
    return f"{plan.axis.id}/{plan.tile.id}"


async def finished(
    plans: Sequence[SlicePlan], frames: AsyncIterator[QueryFrame], cache: ResultCache | None
) -> AsyncGenerator[QueryFrame, None]:
    """The slices: those that cannot be put together at once, the others as their questions are answered.

    With a cache the cells are packed, and kept as they are then.
    """
    for plan in plans:
        if plan.spec is None:
            verdict = CubeVerdict.FAILED if plan.error is not None else CubeVerdict.NOT_ADDITIVE
            yield _without_cells(plan, verdict, plan.reason, plan.error)
    async with aclosing(frames):  # type: ignore[type-var]
        async for frame in frames:
            yield await _finished(plans[int(frame.id)], frame, cache)


async def _finished(plan: SlicePlan, frame: QueryFrame, cache: ResultCache | None) -> QueryFrame:
    if frame.answer is None:
        return _without_cells(plan, CubeVerdict.FAILED, None, frame.error)
    answer = frame.answer
    meaning = answer.meaning
    if meaning.is_truncated:
        reason = f"It has {meaning.total_rows:,} cells, and {meaning.row_count:,} are the most."
        return _without_cells(plan, CubeVerdict.TOO_LARGE, reason, most_steps=_most_steps(plan, answer))
    steps = steps_of(plan, answer)
    if cache is not None:
        answer = await _packed(answer, 1 + len(plan.tile.dimensions), cache)
    if len(answer.ipc) > MAX_SLICE_BYTES:
        reason = f"Its cells take {len(answer.ipc):,} bytes, and {MAX_SLICE_BYTES:,} are the most."
        return _without_cells(plan, CubeVerdict.TOO_LARGE, reason)
    made = CubeSlice(
        axis=plan.axis.id,
        tile=plan.tile.id,
        verdict=CubeVerdict.EXACT,
        reason=None,
        most_steps=None,
        steps=steps,
        groups=tuple(one.name for one in meaning.columns[1 : 1 + len(plan.tile.dimensions)]),
        measures=plan.measures,
        cell_count=meaning.row_count,
        byte_size=len(answer.ipc),
    )
    return QueryFrame(slice_id(plan), answer, None, made.model_dump(mode="json"))


async def _packed(answer: QueryAnswer, grouping: int, cache: ResultCache) -> QueryAnswer:
    """The same answer in fewer bytes, which are kept beside those that the engine gave."""
    receipt = answer.meaning.receipt
    key = f"{receipt.fingerprint}/packed"
    kept = await cache.get(key) if receipt.is_cached else None
    if kept is None:
        kept = KeptResult(packed(answer.ipc, answer.meaning.columns, grouping), answer.meaning.row_count, None)
        cache.put(key, kept)
    return replace(answer, ipc=kept.ipc, kept_as=key)


def _without_cells(
    plan: SlicePlan,
    verdict: CubeVerdict,
    reason: str | None,
    error: AppError | None = None,
    most_steps: int | None = None,
) -> QueryFrame:
    made = CubeSlice(
        axis=plan.axis.id,
        tile=plan.tile.id,
        verdict=verdict,
        reason=reason if error is None else error.message,
        most_steps=most_steps,
        steps=None,
        groups=(),
        measures=(),
        cell_count=0,
        byte_size=0,
    )
    return QueryFrame(slice_id(plan), None, error, made.model_dump(mode="json"))


def _most_steps(plan: SlicePlan, answer: QueryAnswer) -> int | None:
    """How many steps would fit, were each as full as these; None where their number is not one's to choose."""
    bins = plan.axis.dimension.bins
    if bins is None or bins.width is not None:
        return None
    return max(1, bins.at_most * answer.meaning.row_count // answer.meaning.total_rows)


def steps_of(plan: SlicePlan, answer: QueryAnswer) -> CubeSteps:
    """The steps that the cells have, which stand in order, null last."""
    column = answer.meaning.columns[0]
    steps = arrow.table_of(answer.ipc).column(0)
    present = len(steps) - steps.null_count

    def at(place: int) -> Any:
        return arrow.values_of(steps.slice(place, 1), column)[0] if present else None

    return CubeSteps(
        column=column.name,
        member=plan.axis.dimension.member,
        type=column.type,
        grain=column.grain,
        width=column.bin_width,
        first=at(0),
        last=at(present - 1),
        has_null=steps.null_count > 0,
    )
