"""The front door of the trash."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from gnomon.foundation.kit.contract import Contract


class TrashKind(StrEnum):
    """The kinds of thing that can lie in the trash."""

    DATASET = "dataset"
    MODEL = "model"
    QUERY = "query"
    CHART = "chart"
    DASHBOARD = "dashboard"
    TEMPLATE = "template"


class TrashedThing(Contract):
    """Something thrown away that can still be had back."""

    kind: TrashKind
    id: UUID
    name: str
    deleted_at: datetime
    purged_at: datetime
    """When it goes for good."""


class RestoredThing(Contract):
    """Something that was taken out of the trash."""

    kind: TrashKind
    id: UUID
    name: str
