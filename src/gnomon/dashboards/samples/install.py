"""Bring the sample data and its dashboards into a workspace; what is there already stays as it is.

Each sample has the identifier that its name gives it in the workspace, so that two who ask at the same moment get one
copy, and a file of somebody's own that bears the same name is never mistaken for it. The next edition is made where
the last one was thrown away or could not be read.
"""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from gnomon.dashboards import service
from gnomon.dashboards.contracts import (
    CreateDashboard,
    DashboardExists,
    DashboardId,
    SamplesInstalled,
    SamplesMissing,
)
from gnomon.dashboards.samples.definitions import flights, movies
from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetStatus
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.sources import service as sources
from gnomon.sources.contracts import AlreadyImported, ImportId, ReadOptions, UploadOptions

FOLDER = Path(__file__).parent / "data"

SAMPLES: Mapping[str, str] = {
    "flights-20k.json": "Flights",
    "movies.json": "Movies",
    "seattle-weather.csv": "Seattle weather",
    "gapminder.json": "Gapminder",
    "birdstrikes.csv": "Bird strikes",
    "stocks.csv": "Stocks",
}
"""The files that are brought in, and what their datasets are called."""

# Some titles are numbers, such as “300”, which would make the column a mixture.
READ_OPTIONS: Mapping[str, ReadOptions] = {"movies.json": ReadOptions(types={"Title": ColumnType.TEXT})}

DASHBOARDS: Mapping[str, tuple[str, Callable[[DatasetId], CreateDashboard]]] = {
    flights.NAME: ("flights-20k.json", flights.flights_dashboard),
    movies.NAME: ("movies.json", movies.movies_dashboard),
}


async def install_samples(runtime: Runtime, principal: Principal) -> SamplesInstalled:
    """Import what is missing of the sample data, and make the dashboards that are missing."""
    return await install(runtime, principal, tuple(SAMPLES), tuple(DASHBOARDS))


async def install(
    runtime: Runtime, principal: Principal, files: tuple[str, ...], names: tuple[str, ...]
) -> SamplesInstalled:
    """The same for some of the files and dashboards. Raises `SamplesMissing` where a file is not bundled."""
    if not all((FOLDER / file).is_file() for file in files):
        raise SamplesMissing
    present = {file: await _dataset(runtime, principal, file) for file in files}
    made = [await _dashboard(runtime, principal, name, present) for name in names]
    return SamplesInstalled(dataset_ids=tuple(present[file] for file in files), dashboard_ids=tuple(made))


async def _dataset(runtime: Runtime, principal: Principal, file: str) -> DatasetId:
    """The dataset of a sample file, imported now unless it is there."""
    options = UploadOptions(name=SAMPLES[file], options=READ_OPTIONS.get(file, ReadOptions()))
    for edition in count(1):
        import_id = ids.derived(ImportId, principal.workspace_id, f"sample {file} {edition}")
        found = await _imported(runtime, principal, import_id)
        if found is None:
            try:
                return (await sources.import_local_file(runtime, principal, FOLDER / file, options, import_id)).id
            except AlreadyImported:
                found = await _imported(runtime, principal, import_id)
        if found is not None and await _is_usable(runtime, principal, found):
            return found
    raise AssertionError("there is always a next edition")


async def _imported(runtime: Runtime, principal: Principal, import_id: ImportId) -> DatasetId | None:
    """Where an import that was begun before went; None when it went nowhere, or there was none."""
    try:
        return next(iter((await sources.import_when_done(runtime, principal, import_id)).dataset_ids), None)
    except NotFound:
        return None


async def _is_usable(runtime: Runtime, principal: Principal, dataset_id: DatasetId) -> bool:
    async with runtime.get(Database).read() as session:
        try:
            return (await datasets.get_dataset(session, principal, dataset_id)).status is not DatasetStatus.ERROR
        except NotFound:
            return False


async def _dashboard(
    runtime: Runtime, principal: Principal, name: str, present: Mapping[str, DatasetId]
) -> DashboardId:
    """The dashboard over a sample, made now unless it is there."""
    file, define = DASHBOARDS[name]
    database = runtime.get(Database)
    for edition in count(1):
        dashboard_id = ids.derived(DashboardId, present[file], f"sample {name} {edition}")
        try:
            async with database.write() as session:
                await service.create_dashboard(session, principal, define(present[file]), dashboard_id)
                return dashboard_id
        except DashboardExists:
            async with database.read() as session:
                try:
                    return (await service.get_dashboard(session, principal, dashboard_id)).id
                except NotFound:
                    continue
    raise AssertionError("there is always a next edition")
