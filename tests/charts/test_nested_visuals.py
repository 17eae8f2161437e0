"""Parts within parts, maps, flows and words: specs are as reviewed, and the real Vega draws them."""

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import AMOUNT, PROFIT, SALES, answer_to, by, chart, dimension, model_of, of
from tests.charts.gallery_nested import NESTED, TRADE, drawn
from tests.charts.test_pictures import HOSTILE, assert_inert
from tests.charts.vega import WEB, Drawn, draw_all

from gnomon.charts.contracts import Drawing, Mark, NotDrawable
from gnomon.charts.countries import is_country, spellings
from gnomon.charts.drawing import draft
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Aggregation

GOLDEN = Path(__file__).with_name("golden")
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    specs = {}
    for name in NESTED:
        drawing, rows, _ = drawn(name)
        specs[name] = (spec_of(drawing), rows)
    return draw_all(specs, tmp_path_factory.mktemp("specs"))


def spec_of(drawing: Drawing) -> dict[str, Any]:
    assert drawing.vega_lite is None
    assert drawing.vega is not None
    return drawing.vega


def spec_over(name: str, rows: Rows) -> tuple[dict[str, Any], Rows]:
    """A chart of the gallery over other rows of the same columns."""
    drawing, _, _ = drawn(name)
    return spec_of(drawing), rows


def texts(svg: str | None) -> list[str]:
    found = re.findall(r"<text[^>]*>([^<]*)</text>", svg or "")
    return [one.replace("\ufeff", "") for one in found if one]


@pytest.mark.parametrize("name", NESTED)
def test_the_question_and_the_picture_are_as_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    drawing, _, query = drawn(name)
    # What else suits the fields is not this kind's to say.
    made = {"query": query, "drawing": drawing.model_dump(mode="json", exclude={"alternatives"})}
    path = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-golden", default=False):
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    assert made == json.loads(path.read_text())


@pytest.mark.parametrize("name", NESTED)
def test_vega_draws_the_picture_without_a_complaint(name: str, pictures: dict[str, Drawn]) -> None:
    picture = pictures[name]
    assert (picture.error, picture.warnings) == (None, [])
    assert picture.svg is not None
    assert "NaN" not in picture.svg
    assert_inert(picture.svg)


@pytest.mark.parametrize("name", NESTED)
def test_a_spec_reaches_nothing_outside_and_carries_no_theme(name: str) -> None:
    text = json.dumps(spec_of(drawn(name)[0]))
    assert [word for word in ("http", '"url"', '"config"', '"href"', '"background"') if word in text] == []


@pytest.mark.parametrize("name", NESTED)
def test_an_empty_answer_and_one_of_nothing_but_gaps_leave_an_empty_picture(name: str, tmp_path: Path) -> None:
    _, rows, _ = drawn(name)
    gaps: Rows = [dict.fromkeys(rows[0])]
    made = draw_all({"empty": spec_over(name, []), "gaps": spec_over(name, gaps)}, tmp_path)
    assert [(one.error, one.warnings, "NaN" in str(one.svg)) for one in made.values()] == [(None, [], False)] * 2


@pytest.mark.parametrize("name", NESTED)
def test_one_row_is_a_picture(name: str, tmp_path: Path) -> None:
    _, rows, _ = drawn(name)
    made = draw_all({"one": spec_over(name, rows[1:2])}, tmp_path)["one"]
    assert (made.error, made.warnings, "NaN" in str(made.svg)) == (None, [], False)


