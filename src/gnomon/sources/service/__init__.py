"""The verbs of sources, by group: uploading, following imports, reading a file again."""

from gnomon.sources.service.following import cancel_import, choose_sheets, get_import, list_imports
from gnomon.sources.service.rereading import update_columns
from gnomon.sources.service.uploading import Upload, import_local_file, import_when_done, upload

__all__ = [
    "Upload",
    "cancel_import",
    "choose_sheets",
    "get_import",
    "import_local_file",
    "import_when_done",
    "list_imports",
    "update_columns",
    "upload",
]
