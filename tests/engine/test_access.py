"""Access: the workers' user reaches what it was given, by the narrowest grant, and nothing more."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gnomon.engine import access, walls

as_root = pytest.mark.skipif(not walls.is_root(), reason="only root can become somebody else")


def can(path: Path, attempt: str) -> bool:
    """Whether the workers' user can do this with a path."""
    identity = f"os.setgroups([]); os.setgid({walls.WORKER_ID}); os.setuid({walls.WORKER_ID})"
    program = f"import os; {identity}; {attempt}({str(path)!r})"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


@pytest.fixture
def private(data_folder: Path) -> Path:
    """A file in folders that only their owner may enter."""
    folder = data_folder / "blobs" / "datasets"
    folder.mkdir(parents=True)
    path = folder / "sales.parquet"
    path.write_text("content")
    for each in (path, folder, folder.parent):
        each.chmod(0o700)
    return path


@as_root
def test_a_file_can_be_read_but_neither_written_nor_listed(private: Path) -> None:
    assert not can(private, "open")
    access.make_readable(private)
    access.make_readable(private)
    assert can(private, "open")
    assert not can(private, "os.unlink")
    assert not can(private, "(lambda path: open(path, 'a'))")
    assert not can(private.parent, "os.listdir")
    others = [each.stat().st_mode & stat.S_IRWXO for each in (private, private.parent, private.parent.parent)]
    assert others == [0, 0, 0]


@as_root
def test_a_link_is_not_made_readable(private: Path) -> None:
    link = private.with_name("link")
    link.symlink_to("/etc/shadow")
    before = Path("/etc/shadow").stat()
    with pytest.raises(OSError):
        access.make_readable(link)
    assert Path("/etc/shadow").stat()[:6] == before[:6]


@as_root
def test_a_lent_folder_is_the_workers_until_it_is_taken_back(private: Path) -> None:
    folder = private.parent / "output"
    folder.mkdir()
    access.lend_folder(folder)
    assert can(folder, "(lambda path: open(path + '/made', 'w'))")
    access.take_folder_back(folder)
    assert not can(folder, "(lambda path: open(path + '/more', 'w'))")
    assert (folder.stat().st_uid, (folder / "made").stat().st_uid) == (0, 0)


def test_for_everybody_else_nothing_changes(private: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "is_root", lambda: False)
    before = private.stat()
    access.make_readable(private)
    access.lend_folder(private.parent)
    assert private.stat().st_mode == before.st_mode
    assert private.parent.stat().st_uid == os.geteuid()
