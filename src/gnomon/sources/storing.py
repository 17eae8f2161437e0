"""What a worker made, checked and put into blob storage."""

import hashlib
from pathlib import Path

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import NewVersion
from gnomon.foundation.kit.errors import AppError, ErrorCode
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.storage import Blobs
from gnomon.sources.contracts import ReadOutcome
from gnomon.sources.tables import ImportRow
from gnomon.sources.views import Target


class WorkerAstray(AppError):
    """A worker answered with something that it was not asked for."""

    def __init__(self) -> None:
        super().__init__(ErrorCode.INTERNAL, "The file could not be imported.")


async def store_version(
    runtime: Runtime, row: ImportRow, target: Target, outcome: ReadOutcome, folder: Path
) -> NewVersion:
    """Store the Parquet files and the rejects of one version; nobody sees them before it is added."""
    assert target.version_id is not None
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    prefix = datasets.version_prefix(target.dataset_id, target.version_id)
    digest = hashlib.sha256()
    byte_size = 0
    keys = []
    for number, name in enumerate(outcome.parquet_files):
        blob = await blobs.put_file(f"{prefix}/{number}.parquet", _inside(folder, name))
        digest.update(bytes.fromhex(blob.sha256))
        byte_size += blob.byte_size
        keys.append(blob.key)
    rejects_key = None
    if outcome.rejects_file is not None:
        blob = await blobs.put_file(f"{prefix}/rejects.ndjson", _inside(folder, outcome.rejects_file))
        byte_size += blob.byte_size
        rejects_key = blob.key
    return NewVersion(
        version_id=target.version_id,
        columns=outcome.columns,
        file_keys=tuple(keys),
        row_count=outcome.row_count,
        byte_size=byte_size,
        content_hash=digest.hexdigest(),
        rejected_rows=outcome.rejected_rows,
        rejects_key=rejects_key,
        raw_key=row.raw_key,
        raw_sha256=row.raw_sha256,
        file_name=row.file_name,
        profile=outcome.profile,
    )


def _inside(folder: Path, name: str) -> Path:
    # The worker read a stranger's file, so its answer is not trusted to name files of its own folder only.
    if not name or name != Path(name).name or name.startswith("."):
        raise WorkerAstray
    return folder / name
