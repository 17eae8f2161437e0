"""What a brush puts together of a cube is what the question itself answers: over generated models, data and brushes."""

from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.query.cube.combining import Parts, brush_over, combined, planned, runs_of
from tests.query.model_harness import SmallModel, is_alike
from tests.query.oracle import asking, worlds

from gnomon.foundation.kit.errors import AppError

bounded = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MEASURES = [
    {"aggregation": "count"},
    {"member": "num", "aggregation": "sum"},
    {"member": "num", "aggregation": "avg"},
    {"member": "num", "aggregation": "count"},
    {"member": "rate", "aggregation": "sum"},
    {"member": "rate", "aggregation": "avg"},
    {"member": "rate", "aggregation": "min"},
    {"member": "day", "aggregation": "max"},
    {"member": "word", "aggregation": "min"},
    {"formula": "SUM(num * rate)"},
    {"formula": "COUNT(*) FILTER (WHERE num > 2 OR word IS NULL)"},
    {"formula": "AVG(rate)"},
    {"formula": "MAX(num + id)"},
]


AXES: list[Parts] = [
    {"member": "num", "bins": {"at_most": 4}},
    {"member": "rate", "bins": {"at_most": 7}},
    {"member": "rate", "bins": {"width": 0.3}},
    {"member": "day", "bins": {"at_most": 9}},
    {"member": "day", "grain": "month"},
    {"member": "day", "grain": "week"},
    {"member": "day", "grain": "day_of_week"},
    {"member": "word"},
    {"member": "num"},
]


@st.composite
def axes(draw: st.DrawFn, made: worlds.Made, anchor: str) -> Parts:
    """What is brushed: a column of any table, mostly of the asked one."""
    of = draw(st.sampled_from(AXES))
    is_own = draw(st.integers(0, 2)) > 0
    return of if is_own else {**of, "member": asking.addresses(draw, made, anchor, of["member"])}


@st.composite
def tiles(draw: st.DrawFn, made: worlds.Made, anchor: str) -> Parts:
    """A linked picture."""
    dimensions = asking.some(draw, asking.dimensions(made, anchor), [1, 1, 0, 2])
    measures = draw(st.lists(st.sampled_from(MEASURES) | asking.column_measures(made, anchor), min_size=1, max_size=4))
    return {
        "dimensions": [{**one, "name": f"d{place}"} for place, one in enumerate(dimensions)],
        "measures": [{**one, "name": f"m{place}"} for place, one in enumerate(measures)],
        "filters": asking.some(draw, asking.row_filters(made, anchor), [0, 0, 1]),
    }


def answer(model: SmallModel, anchor: str, **parts: Any) -> Any:
    """The answer of the whole road, or None where the question is refused."""
    try:
        return model.ask(anchor, **parts)
    except AppError:
        return None


@bounded
@given(st.data())
def test_the_brushed_steps_of_a_cube_together_are_the_answer_to_the_brushed_question(data: st.DataObject) -> None:
    made, anchor = data.draw(worlds.worlds())
    axis, tile = data.draw(axes(made, anchor)), data.draw(tiles(made, anchor))
    model = made.model()
    try:
        (plan,) = planned(model, anchor, axis, tile)
    except AppError:
        assume(False)
    assume(plan.spec is not None)
    assert plan.spec is not None
    cells = answer(model, anchor, **plan.spec.model_dump(mode="json", exclude={"dataset_id"}))
    assume(cells is not None)
    runs = runs_of(cells)
    assume(runs)
    first = data.draw(st.integers(0, len(runs) - 1))
    steps = runs[first : data.draw(st.integers(first, len(runs) - 1)) + 1]
    width = cells.compiled.columns[0].bin_width
    brushed = {**tile, "filters": [*tile["filters"], brush_over(plan, steps, width)]}
    direct = answer(model, anchor, **brushed)
    assert direct is not None
    found = combined(plan, cells, steps)
    assert is_alike(found, direct.rows), f"{made}\n{anchor} {axis} {brushed}\nfound  {found}\ndirect {direct.rows}"
