"""Look how a workspace can answer what a file needs, before anything is made of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from gnomon.dashboards import service
from gnomon.dashboards.comparing import title_of
from gnomon.dashboards.contracts import (
    DashboardFile,
    DatasetCandidate,
    DatasetChoice,
    DatasetFit,
    FieldFit,
    ImportCheck,
    NeededDataset,
    NeededField,
)
from gnomon.dashboards.portable.matching import Possible, candidates, possibles, proposals
from gnomon.dashboards.portable.needs import FieldKey, measures_told, needs_of, uses_of
from gnomon.dashboards.views import tile_count
from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.service import QueryRuntime
from gnomon.semantic.contracts import SemanticModel

MAX_LOOKED_THROUGH = 300
MAX_OFFERED = 30
MAX_TITLES = 50

Asked = Mapping[tuple[DatasetId, FieldKey], Sequence[str]]
"""The titles of the tiles that ask for each field."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A dataset of the workspace that fields can be looked for in."""

    model: SemanticModel
    fields: tuple[Possible, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a dataset answers what is needed."""

    candidate: DatasetCandidate
    proposed: tuple[str | None, ...]


async def check_file(
    runtime: Runtime, principal: Principal, file: DashboardFile, choices: Iterable[DatasetChoice] = ()
) -> ImportCheck:
    """What a file needs, the datasets that come near, and the fields that could stand for those that it names."""
    known = await _workspace(runtime, principal)
    chosen = {one.id: one.dataset_id for one in choices}
    asked = _asked(file)
    found = tuple(_dataset(one, known, chosen.get(one.id), asked) for one in needs_of(file))
    return ImportCheck(
        name=file.name,
        description=file.description,
        page_count=len(file.spec.pages),
        tile_count=tile_count(file.spec),
        is_exact=all(_is_exact(one) for one in found),
        datasets=found,
        notes=tuple(await _notes(runtime, principal, file)),
    )


async def _workspace(runtime: Runtime, principal: Principal) -> dict[DatasetId, _Known]:
    async with runtime.get(Database).read() as session:
        there = await datasets.named_datasets(session, principal)
    ids = [DatasetId(one.id) for one in there[:MAX_LOOKED_THROUGH]]
    models = await query.models_for(runtime.get(QueryRuntime), principal, ids)
    found = ((each, models[each]) for each in ids)
    return {each: _Known(model, possibles(model)) for each, model in found if isinstance(model, SemanticModel)}


def _dataset(
    needed: NeededDataset, known: Mapping[DatasetId, _Known], chosen: DatasetId | None, asked: Asked
) -> DatasetFit:
    if chosen is not None and chosen not in known:
        raise NotFound("dataset")
    fits = sorted((_fit(needed, one) for one in known.values()), key=lambda fit: -fit.candidate.score)
    offered = fits[:MAX_OFFERED]
    told = next((fit for fit in fits if fit.candidate.dataset_id == chosen), fits[0] if fits else None)
    if told is not None and told not in offered:
        offered.append(told)
    fields = () if told is None else known[told.candidate.dataset_id].fields
    proposed = (None,) * len(needed.fields) if told is None else told.proposed
    return DatasetFit(
        id=needed.id,
        name=needed.name,
        need_count=len(needed.fields),
        candidates=tuple(fit.candidate for fit in offered),
        dataset_id=None if told is None else told.candidate.dataset_id,
        fields=tuple(
            FieldFit(
                need=need,
                proposed=member,
                candidates=candidates(need, fields),
                tiles=tuple(asked.get((needed.id, (need.is_measure, need.name)), ()))[:MAX_TITLES],
            )
            for need, member in zip(needed.fields, proposed, strict=True)
        ),
        missing_parameters=_missing_parameters(
            needed, None if told is None else known[told.candidate.dataset_id].model
        ),
    )


def _fit(needed: NeededDataset, known: _Known) -> _Fit:
    proposed = proposals(needed, known.fields)
    is_named = known.model.dataset_name.casefold() == needed.name.casefold()
    weights = [
        next((each.score for each in candidates(need, known.fields) if each.member == member), 0.0)
        for need, member in zip(needed.fields, proposed, strict=True)
    ]
    score = sum(weights) / len(weights) if weights else float(is_named)
    candidate = DatasetCandidate(
        dataset_id=known.model.dataset_id,
        name=known.model.dataset_name,
        fit_count=sum(member is not None for member in proposed),
        is_exact=known.model.dataset_name == needed.name
        and all(_has(known.fields, need) for need in needed.fields)
        and not _missing_parameters(needed, known.model),
        score=round(min(1.0, 0.95 * score + 0.05 * is_named), 4),
    )
    return _Fit(candidate, proposed)


def _has(fields: Iterable[Possible], need: NeededField) -> bool:
    """Whether a dataset has a field of the same name, of which the same can be asked."""
    return any(one.member == need.name and one.is_measure == need.is_measure for one in candidates(need, fields))


def _missing_parameters(needed: NeededDataset, model: SemanticModel | None) -> tuple[str, ...]:
    there = set() if model is None else {one.name for one in model.parameters}
    return tuple(one.name for one in needed.parameters if one.name not in there)


def _is_exact(fit: DatasetFit) -> bool:
    return any(one.is_exact and one.dataset_id == fit.dataset_id for one in fit.candidates)


def _asked(file: DashboardFile) -> dict[tuple[DatasetId, FieldKey], list[str]]:
    is_measure = measures_told(file.datasets)
    filters = [*file.spec.filters, *(one for page in file.spec.pages for one in page.filters)]
    named = [(title_of(tile), tile) for page in file.spec.pages for tile in page.tiles]
    found: dict[tuple[DatasetId, FieldKey], list[str]] = {}
    for title, part in (*named, *((f"Filter: {one.shown_name}", one) for one in filters)):
        for dataset_id, keys in uses_of(part, file.spec, is_measure).fields.items():
            for key in keys:
                found.setdefault((dataset_id, key), []).append(title)
    return found


async def _notes(runtime: Runtime, principal: Principal, file: DashboardFile) -> list[str]:
    """What will be otherwise than in the file, besides the data."""
    notes = [f"The image “{one.name}” was too large to come along." for one in file.images if one.content is None]
    linked = await found_dashboards(runtime, principal, file)
    names = dict.fromkeys(one.name for one in file.dashboards if one.id not in linked)
    return [*notes, *(f"There is no dashboard “{name}” here for a button to open." for name in names)]


async def found_dashboards(runtime: Runtime, principal: Principal, file: DashboardFile) -> dict[UUID, UUID]:
    """The dashboards that buttons open, where one here has the same name."""
    if not file.dashboards:
        return {}
    async with runtime.get(Database).read() as session:
        there = await service.named_dashboards(session, principal)
    by_name = {one.name: one.id for one in reversed(there)}
    return {one.id: by_name[one.name] for one in file.dashboards if one.name in by_name}
