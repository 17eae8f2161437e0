"""Generated batches: whatever shares a pass is answered as it is alone, to the type and the order of the rows."""

from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.query.model_harness import SmallModel
from tests.query.oracle import asking, worlds
from tests.query.oracle.naive import Parts, Row
from tests.query.oracle.test_properties import DIMENSION, FILTERS, MEASURE, TABLES, as_json, table_of
from tests.query.sharing.together import alone, shared, statements_for, whatever_it_costs

from gnomon.foundation.kit.errors import AppError
from gnomon.query.contracts import QuerySpec
from gnomon.query.pipeline import Compiled, compile_query

bounded = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@st.composite
def questions(draw: st.DrawFn) -> Parts:
    """A question of a batch but for its filters: a page of groups in some order."""
    dimensions = draw(st.lists(DIMENSION, max_size=3))
    measures = draw(st.lists(MEASURE, min_size=0 if dimensions else 1, max_size=3))
    parts: Parts = {
        "dimensions": [{**one, "name": f"d{place}"} for place, one in enumerate(dimensions)],
        "measures": [{**one, "name": f"m{place}"} for place, one in enumerate(measures)],
        "time_zone": draw(st.sampled_from(["UTC", "America/New_York"])),
    }
    is_sorted = draw(st.booleans())
    if measures and is_sorted:
        parts["sort"] = [{"by": "m0", "descending": draw(st.booleans())}]
    if draw(st.integers(0, 2)) == 0:
        parts |= {"limit": draw(st.integers(1, 4)), "offset": draw(st.integers(0, 2))}
    return parts


@bounded
@given(TABLES, st.lists(questions(), min_size=3, max_size=6), st.lists(FILTERS, max_size=2), st.booleans())
def test_questions_of_a_table_are_answered_in_a_pass_as_they_are_alone(
    rows: list[Row], batch: list[Parts], filters: list[Parts], has_minimum: bool
) -> None:
    table = table_of(rows)
    minimum = {"kind": "measure", "measure": "m0", "min": 1}
    compiled = []
    for parts in batch:
        is_number = [one.get("member") in {None, "number", "rate"} for one in parts["measures"][:1]]
        kept = [*filters, *([minimum] if has_minimum and any(is_number) else [])]
        compiled.append(compile_query(table.question(table.spec(**as_json({**parts, "filters": kept})))))
    with whatever_it_costs():
        found = statements_for(compiled, [table.table])
    assume(found)
    for places, statement in found:
        expected = [alone(table.connection, compiled[place].lowered) for place in places]
        assert shared(table.connection, statement) == expected, statement.sql


def compiled_by(model: SmallModel, anchor: str, batch: Sequence[QuerySpec]) -> list[Compiled]:
    """The questions that the model can be asked."""
    found = []
    for spec in batch:
        try:
            found.append(model.compiled(anchor, spec))
        except AppError:
            continue
    return found


@bounded
@given(st.data())
def test_questions_of_a_model_are_answered_in_a_pass_as_they_are_alone(data: st.DataObject) -> None:
    made, anchor = data.draw(worlds.worlds())
    model = made.model(
        measures={f"{anchor}.total": "SUM(num * rate)", f"{anchor}.some": "COUNT(*) FILTER (WHERE num > 2)"},
        calculated={f"{anchor}.double": "num * 2"},
    )
    filters: list[Any] = data.draw(st.lists(asking.row_filters(made, anchor), max_size=1))
    measures: list[str | Parts] = ["total", "some", "=SUM(double)", "=SUM(num) / COUNT(*)", "=RANK(SUM(num))"]
    batch = []
    for _ in range(data.draw(st.integers(2, 4))):
        asked = [data.draw(asking.dimensions(made, anchor)) for _ in range(data.draw(st.integers(0, 2)))]
        batch.append(
            model.spec(
                anchor,
                dimensions=[{**one, "name": f"d{place}"} for place, one in enumerate(asked)],
                measures=data.draw(st.lists(st.sampled_from(measures), min_size=1, max_size=2, unique=True)),
                filters=filters,
            )
        )
    compiled = compiled_by(model, anchor, batch)
    with whatever_it_costs():
        found = statements_for(compiled, list(model.tables.values()))
    assume(found)
    for places, statement in found:
        expected = [alone(model.connection, compiled[place].lowered) for place in places]
        assert shared(model.connection, statement) == expected, statement.sql
