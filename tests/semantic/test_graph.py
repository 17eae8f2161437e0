"""Which relationships an address follows, and when it is refused."""

from itertools import pairwise, permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.semantic.pieces import definition, relationship

from gnomon.foundation.kit.errors import ErrorCode
from gnomon.semantic.contracts import Cardinality, ModelDefinition
from gnomon.semantic.errors import AmbiguousPath, ModelError, NoPath, UnknownTable
from gnomon.semantic.graph import address_of, find_path, reachable, resolve_address
from gnomon.semantic.paths import Path, Step

SHOP = definition(
    relationship("ordered_by", "orders", "customers"),
    relationship("lives_in", "customers", "countries"),
    relationship("ordered_on", "orders", "calendar"),
    relationship("shipped_on", "orders", "calendar", is_active=False),
    relationship("pays", "payments", "orders"),
    tables=("orders", "customers", "countries", "calendar", "payments", "lonely"),
)


def spelled(path: Path) -> list[str]:
    return [f"{'<' if step.is_reversed else ''}{step.relationship.name}" for step in path.steps]


def found(model: ModelDefinition, start: str, address: str, to_table: str | None = None) -> list[str]:
    return spelled(find_path(model, start, tuple(address.split(".")) if address else (), to_table))


@pytest.mark.parametrize(
    ("start", "address", "steps"),
    [
        ("orders", "", []),
        ("orders", "orders", []),
        ("orders", "customers", ["ordered_by"]),
        ("orders", "Ordered_By", ["ordered_by"]),
        ("orders", "orders.customers", ["ordered_by"]),
        ("orders", "countries", ["ordered_by", "lives_in"]),
        ("orders", "customers.countries", ["ordered_by", "lives_in"]),
        ("orders", "calendar", ["ordered_on"]),
        ("orders", "shipped_on", ["shipped_on"]),
        ("orders", "shipped_on.calendar", ["shipped_on"]),
        ("payments", "shipped_on", ["pays", "shipped_on"]),
        ("payments", "orders.shipped_on", ["pays", "shipped_on"]),
        ("countries", "orders", ["<lives_in", "<ordered_by"]),
        ("countries", "payments", ["<lives_in", "<ordered_by", "<pays"]),
        ("calendar", "shipped_on", ["<shipped_on"]),
        ("calendar", "customers", ["<ordered_on", "ordered_by"]),
        ("calendar", "shipped_on.customers", ["<shipped_on", "ordered_by"]),
    ],
)
def test_an_address_is_followed_by_the_relationships_that_it_means(start: str, address: str, steps: list[str]) -> None:
    assert found(SHOP, start, address) == steps


def test_the_end_of_an_address_may_be_asked_for() -> None:
    assert found(SHOP, "payments", "shipped_on", "calendar") == ["pays", "shipped_on"]
    assert found(SHOP, "payments", "", "calendar") == ["pays", "ordered_on"]
    assert found(SHOP, "calendar", "shipped_on", "calendar") == []
    with pytest.raises(NoPath):
        found(SHOP, "orders", "customers", "countries")


def test_steps_know_their_keys_and_whether_they_multiply_rows() -> None:
    forward, back = Step(SHOP.relationships[0], is_reversed=False), Step(SHOP.relationships[0], is_reversed=True)
    assert (forward.from_table, forward.from_columns, forward.to_table, forward.to_columns, forward.is_many) == (
        *("orders", ("customers_id",), "customers", ("id",)),
        False,
    )
    assert (back.from_table, back.from_columns, back.to_table, back.to_columns, back.is_many) == (
        *("customers", ("id",), "orders", ("customers_id",)),
        True,
    )
    one, many = (
        relationship("r", "a", "b", cardinality) for cardinality in (Cardinality.ONE_TO_ONE, Cardinality.MANY_TO_MANY)
    )
    ways = [Step(each, is_reversed=way).is_many for each in (one, many) for way in (False, True)]
    assert ways == [False, False, True, True]
    assert find_path(SHOP, "calendar", ("customers",)).is_many
    assert not find_path(SHOP, "orders", ("customers",)).is_many


def test_a_way_that_multiplies_no_rows_is_preferred_however_long_it_is() -> None:
    model = definition(
        relationship("tagged", "orders", "tags", Cardinality.MANY_TO_MANY),
        relationship("of", "orders", "items"),
        relationship("with", "items", "tags"),
    )
    assert found(model, "orders", "tags") == ["of", "with"]
    assert found(model, "orders", "tagged") == ["tagged"]


def test_several_ways_are_refused_and_each_is_named_so_that_it_can_be_asked_for() -> None:
    model = definition(
        relationship("from_airport", "flights", "airports"),
        relationship("to_airport", "flights", "airports"),
        relationship("lies_in", "airports", "countries"),
    )
    with pytest.raises(AmbiguousPath) as refused:
        found(model, "flights", "countries")
    choices = refused.value.details["choices"]
    assert (refused.value.code, refused.value.message) == (
        ErrorCode.AMBIGUOUS,
        "There are several ways from “flights” to “countries”: “from_airport.countries”, “to_airport.countries”.",
    )
    assert [found(model, "flights", choice) for choice in choices] == [
        ["from_airport", "lies_in"],
        ["to_airport", "lies_in"],
    ]


