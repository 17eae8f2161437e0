"""What files are called, and what they are."""

import re

from gnomon.exports.contracts import ExportFormat

MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8; header=present",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSON: "application/json",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
    ExportFormat.ARROW: "application/vnd.apache.arrow.file",
    ExportFormat.PNG: "image/png",
    ExportFormat.SVG: "image/svg+xml",
    ExportFormat.PDF: "application/pdf",
}
MAX_CHARACTERS = 120
# What some system cannot have in a name, and all that is not to be seen, line ends and marks of direction among them.
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+')


def file_name(wanted: str, kind: ExportFormat) -> str:
    """A name that every system takes, with the ending of the format."""
    fit = _UNFIT.sub(" ", wanted)
    plain = " ".join(fit.split())[:MAX_CHARACTERS].strip(" .")
    return f"{plain or 'export'}.{kind.value}"
