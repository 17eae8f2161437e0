"""The front door of folders."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, NewType
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict, Forbidden, Invalid
from gnomon.identity.contracts import UserId

MAX_DEPTH = 5
MAX_FOLDERS = 500
"""Of a workspace."""
MAX_NAME_CHARACTERS = 100
MAX_PEOPLE = 200

FolderId = NewType("FolderId", UUID)


def _without_slash(name: str) -> str:
    if "/" in name:
        raise ValueError("A folder's name has no slash in it.")
    return name


FolderName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARACTERS),
    AfterValidator(_without_slash),
]


class FolderSees(StrEnum):
    """Who may see what lies in a folder; owners of the workspace always do."""

    EVERYBODY = "everybody"
    EDITORS = "editors"
    """Editors, and the people who are chosen beside them."""
    CHOSEN = "chosen"


class FolderEdits(StrEnum):
    """Which of those who edit in the workspace may change what lies in a folder; owners always may."""

    EDITORS = "editors"
    """Every editor who sees it."""
    CHOSEN = "chosen"


class FolderPerson(Contract):
    """Somebody who is let into a folder by name."""

    user_id: UserId
    may_edit: bool = False
    """Counts for those who edit in the workspace; nobody becomes an editor by it."""


class FolderAccess(Contract):
    """Who may see and change what lies in a folder and below it; it narrows what holds above, and never widens it."""

    sees: FolderSees = FolderSees.EVERYBODY
    edits: FolderEdits = FolderEdits.EDITORS
    people: tuple[FolderPerson, ...] = Field(default=(), max_length=MAX_PEOPLE)


class Folder(Contract):
    """A folder that the caller may see."""

    id: FolderId
    parent_id: FolderId | None
    name: str
    is_limited: bool
    """Whether it, or one above it, is not open to everybody in the workspace."""
    may_edit: bool
    """Whether the caller may change what lies in it."""
    may_manage: bool
    """Whether the caller may say who sees it: its maker, and owners."""
    updated_at: datetime


class CreateFolder(Contract):
    """A folder to make, at the root unless it is said where."""

    name: FolderName
    parent_id: FolderId | None = None


class ChangeFolder(Contract):
    """What becomes of a folder; what is left out stays. No parent puts it at the root."""

    name: FolderName | None = None
    parent_id: FolderId | None = None


class FolderNameTaken(Conflict):
    """Two folders side by side would be called the same."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is a folder “{name}” here already.", hint="Choose another name.")


class TooDeep(Conflict):
    """Folders within folders have an end."""

    def __init__(self) -> None:
        super().__init__(f"Folders are at most {MAX_DEPTH} deep.", hint="Put it further up.")


class FolderInItself(Conflict):
    """A folder cannot lie in itself, nor in one that lies in it."""

    def __init__(self) -> None:
        super().__init__("A folder cannot lie within itself.", hint="Choose another place for it.")


class TooManyFolders(Conflict):
    """As many folders as a workspace may have."""

    def __init__(self) -> None:
        super().__init__(f"A workspace has at most {MAX_FOLDERS} folders.", hint="Remove one that is not used.")


class FolderNotYours(Forbidden):
    """The folder may be seen, and what lies in it not changed."""

    def __init__(self) -> None:
        super().__init__(
            "Only chosen people may change what lies in this folder.",
            hint="Ask whoever made the folder, or an owner of the workspace.",
        )


class NotForYouToClose(Forbidden):
    """Who sees a folder is decided by its maker and by owners."""

    def __init__(self) -> None:
        super().__init__(
            "Whoever made this folder says who sees it, and owners of the workspace.",
            hint="Ask one of them.",
        )


class ClosedWithin(Forbidden):
    """Below the folder lies one that the caller may not change."""

    def __init__(self) -> None:
        super().__init__(
            "Within this folder lies something that you may not change.",
            hint="Ask an owner of the workspace to remove it.",
        )


class NotInWorkspace(Invalid):
    """Somebody who is let in is not a member."""

    def __init__(self) -> None:
        super().__init__("Somebody who is let in is not a member of this workspace.", hint="Invite them first.")
