"""Where the name of a table stands in the text of a statement. Runs inside a worker."""

import re

from gnomon.query.handwritten.refusals import refused

_GAP = rb"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*"
_NAME = rb'(?:"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|[A-Za-z_\x80-\xff][A-Za-z0-9_$\x80-\xff]*)'
_BEGINNING = re.compile(rb"(" + _NAME + rb")(" + _GAP + rb":" + _GAP + rb"(" + _NAME + rb"))?", re.DOTALL)


def name_range(text: bytes, start: int, name: str, *, has_alias: bool) -> tuple[int, int, bool]:
    """Where a table's name begins and ends, in `name …` or `alias: name …`, and whether it has an alias already."""
    found = _BEGINNING.match(text, start)
    if found is None:
        raise _unclear(name, start)
    group = 3 if found[3] is not None and has_alias else 1
    if _unquoted(found[group]).casefold() != name.casefold():
        raise _unclear(name, start)
    return found.start(group), found.end(group), has_alias


def _unquoted(written: bytes) -> str:
    text = written.decode(errors="replace")
    quote = text[:1]
    return text[1:-1].replace(quote * 2, quote) if quote in {'"', "'"} else text


def _unclear(name: str, start: int) -> Exception:
    return refused(
        f"It is not clear where the table “{name}” stands in the statement.",
        "Write its name plainly, and its alias behind it: FROM name AS alias.",
        node={"query_location": start},
    )
