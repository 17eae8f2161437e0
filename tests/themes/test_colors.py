"""Colors: night from day, even steps, and what is told of them, against values that were worked out elsewhere."""

import json
import math
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest
from tests.themes.looks import look, with_light

from gnomon.themes.applying import LEAST_MARK, LEAST_TEXT, PANELS, applied, dark_of
from gnomon.themes.checking import warnings_of
from gnomon.themes.color_math import at_lightness, contrast, distance, linear, oklab, steps
from gnomon.themes.contracts import Look, ThemeLook

HOUSE: dict[str, Any] = json.loads(resources.files("gnomon.exports.pictures").joinpath("theme.json").read_text())


def warned(wanted: dict[str, Any]) -> list[tuple[str, str, str, str | None]]:
    """What is told of a look: its kind, in which look, about which color, beside which."""
    found = warnings_of(ThemeLook.model_validate(wanted))
    return [(one.kind.value, one.look.value, one.path, one.other) for one in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ("#ffffff", (1, 0, 0)),
        ("#000000", (0, 0, 0)),
        ("#ff0000", (0.628, 0.225, 0.126)),
        ("#0000ff", (0.452, -0.032, -0.312)),
    ],
)
def test_oklab_is_that_of_its_author(color: str, expected: tuple[float, float, float]) -> None:
    assert oklab(linear(color)) == pytest.approx(expected, abs=0.001)


def test_red_and_green_are_alike_without_one_kind_of_cone_alone() -> None:
    red, green = "#d62728", "#2ca02c"
    assert distance(red, green) > 0.3
    assert distance(red, green, "deuteranopia") < 0.06 < distance(red, green, "tritanopia")


def test_greys_look_the_same_to_everybody() -> None:
    for loss in ("protanopia", "deuteranopia", "tritanopia"):
        assert distance("#404040", "#c0c0c0", loss) == pytest.approx(distance("#404040", "#c0c0c0"), abs=0.002)


def test_another_lightness_keeps_the_hue_and_stays_on_the_screen() -> None:
    for color in ("#0047ba", "#ff0000", "#00ff00", "#7d2406"):
        lighter = at_lightness(color, 0.8)
        (_, a, b), (lightness, c, d) = oklab(linear(color)), oklab(linear(lighter))
        assert lightness == pytest.approx(0.8, abs=0.01)
        assert math.degrees(math.atan2(b, a) - math.atan2(d, c)) == pytest.approx(0, abs=3)


def test_steps_are_even_to_the_eye_and_go_through_all_stops() -> None:
    made = steps(("#000000", "#808080", "#ffffff"), 9)
    assert (made[0], made[4], made[8]) == ("#000000", "#808080", "#ffffff")
    lightness = [oklab(linear(one))[0] for one in made]
    ups = [second - first for first, second in pairwise(lightness)]
    assert max(ups[:4]) - min(ups[:4]) < 0.01


def test_by_night_every_color_stands_out_and_keeps_its_order_of_lightness() -> None:
    greys = [f"#{part:02x}{part:02x}{part:02x}" for part in range(0, 256, 15)]
    nights = [dark_of(one) for one in greys]
    assert [contrast(one, PANELS[Look.DARK]) >= LEAST_MARK for one in nights] == [True] * len(greys)
    lightness = [oklab(linear(one))[0] for one in nights]
    assert lightness == sorted(lightness)


def test_what_is_set_for_the_night_is_kept_and_the_rest_is_made() -> None:
    wanted = look(dark={"categories": [None, "#ffcc66"], "accent": "#99bbff"})
    dark = applied(ThemeLook.model_validate(wanted)).dark
    first, third = (dark_of(look()["light"]["categories"][place]) for place in (0, 2))
    assert dark.categories == (first, "#ffcc66", third)
    assert dark.accent == "#99bbff"


def test_a_scheme_turns_round_by_night_so_that_more_stands_out_more() -> None:
    made = applied(ThemeLook.model_validate(look()))
    for colors, panel in ((made.light, PANELS[Look.LIGHT]), (made.dark, PANELS[Look.DARK])):
        seen = [contrast(one, panel) for one in colors.sequential]
        assert seen == sorted(seen)
        middle = contrast(colors.diverging[4], panel)
        assert middle < min(contrast(colors.diverging[0], panel), contrast(colors.diverging[8], panel))


def test_what_is_read_can_be_read_whatever_was_chosen() -> None:
    for accent in ("#ffff00", "#ffffff", "#000000", "#0047ba", "#ff69b4"):
        made = applied(ThemeLook.model_validate(with_light(accent=accent, positive=accent, negative=accent)))
        for colors, panel in ((made.light, PANELS[Look.LIGHT]), (made.dark, PANELS[Look.DARK])):
            for text in (colors.accent_text, colors.positive, colors.negative):
                assert contrast(text, panel) >= LEAST_TEXT
            assert contrast(colors.accent_text, colors.accent_soft) >= LEAST_TEXT
            assert contrast(colors.accent_on, colors.accent) >= LEAST_TEXT


def test_a_look_in_which_all_can_be_seen_is_warned_of_nothing() -> None:
    assert warned(look()) == []


def test_the_palette_that_gnomon_comes_with_is_warned_of_nothing() -> None:
    light, dark = (HOUSE["colors"][name]["category"] for name in ("light", "dark"))
    wanted = {**with_light(categories=light), "dark": {"categories": dark}}
    assert warned(wanted) == []


def test_a_pale_color_is_told_with_its_contrast() -> None:
    found = warnings_of(ThemeLook.model_validate(with_light(categories=["#0047ba", "#ffe680"])))
    (one,) = found
    assert one.model_dump(mode="json") == {
        "kind": "contrast",
        "look": "light",
        "path": "categories[1]",
        "other": None,
        "color": "#ffe680",
        "against": "#ffffff",
        "measured": 1.24,
        "least": 3.0,
        "message": "#ffe680 hardly stands out from the light page: 1.2:1, at least 3:1 is seen.",
    }


def test_neighbors_that_some_eyes_cannot_tell_apart_are_told_as_a_pair() -> None:
    found = warnings_of(ThemeLook.model_validate(with_light(categories=["#0047ba", "#d62728", "#2ca02c", "#2ba12d"])))
    light = [one for one in found if one.look is Look.LIGHT]
    assert [(one.kind.value, one.path, one.other) for one in light] == [
        ("alike", "categories[1]", "categories[2]"),
        ("alike", "categories[2]", "categories[3]"),
    ]
    assert light[0].message == ("#d62728 and #2ca02c look nearly alike to people who see no green (deuteranopia).")


def test_colors_that_are_set_for_the_night_are_checked_against_the_night() -> None:
    wanted = look(dark={"categories": ["#101418"], "negative": "#200000"})
    assert [one for one in warned(wanted) if one[0] == "contrast"] == [
        ("contrast", "dark", "categories[0]", None),
        ("contrast", "dark", "negative", None),
    ]