def test_no_way_and_unknown_names_are_refused_with_a_way_out() -> None:
    with pytest.raises(NoPath) as no_path:
        found(SHOP, "orders", "lonely")
    assert (no_path.value.message, no_path.value.hint) == (
        "No relationship leads from “orders” to “lonely”.",
        "Add a relationship between “orders” and “lonely” to the model.",
    )
    with pytest.raises(NoPath):
        found(SHOP, "orders", "customers.orders")
    with pytest.raises(UnknownTable) as unknown:
        found(SHOP, "orders", "custmers")
    assert (unknown.value.message, unknown.value.hint) == (
        "The model has no table or relationship “custmers”.",
        "Did you mean “customers”?",
    )


def test_addresses_resolve_to_the_spelling_of_the_model() -> None:
    assert resolve_address(SHOP, "orders", ("ORDERS", "Customers", "LIVES_IN")) == (
        "countries",
        ("customers", "lives_in"),
    )
    assert resolve_address(SHOP, "orders", ()) == ("orders", ())


def test_every_table_is_reachable_once_in_each_role() -> None:
    assert [(".".join(one.via), one.path.to_table, one.path.is_many) for one in reachable(SHOP, "orders")] == [
        ("customers", "customers", False),
        ("calendar", "calendar", False),
        ("shipped_on", "calendar", False),
        ("countries", "countries", False),
        ("payments", "payments", True),
    ]
    assert [".".join(one.via) for one in reachable(SHOP, "calendar")] == [
        "orders",
        "customers",
        "payments",
        "countries",
    ]
    assert reachable(SHOP, "lonely") == ()


def test_a_tangle_of_fifty_tables_is_searched_in_bounded_time() -> None:
    names = [f"t{number}" for number in range(50)]
    tangle = definition(
        *(
            relationship(f"r{left}_{right}", names[left], names[right])
            for left in range(50)
            for right in range(left + 1, min(left + 5, 50))
        )
    )
    with pytest.raises(AmbiguousPath) as refused:
        found(tangle, "t0", "t49")
    assert len(refused.value.details["choices"]) == 10
    for choice in refused.value.details["choices"]:
        assert found(tangle, "t0", choice)[-1].endswith("_49")
    assert len(reachable(tangle, "t0")) == 100


TABLES = ("a", "b", "c", "d", "e")


@st.composite
def models(draw: st.DrawFn) -> ModelDefinition:
    """Up to seven relationships of every kind between five tables."""
    ends = draw(st.lists(st.sampled_from(list(permutations(TABLES, 2))), max_size=7))
    return definition(
        *(
            relationship(
                f"r{number}", *pair, draw(st.sampled_from(list(Cardinality))), is_active=draw(st.integers(0, 4)) > 0
            )
            for number, pair in enumerate(ends)
        ),
        tables=TABLES,
    )


def every_path(model: ModelDefinition, start: str, via: tuple[str, ...]) -> list[list[Step]]:
    """Brute force: every order of other tables, every relationship between neighbours, and then what the names say."""
    steps = [Step(one, is_reversed=way) for one in model.relationships for way in (False, True)]
    paths: list[list[Step]] = []
    others = [name for name in TABLES if name != start]
    for length in range(1, len(others) + 1):
        for order in permutations(others, length):
            between = [[s for s in steps if (s.from_table, s.to_table) == hop] for hop in pairwise((start, *order))]
            paths += [list(path) for path in product(*between) if is_meant(list(path), via)]
    return paths


def is_meant(path: list[Step], via: tuple[str, ...]) -> bool:
    met = [name for step in path for name in (step.relationship.name, step.to_table)]
    positions = [met.index(name) if name in met else -1 for name in via]
    in_order = all(before < after for before, after in pairwise([-1, *positions]))
    is_allowed = all(step.relationship.is_active or step.relationship.name in via for step in path)
    return in_order and positions[-1] >= len(met) - 2 and is_allowed


def expected(model: ModelDefinition, start: str, via: tuple[str, ...]) -> Any:
    paths = every_path(model, start, via)
    chosen = [path for path in paths if not any(step.is_many for step in path)] or paths
    match chosen:
        case []:
            return NoPath
        case [path]:
            return Path(start, tuple(path))
        case _:
            return AmbiguousPath


def outcome(model: ModelDefinition, start: str, via: tuple[str, ...]) -> Any:
    try:
        return find_path(model, start, via)
    except ModelError as error:
        return type(error)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(models(), st.sampled_from(TABLES), st.data())
def test_paths_are_those_of_brute_force(model: ModelDefinition, start: str, data: st.DataObject) -> None:
    names = [name for name in (*TABLES, *(one.name for one in model.relationships)) if name != start]
    via = tuple(data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3)))
    assert outcome(model, start, via) == expected(model, start, via)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(models(), st.sampled_from(TABLES))
def test_every_path_has_an_address_of_its_own(model: ModelDefinition, start: str) -> None:
    inactive = [one.name for one in model.relationships if not one.is_active]
    paths = [path for name in TABLES if name != start for path in every_path(model, start, (name,))]
    for path in paths:
        whole = Path(start, tuple(path))
        assert find_path(model, start, address_of(model, whole)) == whole
    listed = reachable(model, start)
    assert [find_path(model, start, one.via) for one in listed] == [one.path for one in listed]
    single = {one.path.steps for one in listed if not one.path.is_many}
    wanted = {
        tuple(path)
        for name in TABLES
        if name != start
        for subset in [(*combination, name) for combination in _choices(inactive)]
        for path in every_path(model, start, subset)
        if not any(step.is_many for step in path)
    }
    assert single == wanted


def _choices(names: list[str]) -> list[tuple[str, ...]]:
    """Every order of some of the names."""
    return [order for count in range(len(names) + 1) for order in permutations(names, count)]
