"""What plug-ins draw is put together anew from an allow-list; whatever could load, run or link is refused."""

import json
from pathlib import Path

import pytest
from tests.visuals.hostile_svg import HOSTILE, INERT

from gnomon.visuals.svg import NotAllowed, sanitised

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused(name: str) -> None:
    with pytest.raises(NotAllowed):
        sanitised(HOSTILE[name], row_count=3)


def test_what_is_harmless_stays_as_it_is() -> None:
    assert sanitised(INERT, row_count=3) == INERT.removeprefix("<svg>").removesuffix("</svg>")


def test_words_stay_words() -> None:
    drawn = sanitised("<svg><text>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</text></svg>", row_count=0)
    assert drawn == "<text>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</text>"


def test_too_many_and_too_deep_elements_are_refused() -> None:
    for svg, words in (
        ("<svg>" + "<g/>" * 20_001 + "</svg>", "more than 20,000 elements"),
        ("<svg>" + "<g>" * 50 + "</g>" * 50 + "</svg>", "more than 40 deep"),
        ("<svg>" + "<g>" * 9_000 + "</g>" * 9_000 + "</svg>", "deep"),
        ("<svg>" + "x" * 2_000_000 + "</svg>", "more than 2,000,000 characters"),
        (f'<svg><path d="{"1 " * 200_000}"/></svg>', "“d” of <path> is too long"),
    ):
        with pytest.raises(NotAllowed, match=words):
            sanitised(svg, row_count=0)


@pytest.mark.parametrize("name", ["prelude.js", "svg.json"])
def test_the_browser_has_the_same_files(name: str) -> None:
    ours = (ROOT / "src/gnomon/visuals/runtime" / name).read_text("utf-8")
    assert ours == (ROOT / "web/src/viz/custom" / name).read_text("utf-8")


def test_the_browser_is_tried_with_the_same_pictures() -> None:
    kept = json.loads((ROOT / "web/src/viz/custom/hostile-svg.json").read_text("utf-8"))
    assert kept == {"hostile": HOSTILE, "inert": INERT}
