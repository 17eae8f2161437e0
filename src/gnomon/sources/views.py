"""Imports as the wire and the jobs see them."""

from collections.abc import Iterable

from gnomon.datasets.contracts import DatasetId, DatasetVersionId
from gnomon.foundation.kit.contract import Contract
from gnomon.sources.contracts import Import, ImportId, ImportProblem, ImportStage, ImportStatus
from gnomon.sources.tables import ImportRow


class Target(Contract):
    """Where one sheet, or the whole file, goes."""

    dataset_id: DatasetId
    sheet: str | None
    version_id: DatasetVersionId | None
    """Under which version the present attempt stores it; made anew for each attempt."""


def targets_of(row: ImportRow) -> tuple[Target, ...]:
    """Where the file of an import goes."""
    return tuple(Target.model_validate(target) for target in row.targets)


def set_targets(row: ImportRow, targets: Iterable[Target]) -> None:
    """Change where the file of an import goes."""
    row.targets = [target.model_dump(mode="json") for target in targets]


def import_of(row: ImportRow) -> Import:
    """An import as the wire shows it."""
    return Import(
        id=ImportId(row.id),
        dataset_ids=tuple(target.dataset_id for target in targets_of(row)),
        status=ImportStatus(row.status),
        stage=ImportStage(row.stage) if row.stage is not None else None,
        rows=row.rows,
        fraction=row.fraction,
        file_name=row.file_name,
        file_size=row.file_size,
        sheets=tuple(row.sheets),
        error=ImportProblem.model_validate(row.error) if row.error is not None else None,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
