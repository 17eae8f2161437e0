import type { Folder } from "@/api/contracts";

export type PlacedFolder = { folder: Folder; depth: number };

/** The folders that lie in one, or at the root. What lies in a folder that one does not see stands at the root. */
export const foldersIn = (folders: readonly Folder[], parentId: string | null): readonly Folder[] => {
  const known = new Set(folders.map(({ id }) => id));
  return folders.filter(({ parent_id }) => (parent_id !== null && known.has(parent_id) ? parent_id : null) === parentId);
};

/** The folder and those above it, from the root on; nothing where there is no such folder. */
export const pathOf = (folders: readonly Folder[], id: string | null): readonly Folder[] => {
  const path: Folder[] = [];
  for (let at = folders.find((one) => one.id === id); at && !path.includes(at); at = folders.find((one) => one.id === at?.parent_id)) path.unshift(at);
  return path;
};

/** Every folder under the one that it lies in, each with how deep it lies. */
export const inTreeOrder = (folders: readonly Folder[], parentId: string | null = null, depth = 0): readonly PlacedFolder[] =>
  foldersIn(folders, parentId).flatMap((folder) => [{ folder, depth }, ...inTreeOrder(folders, folder.id, depth + 1)]);

/** Whether a folder lies in another one, however deep, or is that one. */
export const liesIn = (folders: readonly Folder[], id: string | null, other: string): boolean => pathOf(folders, id).some((one) => one.id === other);

/** "Plans / 2026" */
export const pathWords = (folders: readonly Folder[], id: string): string => pathOf(folders, id).map(({ name }) => name).join(" / ");
