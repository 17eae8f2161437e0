"""Folders as they lie in each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from gnomon.folders.tables import FolderRow


@dataclass(frozen=True, slots=True)
class Tree:
    """The folders of a workspace that were not removed, as they lie in each other."""

    rows: Mapping[UUID, FolderRow]

    def above(self, folder_id: UUID | None) -> list[FolderRow]:
        """The folder and those above it, the folder first."""
        found: list[FolderRow] = []
        while folder_id is not None and folder_id in self.rows:
            found.append(self.rows[folder_id])
            folder_id = found[-1].parent_id
        return found

    def below(self, folder_id: UUID) -> list[FolderRow]:
        """The folder and all that lie in it."""
        return [row for row in self.rows.values() if any(one.id == folder_id for one in self.above(row.id))]

    def beside(self, parent_id: UUID | None) -> list[FolderRow]:
        """The folders that lie in a folder, or at the root."""
        return [row for row in self.rows.values() if row.parent_id == parent_id]


def living(rows: Sequence[FolderRow]) -> Tree:
    """Those that were not removed."""
    return Tree({row.id: row for row in rows if row.deleted_at is None})
