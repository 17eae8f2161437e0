"""Files that cannot be read are refused with a reason and a way out, and leave nothing behind."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.sources.importers.reading import left_behind, make_context

from gnomon.engine.contracts import TaskRefused
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.sources.importers.run import read_file

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
WIDE = ",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("1" * 10_000) + "\n"


def _zip(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BOMB = _zip({"[Content_Types].xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 50_000_000})
UNSUPPORTED, UNUSABLE = ErrorCode.UNSUPPORTED_TYPE, ErrorCode.SOURCE_ERROR


@pytest.mark.parametrize(
    ("content", "kind", "options", "code", "message"),
    [
        (b"", "csv", {}, UNUSABLE, "The file is empty."),
        (b"\n\n", "csv", {}, UNUSABLE, "nothing but blank lines"),
        (PNG, "csv", {}, UNSUPPORTED, "looks like a PNG picture"),
        (bytes(range(256)) * 50, "csv", {}, UNSUPPORTED, "looks like binary data"),
        (b"\0" * 1_000_000, "csv", {}, UNSUPPORTED, "looks like binary data"),
        (b"\x1f\x8b" + PNG, "csv", {}, UNSUPPORTED, "a gzip archive"),
        (b"a,b\n1,x\0y\n", "csv", {}, UNUSABLE, "Line 2 holds a zero byte"),
        (WIDE.encode(), "csv", {}, ErrorCode.PAYLOAD_TOO_LARGE, "10,000 columns"),
        (b'a,b\n1,"x\n' + b"1,2\n" * 50, "csv", {}, UNUSABLE, "A quote that opens in line 2 is never closed"),
        (b"a,b\n1,2\n", "csv", {"encoding": "klingon"}, ErrorCode.VALIDATION_ERROR, "no text encoding “klingon”"),
        (b"a,b\n1,\xff\n", "csv", {"encoding": "utf-8"}, UNUSABLE, "not written in utf-8"),
        (b"a,b\n1,2\n", "csv", {"types": {"z": "integer"}}, ErrorCode.VALIDATION_ERROR, "no column “z”"),
        (b"a,b\n1,2\n", "csv", {"delimiter": "ab"}, ErrorCode.VALIDATION_ERROR, "must be one character"),
        (b"a,b\n1,2\n", "csv", {"header_line": 9}, ErrorCode.VALIDATION_ERROR, "no line 9"),
        (b"a,b\n1,2\n", "xlsx", {}, UNSUPPORTED, "should be an Excel workbook (XLSX), but looks like text"),
        (_zip({"a.txt": b"x"}), "xlsx", {}, UNSUPPORTED, "looks like a zip archive"),
        (_zip({"a.txt": b"x"}), "parquet", {}, UNSUPPORTED, "looks like a zip archive"),
        (BOMB, "xlsx", {}, UNUSABLE, "more than a workbook should"),
        (_zip({"[Content_Types].xml": b"<x/>"}), "xlsx", {}, UNUSABLE, "damaged or protected"),
        (b"PAR1" + b"x" * 500, "parquet", {}, UNSUPPORTED, "was cut off"),
        (b"PAR1" + b"x" * 500 + b"PAR1", "parquet", {}, UNUSABLE, "The file is damaged"),
        (b"a,b\n", "json", {}, UNSUPPORTED, "looks like other text"),
        (b"[]", "json", {}, UNUSABLE, "holds no objects"),
        (b"[1, 2]", "json", {}, UNUSABLE, "holds no objects"),
        (b'[{"a":1},{"a":', "json", {}, UNUSABLE, "The file is damaged"),
        (b'[{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}]", "json", {}, UNUSABLE, "more than 64 levels deep"),
        (b"[" * 100_000, "json", {}, UNUSABLE, "more than 64 levels deep"),
        (b'{"a":' * 100_000, "ndjson", {}, UNUSABLE, "more than 64 levels deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, kind: str, options: dict[str, Any], code: ErrorCode, message: str
) -> None:
    source = tmp_path / f"upload.{kind}"
    source.write_bytes(content)
    context = make_context(source, tmp_path / "out")
    request = {"source_path": str(source), "file_name": source.name, "kind": kind, "options": options}

    with pytest.raises(TaskRefused) as refused:
        read_file(context, request)

    assert refused.value.code is code
    assert message in refused.value.message
    assert str(tmp_path) not in refused.value.message
    assert set(left_behind(context)) <= {"data.parquet"}
