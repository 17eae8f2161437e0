"""The base of everything that crosses a room or the wire."""

import ast
import inspect
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Contract(BaseModel):
    """A frozen model that refuses fields it does not know.

    The text below a field describes it in JSON schemas. It is read when one is made: reading the source of every
    contract would take a tenth of each start.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema as ever, with what the source says of the fields."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, field in cls.model_fields.items():
            home = next(base for base in cls.__mro__ if name in inspect.get_annotations(base))
            text = _texts_below(home).get(name)
            told = properties.get(field.alias or name)
            if text is not None and told is not None:
                told.setdefault("description", text)
        return schema


def _texts_below(home: type) -> dict[str, str]:
    """The texts that stand below the fields of a class; none where its source is not at hand."""
    try:
        source = dedent(inspect.getsource(home))
    except (OSError, TypeError):
        return {}
    found = {}
    for field, below in pairwise(ast.parse(source).body[0].body):  # type: ignore[attr-defined]
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
    return found
