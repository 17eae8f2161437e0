"""Binds files of one page each into one file with an outline; they are our own, never anybody's upload."""

import base64
import codecs
import io
from collections.abc import Mapping
from typing import Any

from pypdf import PdfReader, PdfWriter

from gnomon.engine.contracts import CallContext

# The worker reads no files any more when it is given its task; what is loaded late by itself is loaded now.
for _encoding in ("cp1252", "latin-1", "utf-16", "utf-16-be", "mac-roman", "ascii"):
    codecs.lookup(_encoding)


def bind(_context: CallContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The pages of the payload, in order, as one PDF. `files` are PDFs in base 64, each with the title of its page."""
    writer = PdfWriter()
    for one in payload["files"]:
        first = len(writer.pages)
        for page in PdfReader(io.BytesIO(base64.b64decode(one["content"]))).pages:
            writer.add_page(page)
        writer.add_outline_item(title=one["title"], page_number=first)
    writer.add_metadata({"/Title": payload["title"]})
    # The letters of all pages are the same: one copy of them is enough.
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    bound = io.BytesIO()
    writer.write(bound)
    return {"content": base64.b64encode(bound.getvalue()).decode(), "row_count": 0}
