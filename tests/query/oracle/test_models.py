"""Generated models, data and questions: the whole road against the oracle, and the laws that joins keep."""

from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.query.model_harness import SmallModel, is_alike
from tests.query.oracle import asking, worlds
from tests.query.oracle.context import NotJudged
from tests.query.oracle.naive import Parts
from tests.query.oracle.paths import Refused

from gnomon.foundation.kit.errors import AppError

# What fails is shown as it was found: models are small, and making one smaller takes minutes.
bounded = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
REFUSED = "refused"


def answered(model: SmallModel, anchor: str, parts: Parts) -> Any:
    """What the whole road answers."""
    try:
        return model.ask(anchor, **parts).rows
    except AppError:
        return REFUSED


def judged(model: SmallModel, anchor: str, parts: Parts) -> Any:
    """What the oracle answers."""
    try:
        return model.expected(anchor, model.spec(anchor, **parts))
    except Refused:
        return REFUSED


def agree(made: worlds.Made, anchor: str, parts: Parts) -> None:
    """Ask both."""
    model = made.model()
    expected = judged(model, anchor, parts)
    found = answered(model, anchor, parts)
    assert is_alike(found, expected), f"{made}\n{anchor} {parts}\nfound    {found}\nexpected {expected}"


@bounded
@given(st.data())
def test_every_question_about_any_model_is_answered_as_the_oracle_answers_it(data: st.DataObject) -> None:
    made, anchor = data.draw(worlds.worlds())
    agree(made, anchor, data.draw(asking.questions(made, anchor, asking.column_measures(made, anchor))))


@bounded
@given(st.data())
def test_every_formula_is_answered_as_the_oracle_answers_it(data: st.DataObject) -> None:
    made, anchor = data.draw(worlds.worlds())
    parts = data.draw(asking.questions(made, anchor, asking.formulas(made, anchor)))
    try:
        agree(made, anchor, parts)
    except NotJudged:
        assume(False)


@bounded
@given(st.data())
def test_every_measure_at_another_time_is_what_the_oracle_finds_there(data: st.DataObject) -> None:
    made, anchor = data.draw(worlds.worlds())
    try:
        agree(made, anchor, data.draw(asking.questions_over_time(made, anchor)))
    except NotJudged:
        assume(False)


@bounded
@given(st.data())
def test_the_first_values_and_the_rest_are_those_of_the_oracle(data: st.DataObject) -> None:
    made, anchor = data.draw(worlds.worlds())
    agree(made, anchor, data.draw(asking.questions_of_the_first(made, anchor)))


@bounded
@given(st.data())
def test_no_group_is_greater_than_the_total_and_all_of_them_hold_every_row(data: st.DataObject) -> None:
    made, anchor = data.draw(worlds.worlds())
    one = data.draw(asking.dimensions(made, anchor))
    parts = {"dimensions": [one], "measures": [{"aggregation": "count", "name": "n"}], "totals": [[]]}
    found = answered(made.model(), anchor, parts)
    assume(found != REFUSED)
    (total,) = (row[1] for row in found if row[2] == 1)
    groups = [row[1] for row in found if row[2] == 0]
    assert total == len(made.rows[anchor])
    assert max(groups, default=0) <= total <= sum(groups)