def test_names_that_are_code_stay_names(tmp_path: Path) -> None:
    model = model_of(*(dimension(name, ColumnType.TEXT, 3) for name in HOSTILE), dimension("n", ColumnType.FLOAT, 90))
    specs = {}
    for place, name in enumerate(HOSTILE):
        for mark in (one for one in NESTED_MARKS if one is not Mark.POINT_MAP):
            amount = of("n", Aggregation.SUM, label=name)
            spec = chart(mark, x=by(HOSTILE[place - 1]), y=(amount,), color=by(name), tooltip=(of("n", label=name),))
            made = draft(spec.model_copy(update={"title": name}), model)
            meaning, rows = answer_to(made.query, model)
            values = [one for one in HOSTILE if one != "__proto__"]
            keys = [one.name or one.member for one in made.query.dimensions]
            hostile: Rows = [row | dict.fromkeys(keys, value) for row, value in zip(rows, values, strict=False)]
            specs[f"{mark.value} {place}"] = (spec_of(made.drawing(meaning)), hostile)
    for name, picture in draw_all(specs, tmp_path).items():
        assert (picture.error, picture.warnings) == (None, []), name
        assert picture.svg is not None
        assert_inert(picture.svg)


NESTED_MARKS = tuple(dict.fromkeys(one.mark for one in NESTED.values() if one.mark is not Mark.AUTO))


def areas(svg: str | None) -> list[float]:
    """Areas of the rectangles that are filled, in the order in which they are drawn."""
    boxes = re.findall(r'd="M[^"]*?h(-?[\d.]+)v(-?[\d.]+)h[^"]*"[^>]*fill="#[^"]*"', svg or "")
    return [float(wide) * float(high) for wide, high in boxes]


def test_areas_of_a_treemap_are_the_shares_of_the_measure(tmp_path: Path) -> None:
    amounts = {"A": 600.0, "B": 250.0, "C": 100.0, "D": 50.0, None: 200.0, "below zero": -40.0, "unknown": None}
    rows = [{"product": name, "sum_amount": amount} for name, amount in amounts.items()]
    made = draw_all({"one": spec_over("treemap_of_one", rows)}, tmp_path)["one"]
    shares = [600 / 1200, 250 / 1200, 200 / 1200, 100 / 1200, 50 / 1200]
    drawn_areas = sorted(areas(made.svg), reverse=True)
    assert [area / (560 * 320) for area in drawn_areas] == pytest.approx(shares, abs=0.012)
    assert sorted(texts(made.svg)) == ["A", "B", "C", "D", "No value"]


def test_rings_of_a_sunburst_go_around_by_the_shares_of_the_measure(tmp_path: Path) -> None:
    amounts = {("East", True): 30.0, ("East", False): 30.0, ("West", True): 15.0, ("West", None): 45.0}
    rows = [{"region": key[0], "is_new": key[1], "sum_amount": amount} for key, amount in amounts.items()]
    spec, _ = spec_over("sunburst", rows)
    made = draw_all({"one": (spec, rows)}, tmp_path)["one"]
    assert sorted(texts(made.svg)) == ["East", "No", "No val…", "West", "Yes", "Yes"]
    # Both rings are whole: the lengths of their outer arcs sum up to two full circles.
    outer = [float(radius) for radius in re.findall(r"A(\d+\.?\d*),", made.svg or "")]
    assert max(outer) == pytest.approx(159, abs=0.5)


def test_three_groupings_at_most_are_nested_in_the_order_of_the_wells() -> None:
    spec = chart(
        Mark.TREEMAP,
        x=by("region"),
        y=(AMOUNT,),
        color=by("is_new"),
        facet=by("rating"),
        tooltip=(by("product"), PROFIT),
    )
    made = draft(spec, SALES)
    assert [one.name for one in made.query.dimensions] == ["region", "is_new", "rating"]
    assert [one.name for one in made.query.measures] == ["sum_amount", "avg_profit"]
    assert made.drawing().notes == ("Not shown: product; this kind of picture has no place for it.",)
    assert spec_of(made.drawing())["usermeta"] == {"pick": ["region", "is_new", "rating"]}


