"""The verbs of sources, by group: uploading, following imports, files that are made here, reading a file again."""

from gnomon.sources.service.following import cancel_import, choose_sheets, get_import, list_imports
from gnomon.sources.service.making import (
    ExpectFile,
    FileOrder,
    MadeFile,
    expect_file,
    give_up_file,
    make_file,
)
from gnomon.sources.service.rereading import update_columns
from gnomon.sources.service.uploading import Upload, import_local_file, import_when_done, upload
from gnomon.sources.service.working import work_folder

__all__ = [
    "ExpectFile",
    "FileOrder",
    "MadeFile",
    "Upload",
    "cancel_import",
    "choose_sheets",
    "expect_file",
    "get_import",
    "give_up_file",
    "import_local_file",
    "import_when_done",
    "list_imports",
    "make_file",
    "update_columns",
    "upload",
    "work_folder",
]
