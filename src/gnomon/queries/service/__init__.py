"""The verbs of queries, by group: running, reading, changing, storing, trash."""

from gnomon.queries.service.changing import change_query, create_query, file_query, save_run
from gnomon.queries.service.reading import get_query, list_folders, list_runs, list_saved_queries, named_queries
from gnomon.queries.service.running import Ran, execute_query
from gnomon.queries.service.storing import (
    MAKE_DATASET,
    MakeDue,
    list_origins,
    make_answer,
    make_dataset,
    refresh_dataset,
)
from gnomon.queries.service.trash import PURGE, delete_query, list_trash, purge_query, restore_query

__all__ = [
    "MAKE_DATASET",
    "PURGE",
    "MakeDue",
    "Ran",
    "change_query",
    "create_query",
    "delete_query",
    "execute_query",
    "file_query",
    "get_query",
    "list_folders",
    "list_origins",
    "list_runs",
    "list_saved_queries",
    "list_trash",
    "make_answer",
    "make_dataset",
    "named_queries",
    "purge_query",
    "refresh_dataset",
    "restore_query",
    "save_run",
]
