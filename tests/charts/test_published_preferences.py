"""The order of recommended marks against what people did best with in published experiments."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import AMOUNT, by, chart, dimension, model_of

from gnomon.charts.contracts import Mark
from gnomon.charts.fields import wells_of
from gnomon.charts.recommend import recommend
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import DimensionKind, SemanticModel, TimeGrain

PUBLISHED: dict[str, Any] = json.loads(Path(__file__).with_name("published_preferences.json").read_text("utf-8"))
PAIRS: list[dict[str, Any]] = PUBLISHED["pairs"]
SUBJECTS = model_of(
    dimension("name", ColumnType.TEXT, 9),
    dimension("order", ColumnType.DATE, 4_000),
    dimension("number", ColumnType.FLOAT, 25, 0.0, 100.0),
    dimension("amount", ColumnType.FLOAT, 300, 0.0, 900.0),
)
OF = {"name": by("name"), "order": by("order", grain=TimeGrain.DAY_OF_WEEK), "number": by("number")}


def scores_of(x: str, model: SemanticModel) -> dict[Mark, float]:
    found = recommend(wells_of(chart(x=OF[x], y=(AMOUNT,)), model), model.row_count)
    return {one.mark: one.score for one in found}


def agrees(pair: dict[str, Any]) -> bool | None:
    """Whether the better one stands first; None where neither is offered."""
    scores = scores_of(pair["x"], SUBJECTS)
    better, worse = (scores.get(Mark(pair[side])) for side in ("better", "worse"))
    return None if better is None and worse is None else (better or 0.0) > (worse or 0.0)


@pytest.mark.parametrize("pair", [one for one in PAIRS if one["measured"] == "accuracy"], ids=str)
def test_what_is_read_more_exactly_stands_first(pair: dict[str, Any]) -> None:
    assert agrees(pair) is True


def test_what_is_read_faster_and_not_more_exactly_does_not_decide() -> None:
    """A line over names was answered faster than bars; it draws a course where there is none, and stays behind."""
    fast = [(one["x"], one["better"], one["worse"], agrees(one)) for one in PAIRS if one["measured"] != "accuracy"]
    assert fast == [
        ("name", "line", "scatter", None),
        ("name", "line", "bar", False),
        ("order", "line", "bar", False),
    ]


def test_each_pair_differs_significantly_and_is_of_the_fields_that_were_shown() -> None:
    assert all(one["p"] < 0.01 and one["x"] in PUBLISHED["x"] for one in PAIRS)
    distinct = {one.name: one.distinct_count for one in SUBJECTS.dimensions}
    assert (distinct["name"], distinct["number"]) == (9, PUBLISHED["x"]["number"]["distinct"])
    assert next(one for one in SUBJECTS.dimensions if one.name == "number").kind is DimensionKind.NUMBER
