"""The page that describes every setting, made from `Settings` itself."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import AliasChoices, BaseModel
from pydantic.fields import FieldInfo

from gnomon.foundation.settings import Settings

HEAD = """\
# Settings

Read from the environment, then from `.env` in the working directory. Lists are JSON. This page is made by `make api`
from the code; change the descriptions there.

| Setting | Default | What it does |
|---|---|---|
"""
SHOWN_AS = {("engine", "threads"): "number of processors"}


def settings_page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| {names} | {default} | {words} |\n" for names, default, words in _rows(Settings, ()))


def _rows(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        here = (*path, name)
        inner = _section(field)
        if inner is not None:
            yield from _rows(inner, here)
        else:
            yield " or ".join(f"`{known}`" for known in _names(here, field)), _default(here, field), _words(field)


def _section(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _names(path: tuple[str, ...], field: FieldInfo) -> list[str]:
    if isinstance(field.validation_alias, AliasChoices):
        return [str(choice) for choice in field.validation_alias.choices]
    return ["GNOMON_" + "__".join(path).upper()]


def _default(path: tuple[str, ...], field: FieldInfo) -> str:
    if path in SHOWN_AS:
        return SHOWN_AS[path]
    value: Any = field.get_default(call_default_factory=True, validated_data={})
    if value is None or value == ():
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _words(field: FieldInfo) -> str:
    choices = [str(choice) for choice in get_args(field.annotation) if isinstance(choice, str)]
    listed = f" One of {', '.join(f'`{choice}`' for choice in choices)}." if len(choices) > 1 else ""
    return (field.description or "").replace("|", "\\|") + listed
