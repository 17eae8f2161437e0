"""What kind of file it is, by the ending of its name and by its first bytes: both must agree."""

from collections.abc import AsyncIterator
from pathlib import PurePosixPath

from gnomon.engine.contracts import TaskRefused
from gnomon.sources.contracts import EmptyFile, FileKind, ImportProblem, UnsupportedFile, refusal_of
from gnomon.sources.importers.content import HEAD_BYTES, check_ends

KINDS = {
    ".csv": FileKind.CSV,
    ".txt": FileKind.CSV,
    ".tsv": FileKind.TSV,
    ".tab": FileKind.TSV,
    ".xlsx": FileKind.XLSX,
    ".xlsm": FileKind.XLSX,
    ".json": FileKind.JSON,
    ".ndjson": FileKind.NDJSON,
    ".jsonl": FileKind.NDJSON,
    ".parquet": FileKind.PARQUET,
    ".pq": FileKind.PARQUET,
}
READABLE = "CSV, TSV, XLSX, JSON, NDJSON and Parquet"
TAIL = b"PAR1"
"""The end of a Parquet file, the one kind that has an end of its own."""
OTHERS = {
    ".xls": "Save it as .xlsx in Excel or LibreOffice, then upload it again.",
    ".ods": "Save it as .xlsx in LibreOffice, then upload it again.",
    ".gz": "Unpack it, then upload what is inside.",
    ".zip": "Unpack it, then upload what is inside.",
}


def kind_of(file_name: str) -> FileKind:
    """The kind by the ending of the name. Raises `UnsupportedFile`."""
    ending = PurePosixPath(file_name).suffix.lower()
    kind = KINDS.get(ending)
    if kind is None:
        raise UnsupportedFile(
            f"Files ending in “{ending}” cannot be read." if ending else "The name of the file has no ending.",
            hint=OTHERS.get(ending, f"{READABLE} files can be read."),
        )
    return kind


async def judged(chunks: AsyncIterator[bytes], file_name: str, kind: FileKind) -> AsyncIterator[bytes]:
    """The same bytes, once the first of them look like the kind. Raises `UnsupportedFile` kinds and `EmptyFile`."""
    head = bytearray()
    is_judged = False
    async for chunk in chunks:
        if is_judged:
            yield chunk
            continue
        head += chunk
        if len(head) >= HEAD_BYTES:
            is_judged = True
            yield _judged_head(bytes(head), file_name, kind)
    if not head:
        raise EmptyFile
    if not is_judged:
        yield _judged_head(bytes(head), file_name, kind)


def _judged_head(head: bytes, file_name: str, kind: FileKind) -> bytes:
    try:
        # How a file ends is seen when it is read; here its end is taken to be right.
        check_ends(head[:HEAD_BYTES], TAIL, file_name, kind)
    except TaskRefused as refused:
        raise refusal_of(ImportProblem(code=refused.code, message=refused.message, hint=refused.hint)) from None
    return head
