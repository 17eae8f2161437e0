"""Where cubes may go over relationships: a row that may stand in several steps must not be added up in each."""

from dataclasses import replace

import pytest
from tests.query.cube.combining import planned, request_of
from tests.query.guard.test_related import ONLY_SEEN
from tests.query.model_harness import SmallModel
from tests.query.oracle.shops import values

from gnomon.query.cube.planning import SlicePlan, slices_of
from gnomon.query.world import World
from gnomon.semantic.contracts import SemanticModel

COUNT = {"aggregation": "count", "name": "n"}


@pytest.fixture(scope="module")
def shop() -> SmallModel:
    """Orders of customers, with items."""
    return SmallModel(
        {
            "customers": values("id INTEGER, age INTEGER", "1, 20", "2, 30"),
            "twins": values("id INTEGER, age INTEGER", "1, 20", "1, 30"),
            "orders": values("id INTEGER, customer_id INTEGER, amount INTEGER", "1, 1, 10", "2, 2, 20"),
            "items": values("order_id INTEGER, price INTEGER", "1, 5", "1, 7", "2, 5"),
        },
        links=[
            "placed_by: orders.customer_id -> customers.id",
            "like: orders.customer_id -> twins.id",
            "of_order: items.order_id -> orders.id",
        ],
        measures={"orders.revenue": "SUM(amount)", "orders.largest": "MAX(amount)", "items.sold": "SUM(price)"},
    )


def reason(shop: SmallModel, member: str, measure: object) -> str | None:
    """Why a figure of the orders cannot be brushed by a column."""
    ref = {"member": measure} if isinstance(measure, str) else measure
    (plan,) = planned(shop, "orders", {"member": member}, {"measures": [ref]})
    assert (plan.spec is None) is (plan.reason is not None)
    return plan.reason


@pytest.mark.parametrize("measure", ["revenue", "largest", "sold", COUNT])
def test_a_column_that_every_row_finds_once_can_be_brushed(shop: SmallModel, measure: object) -> None:
    assert reason(shop, "customers.age", measure) is None


@pytest.mark.parametrize("measure", ["revenue", COUNT, {"member": "amount", "aggregation": "avg"}])
def test_sums_by_a_column_that_a_row_finds_several_times_are_refused(shop: SmallModel, measure: object) -> None:
    assert reason(shop, "items.price", measure) == (
        "A row of “orders” may find several of “items”, so that it may stand in several steps."
    )


def test_the_greatest_does_not_mind_being_looked_at_twice(shop: SmallModel) -> None:
    assert reason(shop, "items.price", "largest") is None


def test_figures_of_the_table_that_is_brushed_add_up(shop: SmallModel) -> None:
    assert reason(shop, "items.price", "sold") is None


def test_a_key_that_was_declared_and_does_not_hold_is_not_trusted(shop: SmallModel) -> None:
    assert reason(shop, "twins.age", "revenue") == (
        "A row of “orders” may find several of “twins”, so that it may stand in several steps."
    )


def test_who_may_not_see_every_row_is_not_told_whether_keys_repeat(shop: SmallModel) -> None:
    tile = {"id": "t", "measures": [{"member": "revenue"}]}
    request = request_of(shop.tables["orders"].dataset_id, {"member": "customers.age"}, tile)

    def look(model: SemanticModel, world: World) -> tuple[SlicePlan, ...]:
        return slices_of(request, model, replace(world, row_filters={**world.row_filters, "customers": ONLY_SEEN}))

    (plan,) = shop.known("orders", look)
    assert plan.reason == ("A row of “orders” may find several of “customers”, so that it may stand in several steps.")
