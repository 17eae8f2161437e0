"""How pictures look, read from the same file as the web application reads it from."""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any, Literal, TypeAlias

from gnomon.exports.pictures.spec_parts import Spec

ThemeName: TypeAlias = Literal["light", "dark"]


def read_spec(name: str) -> Spec:
    """A file of this package, which has to be read before a worker loses sight of it."""
    read: Spec = json.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
    return read


THEME = read_spec("theme.json")
"""A copy of `web/src/viz/theme.json`, in which a word after `$` stands for a color of the theme."""


def colors(theme: ThemeName) -> Mapping[str, Any]:
    """The colors of a theme by their names."""
    own: Spec = THEME["colors"][theme]
    return {**own, "first": own["category"][0]}


def font_of(own: Mapping[str, Any] | None) -> str:
    """The letters of a theme of the workspace, or those that Gnomon comes with."""
    fonts: Mapping[str, str] = THEME["fonts"]
    return fonts["inter" if own is None else own["font"]]


def vega_config(theme: ThemeName, own: Mapping[str, Any] | None = None) -> Spec:
    """Everything about looks that is not about data; `own` is what a theme of the workspace says of this look."""
    words = {**colors(theme), "font": font_of(own)}
    if own is not None:
        categories = list(own["categories"])
        words |= {"category": categories, "first": categories[0]}
        words |= {"positive": own["positive"], "negative": own["negative"]}
        words |= {"ramp": {"scheme": list(own["sequential"])}, "diverging": {"scheme": list(own["diverging"])}}
    filled: Spec = _filled(THEME["config"], words)
    return filled


def with_frame(config: Spec, frame: Mapping[str, Spec]) -> Spec:
    """The same looks, with what a frame of its size needs."""
    return config | {section: {**config.get(section, {}), **own} for section, own in frame.items()}


def _filled(value: Any, words: Mapping[str, Any]) -> Any:
    if isinstance(value, str) and value.startswith("$"):
        return words[value[1:]]
    if isinstance(value, list):
        return [_filled(one, words) for one in value]
    if isinstance(value, dict):
        return {name: _filled(one, words) for name, one in value.items()}
    return value
