"""The identifiers of this room."""

from typing import NewType
from uuid import UUID

DatasetId = NewType("DatasetId", UUID)
DatasetVersionId = NewType("DatasetVersionId", UUID)
