"""Commands and answers about stored models."""

from enum import StrEnum


class ModelSort(StrEnum):
    """The order of a list of models; a minus turns it round."""

    NAME = "name"
    NAME_DESCENDING = "-name"
    CREATED = "created_at"
    CREATED_DESCENDING = "-created_at"
    UPDATED = "updated_at"
    UPDATED_DESCENDING = "-updated_at"
