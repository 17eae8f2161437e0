"""Make a dashboard of a file: with the data that stand for what it needs, and without what nothing stands for."""

import base64
import binascii
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service
from gnomon.dashboards.assets import add_asset
from gnomon.dashboards.contracts import (
    CreateDashboard,
    DashboardFile,
    DatasetMapping,
    FileImage,
    ImportedDashboard,
    LeftOut,
    MapFields,
    MissingFields,
    NeededDataset,
    NotAnImage,
)
from gnomon.dashboards.portable.checking import check_file, found_dashboards
from gnomon.dashboards.portable.files import is_handle
from gnomon.dashboards.portable.leaving import Gone, without
from gnomon.dashboards.portable.mapping import Mapped, Target
from gnomon.dashboards.portable.matching import Possible, can_stand_for, possibles
from gnomon.dashboards.portable.needs import FieldKey, measures_told, needs_of, uses_of
from gnomon.dashboards.portable.references import respoken
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import AppError, Invalid
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.service import QueryRuntime
from gnomon.semantic.contracts import SemanticModel

NOTHING: tuple[LeftOut, ...] = ()


class MappingNeeded(Invalid):
    """The workspace has no dataset that answers a file as it is, and nobody has said which one is meant."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"It is not clear which dataset stands for “{name}”.",
            hint="Choose one, or leave out what it shows.",
            details={"dataset": name},
        )


class WrongStandIn(Invalid):
    """A field was chosen that cannot be asked for what is needed."""

    def __init__(self, name: str, member: str) -> None:
        super().__init__(
            f"“{member}” cannot stand for “{name}”.",
            hint="Choose a field that can be grouped and aggregated in the same way, or none.",
            details={"field": name, "member": member},
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands for one needed dataset."""

    needed: NeededDataset
    model: SemanticModel | None
    targets: Mapping[FieldKey, Target | None]


async def import_file(
    runtime: Runtime, principal: Principal, file: DashboardFile, command: MapFields
) -> ImportedDashboard:
    """Make a dashboard of a file. Raises `MappingNeeded`, `WrongStandIn`, `NotFound`, and what images raise."""
    known = await _known(runtime, principal, file, command)
    linked = await found_dashboards(runtime, principal, file)
    images = {one.id: await _image(runtime, principal, one) for one in file.images if one.content is not None}
    spec, left_out = file.spec, NOTHING
    if command.missing is MissingFields.LEAVE_OUT:
        spec, left_out = without(spec, _gone(file, known, linked, images))
    spec = respoken(spec, _mapped(file, known, linked, images))
    async with runtime.get(Database).write() as session:
        name = await _free_name(session, principal, command.name or file.name)
        made = await service.create_dashboard(
            session, principal, CreateDashboard(name=name, description=file.description, spec=spec)
        )
    return ImportedDashboard(dashboard=made, left_out=left_out)


async def _known(
    runtime: Runtime, principal: Principal, file: DashboardFile, command: MapFields
) -> dict[DatasetId, _Known]:
    """What stands for each needed dataset: as it was chosen, else the one that is the same in all."""
    needs = needs_of(file)
    mappings = {one.id: one for one in command.datasets}
    if any(one.id not in mappings for one in needs):
        mappings = await _exact_ones(runtime, principal, file) | mappings
    for one in needs:
        if one.id not in mappings:
            raise MappingNeeded(one.name)
    wanted = {one.dataset_id for one in mappings.values() if one.dataset_id is not None}
    models = await query.models_for(runtime.get(QueryRuntime), principal, wanted)
    return {one.id: _stand_in(one, mappings[one.id], models) for one in needs}


async def _exact_ones(runtime: Runtime, principal: Principal, file: DashboardFile) -> dict[DatasetId, DatasetMapping]:
    fits = (await check_file(runtime, principal, file)).datasets
    exact = {fit.id: [one.dataset_id for one in fit.candidates if one.is_exact] for fit in fits}
    return {each: DatasetMapping(id=each, dataset_id=found[0]) for each, found in exact.items() if len(found) == 1}


def _stand_in(
    needed: NeededDataset, mapping: DatasetMapping, models: Mapping[DatasetId, SemanticModel | AppError]
) -> _Known:
    if mapping.dataset_id is None:
        return _Known(needed, None, {})
    model = models[mapping.dataset_id]
    if isinstance(model, AppError):
        raise model
    there = possibles(model)
    chosen = {(one.is_measure, one.name): one.member for one in mapping.fields}
    targets: dict[FieldKey, Target | None] = {}
    for need in needed.fields:
        key = (need.is_measure, need.name)
        member = chosen.get(key, need.name)
        fitting = [one for one in there if one.member == member and can_stand_for(need, one)]
        # A measure and a column may have the same name.
        found = next((one for one in fitting if one.is_measure == need.is_measure), next(iter(fitting), None))
        if found is None and chosen.get(key) is not None:
            raise WrongStandIn(need.label or need.name, str(member))
        targets[key] = None if member is None or found is None else _target(found)
    return _Known(needed, model, targets)


def _target(found: Possible) -> Target:
    return Target(found.member, found.is_measure, found.aggregation)


def _gone(
    file: DashboardFile, known: Mapping[DatasetId, _Known], linked: Mapping[UUID, UUID], images: Mapping[UUID, UUID]
) -> Gone:
    uses = uses_of(file.spec, file.spec, measures_told(file.datasets))
    dashboards = {one.id: f"The dashboard “{one.name}”" for one in file.dashboards if one.id not in linked}
    names = {one.id: f"The image “{one.name}”" for one in file.images}
    lost = (one for one in uses.images if one not in images and (one in names or is_handle(one)))
    return Gone(
        is_measure=measures_told(file.datasets),
        datasets=frozenset(each for each, one in known.items() if one.model is None),
        fields={each: frozenset(key for key, to in one.targets.items() if to is None) for each, one in known.items()},
        parameters={
            each: frozenset(need.name for need in one.needed.parameters)
            - (frozenset() if one.model is None else frozenset(has.name for has in one.model.parameters))
            for each, one in known.items()
        },
        things={**{one: names.get(one, "An image") for one in lost}, **dashboards},
        names={each: one.needed.name for each, one in known.items()},
    )


def _mapped(
    file: DashboardFile, known: Mapping[DatasetId, _Known], linked: Mapping[UUID, UUID], images: Mapping[UUID, UUID]
) -> Mapped:
    return Mapped(
        datasets={each: one.model.dataset_id for each, one in known.items() if one.model is not None},
        fields={
            each: {key: target for key, target in one.targets.items() if target is not None}
            for each, one in known.items()
        },
        images=images,
        dashboards=linked,
        is_measure=measures_told(file.datasets),
    )


async def _image(runtime: Runtime, principal: Principal, image: FileImage) -> UUID:
    """The image, taken in like one that is uploaded."""
    try:
        content = base64.b64decode(image.content or "", validate=True)
    except binascii.Error as error:
        raise NotAnImage("its bytes are not written in Base64.") from error

    async def once() -> AsyncIterator[bytes]:
        yield content

    return (await add_asset(runtime, principal, image.name, once())).id


async def _free_name(session: AsyncSession, principal: Principal, wanted: str) -> str:
    """The name, with a number where a dashboard is called so already."""
    taken = {one.name for one in await service.named_dashboards(session, principal)}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted[:245]} ({number})", number + 1
    return name
