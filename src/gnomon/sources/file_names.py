"""File names as people sent them: words about a file, never a path to one."""

import unicodedata

LONGEST = 255


def base_name(sent: str) -> str:
    """The last part of a name that may look like a path, without control characters: `../../a.csv` is `a.csv`."""
    last = sent.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = " ".join(plain.split())
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 20 else name[:LONGEST]


def title_of(file_name: str) -> str:
    """A file's name without its ending, for the name of a dataset."""
    stem = file_name.rpartition(".")[0] or file_name
    return stem.strip(". ") or "Dataset"
