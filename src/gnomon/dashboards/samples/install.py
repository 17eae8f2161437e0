"""Bring the sample data and its dashboards into a workspace; what is there already stays as it is."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service
from gnomon.dashboards.contracts import CreateDashboard, DashboardId, SamplesInstalled, SamplesMissing
from gnomon.dashboards.samples.definitions import flights, movies
from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetSort, DatasetStatus
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.pagination import MAX_PAGE_SIZE
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.sources import service as sources
from gnomon.sources.contracts import ReadOptions, UploadOptions

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
    paths = {file: FOLDER / file for file in files}
    if not all(path.is_file() for path in paths.values()):
        raise SamplesMissing
    database = runtime.get(Database)
    async with database.read() as session:
        present = await _datasets_by_file(session, principal)
    for file, path in paths.items():
        if file not in present:
            options = UploadOptions(name=SAMPLES[file], options=READ_OPTIONS.get(file, ReadOptions()))
            present[file] = (await sources.import_local_file(runtime, principal, path, options)).id
    async with database.write() as session:
        made = [await _dashboard(session, principal, name, present) for name in names]
    return SamplesInstalled(dataset_ids=tuple(present[file] for file in files), dashboard_ids=tuple(made))


async def _dashboard(
    session: AsyncSession, principal: Principal, name: str, present: Mapping[str, DatasetId]
) -> DashboardId:
    found = await service.list_dashboards(session, principal, search=name, limit=MAX_PAGE_SIZE)
    known = next((one.id for one in found.items if one.name == name), None)
    if known is not None:
        return known
    file, define = DASHBOARDS[name]
    return (await service.create_dashboard(session, principal, define(present[file]))).id


async def _datasets_by_file(session: AsyncSession, principal: Principal) -> dict[str, DatasetId]:
    """The sample datasets of the workspace, by the file that each was made of; the oldest where there are several."""
    found: dict[str, DatasetId] = {}
    cursor: str | None = None
    while True:
        page = await datasets.list_datasets(
            session, principal, search=None, sort=DatasetSort.CREATED, cursor=cursor, limit=MAX_PAGE_SIZE
        )
        for one in page.items:
            if one.file_name is not None and one.file_name in SAMPLES and one.status is not DatasetStatus.ERROR:
                found.setdefault(one.file_name, one.id)
        cursor = page.next_cursor
        if cursor is None:
            return found
