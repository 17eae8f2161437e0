"""What a person is in one workspace, and what is said of them there."""

from collections.abc import Mapping
from dataclasses import dataclass

from gnomon.identity.contracts import Role
from gnomon.identity.tables import MembershipRow


@dataclass(frozen=True, slots=True)
class Membership:
    """What a person is in one workspace."""

    role: Role
    attributes: Mapping[str, tuple[str, ...]]


def membership_of(row: MembershipRow) -> Membership:
    """A membership as it was stored."""
    return Membership(Role(row.role), attributes_of(row))


def attributes_of(row: MembershipRow) -> Mapping[str, tuple[str, ...]]:
    """What is said of a member."""
    return {name: tuple(values) for name, values in row.attributes.items()}
