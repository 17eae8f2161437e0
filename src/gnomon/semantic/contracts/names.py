"""How the parts of a definition may be called."""

from typing import Annotated

from pydantic import Field, StringConstraints

MAX_FORMULA_CHARACTERS = 4_000
WORDS_OF_MEMBERS = "model"
"""How a search calls what models say of the members of a dataset."""

TableName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=255, pattern=r"^[^\s.\"@$][^.\"@$\n\r\t]*$"),
]
ColumnName = Annotated[str, Field(min_length=1, max_length=500)]
DefinedName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\s.\"@$][^.\"@$\n\r\t]*$"),
]
"""The name of something that a person defines: no dot, quote, `@` or `$`, so that it can stand in any address."""
Formula = Annotated[str, Field(min_length=1, max_length=MAX_FORMULA_CHARACTERS)]
