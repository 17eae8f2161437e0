"""What policies leave of a table for one principal: whom they limit, and what attributes stand for."""

from typing import Any
from uuid import UUID

import pytest
from tests.semantic.formulas.sample import TABLES, definition

from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.query.expressions import Binder, named
from gnomon.query.formula_sql import write_expression
from gnomon.query.lowering.sources import DUCKDB
from gnomon.semantic.contracts import CheckedModel, ColumnPolicy, FormulaKind, ModelProblem, RowPolicy
from gnomon.semantic.formulas.checking import check_formula, check_model
from gnomon.semantic.limits import NO_LIMITS, PolicyBroken, limits_of


def somebody(role: Role = Role.VIEWER, **attributes: Any) -> Principal:
    return Principal(
        PrincipalKind.USER,
        WorkspaceId(UUID(int=1)),
        role,
        UserId(UUID(int=2)),
        email="ann@example.com",
        attributes=attributes,
    )


def model(*rows: RowPolicy, columns: tuple[ColumnPolicy, ...] = ()) -> CheckedModel:
    policed = definition().model_copy(update={"row_policies": rows, "column_policies": columns})
    return check_model(policed, TABLES, model_id=None, revision=1)


def rows(formula: str, **parts: Any) -> RowPolicy:
    return RowPolicy(name=parts.pop("name", "rows"), table="orders", formula=formula, **parts)


def written(formula: str, principal: Principal) -> tuple[str, list[Any]]:
    """The condition that a policy comes to, and what is bound in it."""
    (condition,) = limits_of(model(rows(formula)), "orders", principal).conditions
    binder = Binder()
    sql = write_expression(condition, lambda ref: named(ref.column), str, binder)
    return DUCKDB.generate(sql), list(binder.values)


NORTH = {"region": ("north",)}
BOTH = {"region": ("north", "south")}


@pytest.mark.parametrize(
    ("formula", "attributes", "sql", "bound"),
    [
        ("region = USER_ATTRIBUTE('region')", NORTH, '"region" = $1', ["north"]),
        ("USER_ATTRIBUTE('region') = region", NORTH, '"region" = $1', ["north"]),
        ("region = USER_ATTRIBUTE('region')", BOTH, '"region" IN ($1, $2)', ["north", "south"]),
        ("region = USER_ATTRIBUTE('region')", {}, '"region" = CAST(NULL AS TEXT)', []),
        ("region IN ('all', USER_ATTRIBUTE('region'))", BOTH, '"region" IN ($1, $2, $3)', ["all", "north", "south"]),
        ("region IN (USER_ATTRIBUTE('region'))", {}, '"region" IN (CAST(NULL AS TEXT))', []),
        ("region <> USER_ATTRIBUTE('region')", NORTH, '"region" <> $1', ["north"]),
        ("region <> USER_ATTRIBUTE('region')", BOTH, '"region" <> CAST(NULL AS TEXT)', []),
        (
            "quantity = INTEGER(USER_ATTRIBUTE('region'))",
            {"region": ("7", "x")},
            'CAST("quantity" AS BIGINT) IN (TRY_CAST($1 AS BIGINT), TRY_CAST($2 AS BIGINT))',
            ["7", "x"],
        ),
        (
            "lower(region) = lower(USER_ATTRIBUTE('region'))",
            BOTH,
            'LOWER("region") IN (LOWER($1), LOWER($2))',
            ["north", "south"],
        ),
        ("email = USER_EMAIL()", {}, '"email" = $1', ["ann@example.com"]),
        ("USER_ROLE() = 'viewer' AND is_paid", {}, '($1 = $2) AND "is_paid"', ["viewer", "viewer"]),
        ("USER_ATTRIBUTE('region') IS NULL", {}, "CAST(NULL AS TEXT) IS NULL", []),
        ("CASE WHEN USER_ROLE() = 'owner' THEN true ELSE is_paid END", {}, None, ["owner", "viewer"]),
    ],
)
def test_attributes_stand_for_what_is_said_of_whoever_asks(
    formula: str, attributes: dict[str, Any], sql: str | None, bound: list[Any]
) -> None:
    found, values = written(formula, somebody(**attributes))
    assert sorted(map(str, values)) == sorted(map(str, bound))
    if sql is not None:
        assert found == sql


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("amount", "Here should be a condition"),
        ("$rate > 1", "Whoever asks sets the parameters"),
        ("customers.country = 'DE'", "looks at columns that the data of “orders” have"),
        ("margin > 0", "looks at columns that the data of “orders” have"),
        ("SUM(amount) > 1", "aggregates many rows, and a policy is about one"),
        ("FIXED(SUM(amount), customer_id) > 1", "FIXED stands only in calculated columns"),
        ("region = USER_ATTRIBUTE(region)", "takes the name of an attribute, in quotes"),
        ("region = USER_ATTRIBUTE('Region')", "There can be no attribute “Region”"),
        ("region = USER_ATTRIBUTE('region; --')", "There can be no attribute"),
        ("region = USER_ATTRIBUTE()", "takes the name of an attribute"),
        ("quantity = USER_ATTRIBUTE('region')", "cannot compare"),
        ("CALCULATE(revenue, region = 'x') > 1", "CALCULATE stands only in measures"),
        ("nowhere = 1", "“orders” has no column “nowhere”"),
    ],
)
def test_a_policy_sees_columns_of_the_data_and_whoever_asks_and_nothing_else(formula: str, message: str) -> None:
    around = definition(measures={"total": "SUM(amount)"}, calculated={"orders": {"margin": "amount / 2"}})
    found = check_formula(around, TABLES, "orders", formula, FormulaKind.POLICY)
    assert isinstance(found, ModelProblem)
    assert message in found.message


