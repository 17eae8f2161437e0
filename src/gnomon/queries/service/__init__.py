"""The verbs of queries, by group: running, reading, changing, trash."""

from gnomon.queries.service.changing import change_query, create_query, save_run
from gnomon.queries.service.reading import get_query, list_folders, list_runs, list_saved_queries
from gnomon.queries.service.running import Ran, execute_query
from gnomon.queries.service.trash import PURGE, delete_query, list_trash, purge_query, restore_query

__all__ = [
    "PURGE",
    "Ran",
    "change_query",
    "create_query",
    "delete_query",
    "execute_query",
    "get_query",
    "list_folders",
    "list_runs",
    "list_saved_queries",
    "list_trash",
    "purge_query",
    "restore_query",
    "save_run",
]
