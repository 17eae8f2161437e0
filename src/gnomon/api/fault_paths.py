"""Where in a document a fault is, as people write it: `pages[1].tiles[3].chart.encodings.x`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Part = str | int


@dataclass(frozen=True, slots=True)
class Node:
    """A type at a place, and the field by which the members of its union are told apart, if it is such a one."""

    annotation: Any
    discriminator: str | None = None
    module: str = ""
    """Where names of types that are written as text are looked up."""


def walk(annotation: Any, path: Sequence[Part]) -> tuple[str, list[Node]]:
    """The path as people write it, without the names that unions give to their members, and the types at its end.

    A last part that leads nowhere is a field that is not there: it is named.
    """
    here, names = [Node(annotation)], ""
    for place, part in enumerate(path):
        if isinstance(part, int):
            here, names = _inner(here), f"{names}[{part}]"
            continue
        tagged = [member for node in here for member in _tagged(node, part)]
        if tagged:
            here = tagged
            continue
        deeper = [field for node in here for field in _fields_called(node, part)]
        known = list(_members(here))
        is_extra = place == len(path) - 1 and any(_is_model(one.annotation) for one in known)
        if deeper or is_extra or not known:
            here, names = deeper, f"{names}.{part}" if names else part
    return names, here


def fields_at(nodes: Iterable[Node]) -> set[str]:
    """The names of all fields at a place."""
    models = (member.annotation for member in _members(nodes) if _is_model(member.annotation))
    return {field.alias or name for model in models for name, field in model.model_fields.items()}


def _tagged(node: Node, tag: str) -> Iterator[Node]:
    """The members of a union that bear this tag."""
    discriminator = node.discriminator
    if discriminator is None:
        return
    for member in _members([replace(node, discriminator=None)]):
        field = member.annotation.model_fields.get(discriminator) if _is_model(member.annotation) else None
        if field is not None and tag in {str(one) for one in get_args(field.annotation)}:
            yield member


def _fields_called(node: Node, name: str) -> Iterator[Node]:
    if node.discriminator is not None:
        return
    for member in _members([node]):
        one = member.annotation
        if _is_model(one):
            fields = one.model_fields.items()
            yield from (_of_field(field, one.__module__) for key, field in fields if name in {key, field.alias})
        elif get_origin(one) is dict:
            yield Node(get_args(one)[1], module=member.module)


def _of_field(field: FieldInfo, module: str) -> Node:
    named = field.discriminator
    return Node(field.annotation, named if isinstance(named, str) else None, module)


def _inner(nodes: Iterable[Node]) -> list[Node]:
    """What stands inside of lists."""
    return [
        _unfolded(Node(argument, module=member.module))
        for member in _members(nodes)
        if get_origin(member.annotation) not in {Literal, dict, None}
        for argument in get_args(member.annotation)
        if argument is not Ellipsis
    ]


def _members(nodes: Iterable[Node]) -> Iterator[Node]:
    """The members of unions, and of unions in them."""
    for node in nodes:
        plain = _unfolded(node)
        if get_origin(plain.annotation) in {Union, UnionType}:
            yield from _members(Node(member, module=plain.module) for member in get_args(plain.annotation))
        else:
            yield plain


def _unfolded(node: Node) -> Node:
    """Without what is annotated onto it, but for what tells the members of a union apart."""
    annotation, discriminator = node.annotation, node.discriminator
    if isinstance(annotation, str):
        annotation = getattr(sys.modules.get(node.module), annotation, annotation)
    while hasattr(annotation, "__value__") or hasattr(annotation, "__metadata__"):
        if hasattr(annotation, "__value__"):
            annotation = annotation.__value__
            continue
        for one in annotation.__metadata__:
            named = getattr(one, "discriminator", None)
            discriminator = named if isinstance(named, str) else discriminator
        annotation = get_args(annotation)[0]
    return replace(node, annotation=annotation, discriminator=discriminator)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
