"""Scripts run in a machine without a way out, with bounded time and memory; the browser's machine draws the same."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.visuals.plugins import SAMPLE

from gnomon.visuals.reading import read_visual
from gnomon.visuals.running import PRELUDE, ScriptFailed, drawn_by
from gnomon.visuals.service import options_of
from gnomon.visuals.svg import sanitised

LOOK = {
    "theme": "light",
    "font": "sans-serif",
    "fg": "#111111",
    "muted": "#555555",
    "line": "#dddddd",
    "line_strong": "#888888",
    "panel": "#ffffff",
    "categories": ["#0047ba", "#d97c0f"],
}
CITIES = ["Bergen", "A name that is much too long for any picture of this size", '<b> & "c"', "Łódź", "東京"]


def column(name: str, channel: str, role: str) -> dict[str, Any]:
    """A column as scripts are told of it."""
    kind = "text" if role == "dimension" else "float"
    told = {"grain": None, "bin_width": None, "format": None}
    return {"name": name, "label": name.title(), "channel": channel, "role": role, "type": kind, **told}


def given(rows: list[dict[str, Any]], **options: Any) -> dict[str, Any]:
    """What the sample draws."""
    columns = [column("city", "x", "dimension"), column("plan", "y", "measure"), column("real", "y", "measure")]
    chosen = options_of(read_visual(SAMPLE, ()).manifest, options)
    size = {"width": 480.5, "height": 300}
    return {
        "rows": rows,
        "columns": columns,
        "size": size,
        "look": LOOK,
        "options": chosen,
    }


ROWS = [{"city": city, "plan": 100.5 + 37 * at, "real": 480 - 91.25 * at} for at, city in enumerate(CITIES)]
MANY = [{"city": f"City {at}", "plan": at * 7 % 113, "real": at * 31 % 97} for at in range(5_000)]
CASES = {
    "a few": given(ROWS),
    "none": given([]),
    "one": given(ROWS[:1]),
    "without values": given([{"city": None, "plan": None, "real": 3}, {"city": "x", "plan": -5, "real": 1e12}]),
    "many": given(MANY, order="change", from_zero=True),
    "without labels": given(ROWS, values=False, order="given"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_sample_draws_what_no_sanitiser_changes(name: str) -> None:
    case = CASES[name]
    drawn = drawn_by(read_visual(SAMPLE, ()).script, case)
    assert sanitised(drawn, len(case["rows"])).count("data-row") <= len(case["rows"])


def test_the_machine_of_browsers_draws_the_same_to_the_letter(tmp_path: Path) -> None:
    script = read_visual(SAMPLE, ()).script
    whole = f"{PRELUDE}\n{script}\nconst told = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));\n"
    whole += (
        "process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(told).map(([n, i]) => [n, draw(i)]))));"
    )
    (tmp_path / "run.cjs").write_text(whole, encoding="utf-8")
    (tmp_path / "cases.json").write_text(json.dumps(CASES), encoding="utf-8")
    ran = subprocess.run(
        ["node", str(tmp_path / "run.cjs"), str(tmp_path / "cases.json")], capture_output=True, check=True, timeout=60
    )
    assert json.loads(ran.stdout) == {name: drawn_by(script, case) for name, case in CASES.items()}


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("const draw = () => { while (true); };", "it took longer than 5 seconds"),
        ("while (true);", "it took longer than 5 seconds"),
        ("const draw = () => { let a = 'x'; while (true) a += a; };", "it needed too much memory"),
        ("const draw = () => draw();", "stack overflow"),
        ("const draw = () => fetch('https://evil.example');", "'fetch' is not defined"),
        ("const draw = () => new XMLHttpRequest();", "'XMLHttpRequest' is not defined"),
        ("const draw = () => new WebSocket('wss://evil.example');", "'WebSocket' is not defined"),
        ("const draw = () => require('fs').readFileSync('/etc/passwd');", "'require' is not defined"),
        ("const draw = () => std.open('/etc/passwd', 'r');", "'std' is not defined"),
        ("const draw = () => os.exec(['id']);", "'os' is not defined"),
        ("const draw = () => parent.document.cookie;", "'parent' is not defined"),
        ("const draw = () => { throw new Error('x'.repeat(9999)); };", "x" * 100),
        ("const draw = () => 'x'.repeat(2000001);", "more than 2,000,000 characters"),
        ("const pure = 1;", "'draw' is not defined"),
        ("const draw = (", ""),
    ],
)
def test_a_script_that_does_not_draw_is_ended_and_says_why(script: str, why: str) -> None:
    with pytest.raises(ScriptFailed) as caught:
        drawn_by(script, given(ROWS))
    assert why in str(caught.value)
    assert len(str(caught.value)) < 250


def test_chance_and_the_clock_stand_still() -> None:
    script = "const draw = () => [Math.random(), Math.random(), Date.now()].join(' ');"
    first = drawn_by(script, {})
    assert (drawn_by(script, {}), first.split()[2]) == (first, "0")
    assert first.split()[0] != first.split()[1]
