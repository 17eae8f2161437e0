"""What a column without an alias is called: its expression as the engine writes it, without the guards in it.

Runs inside a worker.
"""

import re

from gnomon.query.barrier import BARRIER

_WORDS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]""")
_NAME = re.compile(r'"(?:[^"]|"")*"|\w+')
FROM = "FROM "
AS = " AS "


def without_guards(name: str, schema: str) -> str:
    """`avg((SELECT a FROM "schema".t WHERE …) AS t)` as `avg(t)`."""
    while found := _guard(name, f'"{schema}"'):
        start, end, table = found
        behind = name[end:]
        alias = _NAME.match(behind, len(AS)) if behind.startswith(AS) else None
        is_called_so = alias is not None and alias[0] == table
        name = name[:start] + (behind[len(AS) :] if is_called_so else table + behind)
    return name


def _guard(name: str, schema: str) -> tuple[int, int, str] | None:
    """Where the first guard begins and ends, and the table that it reads."""
    open_brackets: list[int] = []
    start, table = None, ""
    for word in _WORDS.finditer(name):
        if word[0] == "(":
            open_brackets.append(word.start())
        elif word[0] == ")" and open_brackets:
            if open_brackets.pop() == start:
                return start, word.end(), table
        elif word[0] == schema and start is None and open_brackets and name.endswith(FROM, 0, word.start()):
            read = _NAME.match(name, word.end() + 1)
            table = "" if read is None else read[0]
            start = _beginning(name, open_brackets)
    return None


def _beginning(name: str, open_brackets: list[int]) -> int:
    is_wrapped = len(open_brackets) > 1 and name.startswith(f"(SELECT {BARRIER}(", open_brackets[-2])
    return open_brackets[-2 if is_wrapped else -1]
