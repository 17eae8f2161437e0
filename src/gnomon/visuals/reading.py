"""Reads plug-ins from their folder: plain files of bounded size, which are what their manifest says they are."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from gnomon.visuals.contracts import Manifest
from gnomon.visuals.signing import is_signed

MANIFEST, SIGNATURE = "visual.json", "visual.json.sig"
MOST_VISUALS = 100
MOST_MANIFEST_BYTES = 64 * 1024
MOST_SCRIPT_BYTES = 256 * 1024
MOST_SIGNATURE_BYTES = 1024


class Broken(ValueError):
    """A folder that holds no plug-in that could be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A plug-in that is whole."""

    manifest: Manifest
    script: str
    is_signed: bool


def folders_in(root: Path) -> list[Path]:
    """The folders that may each hold a plug-in, by name. Raises `Broken`."""
    try:
        with os.scandir(root) as found:
            folders = sorted(Path(one.path) for one in found if one.is_dir() and not one.name.startswith("."))
    except OSError:
        raise Broken("The folder of custom visuals cannot be read.") from None
    if len(folders) > MOST_VISUALS:
        raise Broken(f"There are {len(folders):,} folders; {MOST_VISUALS} are read at most.")
    return folders


def read_visual(folder: Path, keys: Sequence[str]) -> Installed:
    """The plug-in of a folder. Raises `Broken` with the place of the fault; with `keys`, it must be signed."""
    if folder.is_symlink():
        raise Broken("It is a link to another place; copy the folder itself.")
    written = _read(folder, MANIFEST, MOST_MANIFEST_BYTES)
    manifest = parse_manifest(written)
    if manifest.id != folder.name:
        raise Broken(f"id: is “{manifest.id}”, but the folder is called “{folder.name}”; they must be the same.")
    has_signature = bool(keys) and _is_signed(folder, written, keys)
    if keys and not has_signature:
        raise Broken(f"{SIGNATURE}: no key of the setting “visuals_keys” signed this manifest.")
    content = _read(folder, manifest.script.file, MOST_SCRIPT_BYTES)
    found = sha256(content).hexdigest()
    if found != manifest.script.sha256:
        raise Broken(f"script.sha256: the file comes to {found}, and not to what is written there.")
    try:
        script = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Broken(f"{manifest.script.file}: is not UTF-8.") from None
    return Installed(manifest, script, has_signature)


def parse_manifest(written: bytes) -> Manifest:
    """A manifest, checked. Raises `Broken`."""
    try:
        return Manifest.model_validate_json(written)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or MANIFEST
        raise Broken(f"{place}: {first['msg']}") from None


def _is_signed(folder: Path, written: bytes, keys: Sequence[str]) -> bool:
    signature = _read(folder, SIGNATURE, MOST_SIGNATURE_BYTES, what="it is not signed, and this server asks for it")
    return is_signed(written, signature.strip(), keys)


def _read(folder: Path, name: str, most: int, what: str = "there is no such file") -> bytes:
    """A plain file right inside the folder; no link is followed, and never more is read than it may have."""
    try:
        handle = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise Broken(f"{name}: {what}.") from None
    except OSError:
        raise Broken(f"{name}: cannot be read, or is a link to another place.") from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Broken(f"{name}: is no plain file.")
        content = file.read(most + 1)
    if len(content) > most:
        raise Broken(f"{name}: has more than {most // 1024} KiB.")
    return content
