"""Who may see all of a dataset, for rooms below that would show a whole file."""

from dataclasses import dataclass

from gnomon.datasets.contracts import DatasetId, DatasetNotReady
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import load_readable


@dataclass(frozen=True, slots=True)
class PolicedAccess:
    """Answers by the policies of models."""

    runtime: QueryRuntime

    async def may_see_all(self, principal: Principal, dataset_id: DatasetId) -> bool:
        """Whether no policy keeps anything of a dataset from the principal.

        Raises `NotFound`. A dataset without data has nothing to hide; one whose policies are broken hides all of it.
        """
        async with self.runtime.database.read() as session:
            found = (await load_readable(self.runtime, session, principal, [dataset_id]))[dataset_id]
        if isinstance(found, DatasetNotReady):
            return True
        if isinstance(found, AppError):
            raise found
        return found.is_whole
