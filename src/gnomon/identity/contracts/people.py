"""What the wire shows of people and workspaces, what it takes, and how it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import Field, SecretStr

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import (
    AppError,
    Conflict,
    ErrorCode,
    ErrorKind,
    Forbidden,
    Invalid,
    Unauthenticated,
)
from gnomon.identity.contracts.principals import (
    MAX_ATTRIBUTES,
    Attributes,
    Role,
    SessionId,
    UserId,
    WorkspaceId,
)


class WorkspaceMembership(Contract):
    """A workspace as one of its members sees it."""

    id: WorkspaceId
    name: str
    role: Role
    is_personal: bool


class UserSummary(Contract):
    """The few facts about a person that a sign-in answers."""

    id: UserId
    email: str
    full_name: str | None


class Me(Contract):
    """The signed-in person and where they are."""

    id: UserId
    email: str
    full_name: str | None
    username: str | None
    is_admin: bool
    created_at: datetime
    workspace: WorkspaceMembership
    workspaces: tuple[WorkspaceMembership, ...]


class SignedIn(Contract):
    """The reply to a sign-in or a refresh."""

    access_token: str
    refresh_token: str | None
    """Absent when the browser asked for a cookie instead."""
    token_type: str
    expires_in: int
    user: UserSummary


class Member(Contract):
    """A person in a workspace."""

    user_id: UserId
    email: str
    full_name: str | None
    role: Role
    attributes: Attributes
    """What policies know of the person; shown to those who manage policies, empty for everybody else."""
    joined_at: datetime


class UserAccount(Contract):
    """A person's account, as registration answers it."""

    id: UserId
    email: str
    full_name: str | None
    username: str | None
    is_admin: bool
    created_at: datetime


class SignInSession(Contract):
    """One place where a person is signed in."""

    id: SessionId
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    user_agent: str | None
    address: str | None
    is_current: bool


class SetupState(Contract):
    """Whether this instance still waits for its first owner, and what a newcomer finds."""

    is_required: bool
    is_signup_open: bool
    has_showcase: bool
    version: str


EMAIL_LENGTH = 255
PASSWORD_LENGTH = 256
"""Characters that a password may have at most; longer ones are refused, never cut."""


class Register(Contract):
    """Open an account; a personal workspace comes with it."""

    email: str = Field(max_length=EMAIL_LENGTH)
    password: SecretStr = Field(max_length=PASSWORD_LENGTH)
    username: str | None = Field(default=None, min_length=1, max_length=100)
    full_name: str | None = Field(default=None, min_length=1, max_length=255)


class Login(Contract):
    """Sign in with e-mail address and password."""

    email: str = Field(max_length=EMAIL_LENGTH)
    password: SecretStr = Field(max_length=PASSWORD_LENGTH)


class Refresh(Contract):
    """Renew a session; the token is absent when it travels in the cookie."""

    refresh_token: SecretStr | None = Field(default=None, max_length=4096)


class ClaimInstance(Register):
    """Become the instance's first owner with the token of the one-time set-up link."""

    token: SecretStr = Field(max_length=512)


class UpdateMe(Contract):
    """Change one's own account; a field that is absent stays as it is."""

    full_name: str | None = Field(default=None, min_length=1, max_length=255)
    username: str | None = Field(default=None, min_length=1, max_length=100)


class ChangePassword(Contract):
    """Choose a new password; every other session ends."""

    current_password: SecretStr = Field(max_length=PASSWORD_LENGTH)
    new_password: SecretStr = Field(max_length=PASSWORD_LENGTH)


class CreateWorkspace(Contract):
    """Open a workspace and become its owner."""

    name: str = Field(min_length=1, max_length=255)


class UpdateWorkspace(Contract):
    """Rename a workspace."""

    name: str = Field(min_length=1, max_length=255)


class AddMember(Contract):
    """Bring a person who has an account into a workspace."""

    email: str = Field(max_length=EMAIL_LENGTH)
    role: Role


class ChangeMember(Contract):
    """Give a member another role, or other attributes; what is absent stays as it is."""

    role: Role | None = None
    attributes: Attributes | None = Field(default=None, max_length=MAX_ATTRIBUTES)


class WeakPassword(Invalid):
    """A password that breaks at least one rule; every broken rule is named."""

    def __init__(self, broken: Mapping[str, str]) -> None:
        super().__init__(
            " ".join(broken.values()),
            hint="A longer sentence with a number and a sign in it is easy to keep in mind.",
            details={"rules": [{"rule": rule, "message": message} for rule, message in broken.items()]},
        )


class WrongCredentials(Unauthenticated):
    """The address or the password is wrong; which of them is not said."""

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is wrong.")


class WrongPassword(Invalid):
    """The present password, asked for before a change, is wrong."""

    def __init__(self) -> None:
        super().__init__("The present password is wrong.", details={"field": "current_password"})


class EmailTaken(Conflict):
    """Somebody has an account with this address."""

    def __init__(self) -> None:
        super().__init__("There is an account with this e-mail address.", hint="Sign in, or use another address.")


class SignupClosed(Forbidden):
    """The administrator has not opened sign-up to everybody."""

    def __init__(self) -> None:
        super().__init__(
            "Sign-up is closed on this server.", hint="Ask the administrator for an account, or to allow sign-up."
        )


class SessionEnded(Unauthenticated):
    """The session is over: signed out, expired, or ended because one of its tokens was used twice."""

    def __init__(self) -> None:
        super().__init__("Your session has ended.", hint="Please sign in again.")


class NoSuchAccount(Invalid):
    """Nobody has an account with the address of a person who is to become a member."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody has an account with this e-mail address.",
            hint="Ask them to sign up first, then add them.",
            details={"field": "email"},
        )


class WrongAttributes(Invalid):
    """Attributes that nobody may set, or more values than there may be."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(
            message, hint="Choose another name, or fewer values.", details={"field": "attributes", "attribute": name}
        )


class LastOwner(Conflict):
    """A workspace needs somebody who may manage it."""

    def __init__(self) -> None:
        super().__init__("This is the only owner of the workspace.", hint="Make another member an owner first.")


class PersonalWorkspace(Conflict):
    """A personal workspace stays with its person."""

    def __init__(self, message: str) -> None:
        super().__init__(message, hint="Create another workspace for what you share.")


class RateLimited(AppError):
    """Too many of this in too short a time."""

    kind = ErrorKind.LIMIT

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(
            ErrorCode.RATE_LIMITED,
            f"Too many requests. Please wait {retry_after_seconds} seconds.",
            details={"retry_after_seconds": retry_after_seconds},
            retry_after_seconds=retry_after_seconds,
        )


class Limit(StrEnum):
    """What is counted against a rate; each has its own setting."""

    AUTH = "auth"
    QUERIES = "queries"
    UPLOADS = "uploads"
    DEFAULT = "default"
    SIGNED_IN = "signed_in"
    VISITORS = "visitors"


@dataclass(slots=True)
class Turn:
    """One use of what is counted; it counts at its end unless it turned out to be free."""

    is_free: bool = False
