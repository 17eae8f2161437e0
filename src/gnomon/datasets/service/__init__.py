"""The verbs of datasets, by group: importing, reading, changing, trash, storage."""

from gnomon.datasets.removal import version_prefix
from gnomon.datasets.repository import WORDS_OF_COLUMNS, hold_workspace, ids_holding
from gnomon.datasets.service.changing import activate_version, file_dataset, update_columns, update_dataset
from gnomon.datasets.service.importing import (
    add_version,
    begin_new_version,
    create_dataset,
    discard_import,
    fail_import,
    receive_file,
    remove_version_files,
)
from gnomon.datasets.service.reading import (
    files_of_versions,
    get_dataset,
    get_table,
    get_tables,
    ids_by_sql_name,
    list_datasets,
    list_tables,
    list_versions,
    named_datasets,
    names_of,
    original_file,
    stored_profile,
    stored_profiles,
    tables_at,
)
from gnomon.datasets.service.rejects import list_rejects
from gnomon.datasets.service.storage import claim_storage, storage_use
from gnomon.datasets.service.trash import delete_dataset, list_trash, purge_dataset, restore_dataset

__all__ = [
    "WORDS_OF_COLUMNS",
    "activate_version",
    "add_version",
    "begin_new_version",
    "claim_storage",
    "create_dataset",
    "delete_dataset",
    "discard_import",
    "fail_import",
    "file_dataset",
    "files_of_versions",
    "get_dataset",
    "get_table",
    "get_tables",
    "hold_workspace",
    "ids_by_sql_name",
    "ids_holding",
    "list_datasets",
    "list_rejects",
    "list_tables",
    "list_trash",
    "list_versions",
    "named_datasets",
    "names_of",
    "original_file",
    "purge_dataset",
    "receive_file",
    "remove_version_files",
    "restore_dataset",
    "storage_use",
    "stored_profile",
    "stored_profiles",
    "tables_at",
    "update_columns",
    "update_dataset",
    "version_prefix",
]
