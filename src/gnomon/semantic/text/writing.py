"""YAML as it is exported: always the same bytes for the same model."""

import re
from typing import Any

import yaml

from gnomon.semantic.text.scalars import meant

_BREAKS_OF_OTHERS = re.compile("[\r\x85\u2028\u2029\ufeff]")
"""What YAML reads as the end of a line, so that it must be escaped to come back as it was."""
_MAX_IN_ONE_LINE = 100


class _Dumper(yaml.SafeDumper):
    """Lists stand indented under their names, as most people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    if _BREAKS_OF_OTHERS.search(value):
        style: str | None = '"'
    elif "\n" in value:
        style = "|"
    else:
        style = None if isinstance(meant(value), str) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.SequenceNode:
    """A short list of words stands in one line."""
    words = all(isinstance(value, str) and "\n" not in value for value in values)
    is_short = words and sum(len(value) + 2 for value in values) <= _MAX_IN_ONE_LINE
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=is_short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def written(document: dict[str, Any]) -> str:
    """A document of plain values as YAML."""
    return yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, default_flow_style=False, sort_keys=False, width=1_000_000
    )