def test_what_does_not_add_up_or_lies_below_zero_is_said() -> None:
    notes = {name: draft(chart(Mark.TREEMAP, x=by("region"), y=(one,)), SALES).drawing().notes for name, one in PARTS}
    assert notes == {
        "average": ("The parts do not make a whole, because these values do not add up; bars would be more honest.",),
        "sum": ("Negative values have no size and are left out.",),
        "count": (),
    }


PARTS = (("average", PROFIT), ("sum", of("profit", Aggregation.SUM)), ("count", of("*", Aggregation.COUNT)))


@pytest.mark.parametrize("mark", [Mark.TREEMAP, Mark.SUNBURST])
def test_parts_need_a_grouping(mark: Mark) -> None:
    with pytest.raises(NotDrawable):
        draft(chart(mark, y=(AMOUNT,)), SALES)


def test_parts_within_parts_suggest_themselves_after_bars() -> None:
    made = draft(chart(x=by("region"), y=(AMOUNT,), color=by("is_new")), SALES)
    scores = {one.mark: one.score for one in made.ranking}
    assert made.ranking[0].mark is Mark.BAR
    assert (scores[Mark.TREEMAP], scores[Mark.SUNBURST]) == (0.45, 0.35)
    over_time = draft(chart(x=by("order_date"), y=(AMOUNT,), color=by("region")), SALES)
    averages = draft(chart(x=by("region"), y=(PROFIT,), color=by("is_new")), SALES)
    marks = [one.mark for made in (over_time, averages) for one in made.ranking]
    assert {Mark.TREEMAP, Mark.SUNBURST}.isdisjoint(marks)


def test_what_is_picked_dims_all_else(tmp_path: Path) -> None:
    spec, rows = spec_over("treemap", drawn("treemap")[1])
    chosen = {"unit": "", "fields": [{"type": "E", "field": "region"}], "values": [["region A"]]}
    data = [one | {"values": [chosen]} if one["name"] == "pick_store" else one for one in spec["data"]]
    made = draw_all({"one": (spec | {"data": data}, rows)}, tmp_path)["one"]
    boxes = re.findall(r'd="M[^"]*h[^"]*v[^"]*" [^>]*fill="#[^>]*>', made.svg or "")
    dimmed = [one for one in boxes if 'opacity="0.3"' in one]
    positive = [row for row in rows if (row["sum_amount"] or 0) > 0]
    assert len(boxes) == len(positive)
    assert len(dimmed) == len([row for row in positive if row["region"] != "region A"])
    assert not math.isclose(len(dimmed), len(boxes))


@pytest.mark.parametrize("number", sorted(spellings()))
def test_every_country_has_codes_and_a_name_and_none_is_two(number: str) -> None:
    two, three, *names = spellings()[number]
    assert (len(two), len(three), len(number), bool(names)) == (2, 3, 3, True)
    others = {word for code, words in spellings().items() if code != number for word in words}
    assert others.isdisjoint(spellings()[number])


def test_the_map_knows_a_country_by_each_of_its_names() -> None:
    borders = json.loads((WEB / "node_modules/world-atlas/countries-110m.json").read_text())
    shapes = borders["objects"]["countries"]["geometries"]
    known = {one["id"]: one["properties"]["name"].lower() for one in shapes if "id" in one}
    assert {code: name for code, name in known.items() if name not in spellings()[code]} == {}
    asked = ["USA", " germany ", "gb", "Côte d'Ivoire", "Atlantis", "", None, 7]
    assert [is_country(one) for one in asked] == [True, True, True, True, False, False, False, False]


def test_a_map_colors_the_countries_of_its_rows_and_names_those_that_it_lacks(pictures: dict[str, Drawn]) -> None:
    svg = pictures["map_of_names"].svg or ""
    # Six rows have a shape and an amount: two of them are the United States, spelled in two ways.
    shapes = re.findall(r'<path [^>]*fill="rgb[^>]*>', svg)
    assert len(shapes) == 6
    assert next(one for one in texts(svg) if "on this map" in one).startswith("4 not on this map: Atlantis; Sing")


