"""Policies as questions meet them: what guard each becomes, over one table and over joins."""

from dataclasses import replace
from typing import Any

import pytest
from tests.query.harness import PRINCIPAL
from tests.query.model_harness import SmallModel, in_order
from tests.query.oracle.shops import values
from tests.semantic.formulas.sample import TABLES, definition

from gnomon.identity.contracts import Principal
from gnomon.query.expressions import Binder
from gnomon.query.lowering.sources import DUCKDB, guard_condition
from gnomon.query.lowering.writer import Writer
from gnomon.query.plan import UNRESTRICTED, RowFilter
from gnomon.query.policies import Permission, model_permissions, policy_hash
from gnomon.query.subjects import Subject
from gnomon.query.world import World
from gnomon.semantic.checking import check_definition
from gnomon.semantic.contracts import CheckedModel, RowPolicy
from gnomon.semantic.formulas.checking import check_model
from gnomon.semantic.view import model_view

CUSTOMERS = "id INTEGER, country VARCHAR, score BIGINT, seen TIMESTAMP"
SEEN = ("1, 'DE', 5, '2024-01-01 00:30'", "2, 'FR', 7, '2024-06-01 12:00'", "3, NULL, 1, NULL")
HIDDEN = ("4, 'DE', 9223372036854775807, '2023-12-31 23:30'", "5, 'CANARY', NULL, '2020-01-01 00:00'")
ORDERS = values(
    "id INTEGER, customer_id INTEGER, amount INTEGER", "1, 1, 10", "2, 2, 20", "3, 4, 40", "4, 5, 80", "5, 3, 1"
)
QUESTIONS: dict[str, dict[str, Any]] = {
    "a related dimension": {"dimensions": ["customers.country"], "measures": ["revenue"]},
    "measures side by side": {"dimensions": ["customers.country"], "measures": ["revenue", "people"]},
    "totals": {"dimensions": ["customers.country"], "measures": ["people"], "totals": [[]]},
    "rows": {"mode": "rows", "dimensions": ["id", "customers.score"]},
}
SAID = replace(PRINCIPAL, attributes={"country": ("DE", "FR"), "least": ("2",)})


class PolicedModel(SmallModel):
    """A model whose policies limit whoever asks."""

    def __init__(self, *customers: str, formula: str | None, principal: Principal = SAID) -> None:
        self.formula, self.principal = formula, principal
        super().__init__(
            {"customers": values(CUSTOMERS, *customers), "orders": ORDERS},
            links=["placed_by: orders.customer_id -> customers.id"],
            measures={"orders.revenue": "SUM(amount)", "customers.people": "COUNT(*)"},
            calculated={},
        )

    @property
    def policed(self) -> CheckedModel:
        """The model with its policy."""
        policies = [] if self.formula is None else [{"name": "p", "table": "customers", "formula": self.formula}]
        definition = self.checked.definition.model_validate(
            {**self.checked.definition.model_dump(), "row_policies": policies}
        )
        return check_definition(None, 0, definition, {one.dataset_id: one for one in self.checked.tables.values()})

    def filters(self) -> dict[str, RowFilter]:
        """What the policies leave of each table."""
        permissions = model_permissions(self.principal, self.policed)
        found = {name: one.row_filter for name, one in permissions.items() if isinstance(one, Permission)}
        assert found.keys() == permissions.keys()
        return found

    def _subject(self, anchor: str) -> Subject:
        filters = self.filters()
        model = model_view(self.checked, anchor, {table.dataset_id: None for table in self.tables.values()})
        return Subject(self.tables[anchor], filters[anchor], model, World(self.checked, anchor, filters))


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize(
    "formula",
    [
        "score * 2 < 100",
        "score < 100 AND COALESCE(seen >= TIMESTAMP '2024-01-01 00:00', true)",
        "COALESCE(seen >= TIMESTAMP '2024-01-01 00:00', score = 1)",
    ],
)
def test_a_policy_leaves_what_there_would_be_without_the_hidden_rows(formula: str, name: str) -> None:
    found = PolicedModel(*SEEN, *HIDDEN, formula=formula).ask("orders", **QUESTIONS[name])
    without = PolicedModel(*SEEN, formula=None).ask("orders", **QUESTIONS[name])
    assert in_order(found.rows) == in_order(without.rows)


@pytest.mark.parametrize(
    ("formula", "guard"),
    [
        ("country = USER_ATTRIBUTE('country')", 'WHERE ("country" IN ($1, $2))'),
        ("score >= INTEGER(USER_ATTRIBUTE('least'))", 'WHERE ("score" >= TRY_CAST($1 AS BIGINT))'),
        ("score + 1 > 2", 'WHERE TRY((("score" + CAST(1 AS BIGINT)) > CAST(2 AS BIGINT)))'),
        ("NOT country LIKE 'CAN%' OR country IS NULL", None),
    ],
)
@pytest.mark.parametrize("time_zone", ["UTC", "Pacific/Auckland"])
def test_a_policy_stands_in_every_from_whatever_the_time_zone_of_the_question(
    formula: str, guard: str | None, time_zone: str
) -> None:
    model = PolicedModel(*SEEN, formula=formula)
    sql = model.ask("customers", measures=["people"], time_zone=time_zone).compiled.lowered.sql
    assert sql.count('FROM "customers" WHERE') == 1
    assert ("TRY(" in sql) == (guard is not None and "TRY(" in guard)
    if guard is not None:
        assert guard in sql


def test_moments_with_a_zone_are_what_the_clock_in_utc_shows_whoever_asks_where() -> None:
    policy = RowPolicy(name="p", table="orders", formula="paid_at >= TIMESTAMP '2024-01-01 00:00'")
    policed = definition().model_copy(update={"row_policies": (policy,)})
    permission = model_permissions(SAID, check_model(policed, TABLES, model_id=None, revision=1))["orders"]
    assert isinstance(permission, Permission)
    written = DUCKDB.generate(guard_condition(permission.row_filter, Writer(Binder())))
    assert written == "(MAKE_TIMESTAMP(EPOCH_US(\"paid_at\")) >= CAST('2024-01-01 00:00:00' AS TIMESTAMP))"


def test_hashes_of_policies_differ_with_what_limits_and_with_whom() -> None:
    def hash_of(formula: str | None, principal: Principal = SAID) -> str | None:
        model = PolicedModel(*SEEN, formula=formula, principal=principal)
        return policy_hash((model.tables[name], row_filter) for name, row_filter in model.filters().items())

    south = replace(SAID, attributes={"country": ("IT",)})
    by_country = "country = USER_ATTRIBUTE('country')"
    hashes = [hash_of(by_country), hash_of(by_country, south), hash_of("score > 1"), hash_of("score > 2")]
    assert len(set(hashes)) == 4
    assert hash_of(by_country) == hash_of(by_country)
    assert hash_of(None) is None
    withheld = PolicedModel(*SEEN, formula=None).tables["customers"].model_copy(update={"withheld": ("score",)})
    assert policy_hash([(withheld, UNRESTRICTED)]) is not None
