"""The files of roll-ups, for statements that read them."""

from gnomon.engine.contracts import TableFiles
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.storage import Blobs
from gnomon.query.plan import Rollup


class RollupGone(Exception):
    """The file of a roll-up is not there any more: the question has to be asked of the rows."""

    def __init__(self, rollup: Rollup) -> None:
        super().__init__(rollup.table.name)
        self.rollup = rollup


async def files_of(blobs: Blobs, rollup: Rollup) -> TableFiles:
    """What the name of a roll-up stands for. Raises `RollupGone`."""
    try:
        path = await blobs.local_path(rollup.file_key)
    except NotFound as error:
        raise RollupGone(rollup) from error
    return TableFiles(name=rollup.table.name, paths=(path,))