def test_spellings_of_one_country_share_the_color_of_their_sum(tmp_path: Path) -> None:
    rows = [{"country": name, "sum_amount": amount} for name, amount in (("usa", 1.0), ("US", 2.0), ("FR", 3.0))]
    svg = draw_all({"one": spec_over("map_of_names", rows)}, tmp_path)["one"].svg or ""
    colors = re.findall(r'<path [^>]*fill="(rgb[^"]*)"', svg)
    assert (len(colors), len(set(colors))) == (3, 1)


def test_the_field_of_countries_is_found_by_its_name_or_its_values() -> None:
    model = model_of(
        dimension("status", ColumnType.TEXT, 3, "new", "old"),
        dimension("home", ColumnType.TEXT, 30, "Austria", "Zambia"),
        dimension("ship_country", ColumnType.TEXT, 30, "??", "zz"),
        dimension("county", ColumnType.TEXT, 30, "Kent", "York"),
    )
    found = {}
    for name in ("home", "ship_country", "status", "county"):
        made = draft(chart(x=by(name), y=(of("*", Aggregation.COUNT),)), model)
        found[name] = [one.mark for one in made.ranking if one.mark is Mark.CHOROPLETH]
    assert found == {"home": [Mark.CHOROPLETH], "ship_country": [Mark.CHOROPLETH], "status": [], "county": []}
    chosen = draft(chart(Mark.CHOROPLETH, x=by("status"), color=by("home")), model)
    assert [one.name for one in chosen.query.dimensions] == ["home"]


def test_places_are_found_by_name_wherever_they_stand() -> None:
    swapped = draft(chart(x=by("latitude"), y=(by("longitude"),)), TRADE)
    assert swapped.made.mark is Mark.POINT_MAP
    assert [one.name for one in swapped.query.dimensions] == ["longitude", "latitude"]
    with pytest.raises(NotDrawable):
        draft(chart(Mark.POINT_MAP, x=by("amount"), y=(by("latitude"),)), TRADE)


def test_points_with_amounts_are_groups_of_places_and_not_of_steps() -> None:
    made = draft(NESTED["points_on_a_map"], TRADE)
    asked = [(one.name, one.bins) for one in made.query.dimensions]
    assert asked == [("longitude", None), ("latitude", None), ("market", None), ("city", None)]


def test_rows_without_a_place_are_counted_and_one_point_alone_is_shown(tmp_path: Path) -> None:
    _, rows, _ = drawn("points_of_rows_on_a_map")
    made = draw_all(
        {"all": spec_over("points_of_rows_on_a_map", rows), "one": spec_over("points_of_rows_on_a_map", rows[:1])},
        tmp_path,
    )
    assert texts(made["all"].svg) == ["2 without a place on the earth"]
    assert texts(made["one"].svg) == []
    moved = re.findall(r"translate\(([\d.]+),([\d.]+)\)", made["one"].svg or "")[-2]
    assert [float(one) for one in moved] == pytest.approx([280, 160], abs=3)


def bands(svg: str | None) -> list[tuple[float, float]]:
    """How wide each band of a flow leaves and arrives."""
    number = r"([\d.]+)"
    top = rf"M{number} {number} C{number} {number} {number} {number} {number} {number} "
    found = re.findall(rf"{top}L{number} {number} C{number} {number} {number} {number} {number} {number} Z", svg or "")
    ends = [(places[1], places[7], places[9], places[15]) for places in found]
    return [(float(a1) - float(a0), float(b1) - float(b0)) for a0, b0, b1, a1 in ends]