@pytest.mark.parametrize("kind", [FormulaKind.COLUMN, FormulaKind.MEASURE])
def test_nothing_else_depends_on_who_asks(kind: FormulaKind) -> None:
    found = check_formula(definition(), TABLES, "orders", "USER_EMAIL()", kind)
    assert isinstance(found, ModelProblem)
    assert "stands only in row policies" in found.message


def test_a_policy_limits_its_roles_but_those_who_are_excepted() -> None:
    policed = model(
        rows("is_paid", except_for={"attribute": "level", "values": ("2", "3")}),
        rows("region = 'x'", name="editors", roles=(Role.EDITOR,)),
        columns=(ColumnPolicy(name="hidden", table="orders", columns=("NOTE", "email"), roles=(Role.OWNER,)),),
    )
    names = {
        "viewer": limits_of(policed, "orders", somebody()).policies,
        "level 3": limits_of(policed, "orders", somebody(level=("1", "3"))).policies,
        "editor": limits_of(policed, "orders", somebody(Role.EDITOR)).policies,
        "owner": limits_of(policed, "orders", somebody(Role.OWNER)).policies,
        "elsewhere": limits_of(policed, "customers", somebody()).policies,
    }
    assert names == {
        "viewer": ("rows",),
        "level 3": (),
        "editor": ("rows", "editors"),
        "owner": ("hidden",),
        "elsewhere": (),
    }
    assert limits_of(policed, "orders", somebody(Role.OWNER)).hidden == {"note", "email"}
    assert limits_of(policed, "orders", somebody(level=("2",))) == NO_LIMITS


@pytest.mark.parametrize(
    "policed",
    [
        model(rows("brunch = 'x'")),
        model(columns=(ColumnPolicy(name="rows", table="orders", columns=("email", "salary")),)),
    ],
)
def test_a_policy_that_does_not_fit_hides_everything_from_those_whom_it_limits(policed: CheckedModel) -> None:
    with pytest.raises(PolicyBroken, match="does not fit its columns any more"):
        limits_of(policed, "orders", somebody())
    assert limits_of(policed, "orders", somebody(Role.OWNER)) == NO_LIMITS
    assert limits_of(policed, "customers", somebody()) == NO_LIMITS
