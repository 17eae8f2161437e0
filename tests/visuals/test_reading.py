"""Plug-ins are read from plain files of bounded size, and are what their manifest says; all else is refused."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from tests.visuals.plugins import CHANNELS, DRAWS, SAMPLE, install, manifest_of

from gnomon.visuals.reading import MOST_SCRIPT_BYTES, Broken, read_visual
from gnomon.visuals.signing import BadKey, new_keys, public_key, signature_of


def refused(folder: Path, keys: tuple[str, ...] = ()) -> str:
    """Why a folder is no plug-in."""
    with pytest.raises(Broken) as caught:
        read_visual(folder, keys)
    return str(caught.value)


def test_a_plug_in_is_read_with_its_script(tmp_path: Path) -> None:
    found = read_visual(install(tmp_path, "one"), ())
    assert (found.manifest.id, found.script, found.is_signed) == ("one", DRAWS, False)


def test_the_sample_is_whole() -> None:
    assert read_visual(SAMPLE, ()).manifest.name == "Dumbbells"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"contract": 2}, "contract: "),
        ({"id": "Other"}, "id: "),
        ({"id": "other"}, "id: is “other”, but the folder is called “one”"),
        ({"version": "1"}, "version: "),
        ({"channels": []}, "channels: "),
        ({"channels": [*CHANNELS, CHANNELS[0]]}, "Each of the channels may stand there once"),
        ({"channels": [{**CHANNELS[0], "channel": "angle"}]}, "channels.0.channel: "),
        ({"channels": [{**CHANNELS[0], "at_most": 2}]}, "channels.0: "),
        ({"options": [{"type": "choice", "name": "a", "label": "A", "choices": [], "default": "x"}]}, "options.0."),
        ({"options": [{"type": "run", "name": "a", "label": "A"}]}, "options.0: "),
        ({"options": [{"type": "switch", "name": "__proto__", "label": "A"}]}, "options.0.switch.name: "),
        ({"script": {"file": "../draw.js", "sha256": "0" * 64}}, "script.file: "),
        ({"script": {"file": "/etc/passwd", "sha256": "0" * 64}}, "script.file: "),
        ({"script": {"file": "draw.js", "sha256": "0" * 64}}, "script.sha256: the file comes to "),
        ({"script": {"file": "gone.js", "sha256": "0" * 64}}, "gone.js: there is no such file"),
        ({"homepage": "https://evil.example"}, "homepage: "),
    ],
)
def test_a_wrong_manifest_is_refused_with_the_place_of_its_fault(
    change: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    assert reason in refused(install(tmp_path, "one", **change))


def test_what_is_no_manifest_is_refused(tmp_path: Path) -> None:
    folder = install(tmp_path, "one")
    for written in (b"", b"[]", b"\xff\xfe", b"{" * 5_000):
        (folder / "visual.json").write_bytes(written)
        assert "visual.json" in refused(folder)
    (folder / "visual.json").unlink()
    assert refused(folder) == "visual.json: there is no such file."


def test_links_and_things_that_are_no_files_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.js"
    secret.write_text(DRAWS)
    folder = install(tmp_path / "root", "one")
    (folder / "draw.js").unlink()
    (folder / "draw.js").symlink_to(secret)
    assert refused(folder) == "draw.js: cannot be read, or is a link to another place."
    (folder / "draw.js").unlink()
    os.mkfifo(folder / "draw.js")
    assert refused(folder) == "draw.js: is no plain file."
    (tmp_path / "root" / "two").symlink_to(install(tmp_path, "two"))
    assert refused(tmp_path / "root" / "two") == "It is a link to another place; copy the folder itself."


def test_files_that_are_too_large_are_not_read_to_their_end(tmp_path: Path) -> None:
    folder = install(tmp_path, "one", "x" * (MOST_SCRIPT_BYTES + 1))
    assert refused(folder) == "draw.js: has more than 256 KiB."
    (folder / "visual.json").write_text(" " * 70_000)
    assert refused(folder) == "visual.json: has more than 64 KiB."


def test_where_there_are_keys_only_what_one_of_them_signed_is_whole(tmp_path: Path) -> None:
    folder = install(tmp_path, "one")
    (private, public), (other, stranger) = new_keys(), new_keys()
    written = (folder / "visual.json").read_bytes()
    assert "it is not signed, and this server asks for it" in refused(folder, (public,))
    (folder / "visual.json.sig").write_text(signature_of(written, other) + "\n")
    assert "no key of the setting" in refused(folder, (public,))
    assert read_visual(folder, (public, stranger)).is_signed
    (folder / "visual.json.sig").write_text(signature_of(written, private))
    assert read_visual(folder, (public,)).is_signed
    changed = manifest_of("one", DRAWS, description="Another")
    (folder / "visual.json").write_text(json.dumps(changed))
    assert "no key of the setting" in refused(folder, (public,))
    (folder / "visual.json.sig").write_bytes(b"\x00not base64")
    assert "no key of the setting" in refused(folder, (public, "nonsense"))


def test_a_signature_vouches_for_the_script_too(tmp_path: Path) -> None:
    folder = install(tmp_path, "one")
    private, public = new_keys()
    (folder / "visual.json.sig").write_text(signature_of((folder / "visual.json").read_bytes(), private))
    (folder / "draw.js").write_text(DRAWS + " ")
    assert refused(folder, (public,)).startswith("script.sha256: the file comes to ")


@pytest.mark.parametrize("text", ["", "?", "AAAA", "A" * 44])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        public_key(text)