def test_bands_of_a_flow_are_as_wide_as_their_amounts_on_both_sides(tmp_path: Path) -> None:
    amounts = {("East", True): 50.0, ("East", None): 30.0, ("West", True): 15.0, (None, False): 5.0}
    rows = [{"region": key[0], "is_new": key[1], "sum_amount": amount} for key, amount in amounts.items()]
    svg = draw_all({"one": spec_over("flow", rows)}, tmp_path)["one"].svg
    # Three blocks on each side leave 320 - 2 * 6 pixels to a hundred.
    expected = sorted(3.08 * amount for amount in amounts.values())
    assert sorted(one for one, _ in bands(svg)) == pytest.approx(expected, abs=0.02)
    assert sorted(one for _, one in bands(svg)) == pytest.approx(expected, abs=0.02)


def test_a_flow_of_many_folds_what_is_beyond_the_largest_twenty(tmp_path: Path) -> None:
    rows = [{"region": f"r{place}", "is_new": True, "sum_amount": 100.0 - place} for place in range(40)]
    svg = draw_all({"one": spec_over("flow", rows)}, tmp_path)["one"].svg
    assert len(bands(svg)) == 21
    others = sum(100.0 - place for place in range(20, 40))
    whole = sum(100.0 - place for place in range(40))
    assert max(one for one, _ in bands(svg)) == pytest.approx((320 - 20 * 4.8) * others / whole, rel=0.01)


def test_a_flow_needs_two_groupings() -> None:
    with pytest.raises(NotDrawable):
        draft(chart(Mark.SANKEY, x=by("region"), y=(AMOUNT,)), SALES)


def places_of_words(svg: str | None) -> dict[str, tuple[float, float, float]]:
    """Where each word stands, and how large it is."""
    found = re.findall(
        r'<text[^>]*translate\(([\d.-]+),([\d.-]+)\)[^>]*font-size="([\d.]+)px"[^>]*>([^<]+)<', svg or ""
    )
    return {word: (float(x), float(y), float(size)) for x, y, size, word in found}


def test_words_are_as_large_as_their_amounts_and_stand_inside_the_picture(tmp_path: Path) -> None:
    amounts = {f"word{place}": 1000.0 / (place + 1) for place in range(60)}
    rows = [{"city": word, "sum_amount": amount} for word, amount in amounts.items()]
    svg = draw_all({"one": spec_over("words", rows)}, tmp_path)["one"].svg
    placed = places_of_words(svg)
    assert list(placed) == list(amounts)
    largest = placed["word0"][2]
    sizes = {word: size / largest for word, (_, _, size) in placed.items()}
    assert sizes == pytest.approx({word: max(0.3, math.sqrt(amount / 1000)) for word, amount in amounts.items()})
    boxes = [(x, y, len(word) * 0.6 * size, size) for word, (x, y, size) in placed.items()]
    assert all(x - wide / 2 >= 0 and x + wide / 2 <= 560 for x, _, wide, _ in boxes)
    assert all(y - high / 2 >= -12 and y - 12 <= 320 for _, y, _, high in boxes)
    for place, (x, y, wide, high) in enumerate(boxes):
        for x2, y2, wide2, high2 in boxes[place + 1 :]:
            assert abs(x - x2) >= (wide + wide2) / 2 - 0.01 or abs(y - y2) >= (high + high2) * 0.5


@pytest.mark.parametrize("count", [1, 2, 5, 15, 60])
def test_words_fill_the_picture_and_do_not_leave_it(count: int, tmp_path: Path) -> None:
    rows = [{"city": f"a word or two {place}", "sum_amount": 50.0 + place} for place in range(count)]
    placed = places_of_words(draw_all({"one": spec_over("words", rows)}, tmp_path)["one"].svg)
    assert len(placed) == count
    tops = [y - size / 2 for _, y, size in placed.values()]
    bottoms = [y + size / 2 for _, y, size in placed.values()]
    assert min(tops) >= 0
    assert max(bottoms) <= 320


def test_words_need_a_grouping() -> None:
    with pytest.raises(NotDrawable):
        draft(chart(Mark.WORDS, y=(AMOUNT,)), SALES)
