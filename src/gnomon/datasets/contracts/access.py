"""What other rooms know of who may see what, as datasets ask it of them."""

from typing import Protocol

from gnomon.datasets.contracts.names import DatasetId
from gnomon.foundation.kit.errors import Forbidden
from gnomon.identity.contracts import Principal


class DatasetAccess(Protocol):
    """Knows whether policies keep something of a dataset from somebody."""

    async def may_see_all(self, principal: Principal, dataset_id: DatasetId) -> bool:
        """Whether every row and every column may be seen. Raises `NotFound`."""


class NotAllMayBeSeen(Forbidden):
    """A file shows everything of a dataset, and policies keep something of it from the caller."""

    def __init__(self) -> None:
        super().__init__(
            "The files of this dataset show every row and every column, and policies keep some of them from you.",
            hint="Ask an owner of the workspace for the file.",
        )
