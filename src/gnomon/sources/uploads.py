"""An upload on its way in: streamed into blob storage while its form fields are picked up."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from gnomon.datasets.contracts import RawFile
from gnomon.foundation.kit import ids
from gnomon.foundation.kit.errors import AppError, Invalid, did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.foundation.storage import Blobs
from gnomon.sources.contracts import FileKind, ReadOptions, UploadOptions
from gnomon.sources.file_kinds import judged, kind_of
from gnomon.sources.file_names import base_name
from gnomon.sources.multipart import MultipartReader, Part

FILE_FIELD = "file"
FIELDS = ("name", "dataset_id", "sheet", "sheets", "ask_sheets", "options")
MAX_FIELD_BYTES = 1024 * 1024
MAX_FORM_BYTES = 2 * MAX_FIELD_BYTES
"""What a form may take beside its file: boundaries, headers, fields."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many bytes may come, and the error when there are more."""

    max_bytes: int
    too_many: Callable[[], AppError]


@dataclass(frozen=True, slots=True)
class Received:
    """An uploaded file, stored as it came, and what was said about it."""

    raw: RawFile
    kind: FileKind
    options: UploadOptions


def new_raw_key() -> str:
    """A key for an original file; nothing in it comes from the person."""
    return f"raw/{ids.uuid7()}"


async def receive(
    blobs: Blobs, raw_key: str, body: AsyncIterator[bytes], content_type: str, allowance: Allowance
) -> Received:
    """Store the file of an upload. Raises what is wrong with it as soon as that is seen; then nothing is kept."""
    fields: defaultdict[str, list[str]] = defaultdict(list)
    stored: tuple[RawFile, FileKind] | None = None
    try:
        async with aclosing(MultipartReader(_bounded(body, allowance), content_type).parts()) as parts:
            async for part in parts:
                if part.name != FILE_FIELD:
                    fields[_known(part.name)].append(await part.text(MAX_FIELD_BYTES))
                elif stored is not None:
                    raise Invalid("An upload has one file.", hint="Upload the files one after the other.")
                else:
                    stored = await _store(blobs, raw_key, part, allowance)
        if stored is None:
            raise Invalid("There is no file in the upload.", hint="Send the file in a form field called “file”.")
        return Received(raw=stored[0], kind=stored[1], options=options_of(fields))
    except BaseException:
        await blobs.delete_prefix(raw_key)
        raise


async def _store(blobs: Blobs, raw_key: str, part: Part, allowance: Allowance) -> tuple[RawFile, FileKind]:
    if part.file_name is None:
        raise Invalid("The field “file” holds no file.", hint="Send the file with its name.")
    file_name = base_name(part.file_name)
    kind = kind_of(file_name)
    chunks = judged(_counted(part.chunks, allowance), file_name, kind)
    blob = await blobs.put_stream(raw_key, chunks)
    return RawFile(key=blob.key, byte_size=blob.byte_size, sha256=blob.sha256, file_name=file_name), kind


async def _counted(chunks: AsyncIterator[bytes], allowance: Allowance) -> AsyncIterator[bytes]:
    byte_size = 0
    async for chunk in chunks:
        byte_size += len(chunk)
        if byte_size > allowance.max_bytes:
            raise allowance.too_many()
        yield chunk


def _bounded(body: AsyncIterator[bytes], allowance: Allowance) -> AsyncIterator[bytes]:
    """The body, which may be as long as its file may be and a little more."""
    return _counted(body, Allowance(allowance.max_bytes + MAX_FORM_BYTES, allowance.too_many))


def _known(name: str) -> str:
    if name not in FIELDS:
        near = did_you_mean(near_misses(name, (FILE_FIELD, *FIELDS)))
        raise Invalid(f"An upload has no field “{name[:100]}”.", hint=near or f"Its fields are {', '.join(FIELDS)}.")
    return name


def options_of(fields: Mapping[str, Sequence[str]]) -> UploadOptions:
    """What the form fields of an upload say."""
    said: dict[str, Any] = {
        name: _last(fields[name]) for name in ("name", "dataset_id", "ask_sheets") if _last(fields.get(name, ()))
    }
    said["sheets"] = [*_sheets(fields.get("sheets", ())), *(name for name in fields.get("sheet", ()) if name)]
    try:
        options = ReadOptions.model_validate_json(_last(fields.get("options", ())) or "{}")
        return UploadOptions.model_validate({**said, "options": options})
    except ValidationError as error:
        raise _wrong_field(error) from None


def _last(values: Sequence[str]) -> str:
    return values[-1].strip() if values else ""


def _sheets(values: Sequence[str]) -> list[str]:
    """Sheet names: the field repeated, or one JSON list."""
    if len(values) == 1 and values[0].lstrip().startswith("["):
        try:
            return TypeAdapter(list[str]).validate_python(from_json(values[0]))
        except (ValidationError, ValueError):
            raise Invalid("The field “sheets” is neither a name nor a JSON list of names.") from None
    return [value for value in values if value]


def _wrong_field(error: ValidationError) -> Invalid:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(step) for step in first["loc"]) or "options"
    return Invalid(f"The field “{where}” of the upload cannot be used: {first['msg']}.", details={"field": where})
