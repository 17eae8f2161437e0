"""What JSON schemas say of the fields of a contract."""

from pydantic import Field

from gnomon.foundation.kit.contract import Contract


class Shape(Contract):
    """A shape."""

    name: str
    """What people call it."""
    kind: str = Field(default="", alias="type")
    """One of many,
    told in two lines."""
    said: str = Field(default="", description="Said already.")
    """Not looked at."""
    silent: int = 0


class Square(Shape):
    """A shape with a side."""

    name: str
    side: float
    """In metres."""


class Pair(Contract):
    """Two of them."""

    one: Shape
    """The first."""
    other: Shape | None = None


def descriptions(model: type[Contract]) -> dict[str, str | None]:
    return {name: told.get("description") for name, told in model.model_json_schema()["properties"].items()}


def test_the_text_below_a_field_describes_it() -> None:
    assert descriptions(Shape) == {
        "name": "What people call it.",
        "type": "One of many,\ntold in two lines.",
        "said": "Said already.",
        "silent": None,
    }


def test_a_field_that_is_declared_anew_says_nothing_and_the_others_what_they_said() -> None:
    assert descriptions(Square) == {**descriptions(Shape), "name": None, "side": "In metres."}


def test_contracts_within_others_are_described_where_they_stand() -> None:
    schema = Pair.model_json_schema()
    assert descriptions(Pair) == {"one": "The first.", "other": None}
    assert schema["$defs"]["Shape"]["properties"]["name"]["description"] == "What people call it."


def test_what_has_no_source_has_no_descriptions() -> None:
    scope: dict[str, type[Contract]] = {}
    exec("class Made(Contract):\n    name: str\n    'A name.'\n", {"Contract": Contract}, scope)
    assert descriptions(scope["Made"]) == {"name": None}
