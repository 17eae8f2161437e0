"""Row and column policies: what some people may not see of a table."""

from pydantic import Field

from gnomon.foundation.kit.contract import Contract
from gnomon.identity.contracts import AttributeName, AttributeValue, Role
from gnomon.semantic.contracts.names import ColumnName, DefinedName, Formula, TableName

LIMITED_ROLES = (Role.EDITOR, Role.VIEWER)
MAX_POLICIES = 200


class AttributeCondition(Contract):
    """Those of whom an owner of the workspace said one of these values."""

    attribute: AttributeName
    values: tuple[AttributeValue, ...] = Field(min_length=1, max_length=200)


class Policy(Contract):
    """Whom a rule limits: everybody of these roles but those who are excepted."""

    name: DefinedName
    table: TableName
    description: str | None = Field(default=None, max_length=4000)
    roles: tuple[Role, ...] = Field(default=LIMITED_ROLES, min_length=1, max_length=3)
    except_for: AttributeCondition | None = None


class RowPolicy(Policy):
    """Only rows of the table for which the formula is true may be seen; every policy on a table must let a row pass."""

    formula: Formula


class ColumnPolicy(Policy):
    """These columns of the table do not exist for the people whom it limits, nor does what is computed of them."""

    columns: tuple[ColumnName, ...] = Field(min_length=1, max_length=500)
