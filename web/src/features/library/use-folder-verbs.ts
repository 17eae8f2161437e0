import { useQueryClient } from "@tanstack/react-query";
import type { ContentOfFolder, Folder } from "@/api/contracts";
import { asProblem } from "@/api/problems";
import { showFailure, showToast, showUndo } from "@/ui/toast-store";
import type { ThingKey } from "./api";
import { fileThings, moveFolder, putBack, refreshFolders, removeFolder, restoreFolder } from "./folders-api";

/** What is done to folders and to what lies in them: at once, told, and taken back on demand. */
export const useFolderVerbs = () => {
  const client = useQueryClient();
  const refresh = () => void refreshFolders(client);
  const failed = (title: string) => (error: unknown) => { showFailure(title, asProblem(error)); refresh(); };
  const undo = (work: () => Promise<unknown>) => () => { work().then(refresh, failed("It could not be undone")); };

  const file = async (things: readonly ThingKey[], to: Folder | null): Promise<void> => {
    try {
      const { before } = await fileThings(things, to?.id ?? null);
      refresh();
      const what = things.length === 1 ? "Moved" : `${String(things.length)} moved`;
      showUndo(to === null ? `${what} out of folders.` : `${what} to “${to.name}”.`, undo(() => putBack(before)));
    } catch (error) {
      failed("It was not moved")(error);
    }
  };
  const move = async (folder: Folder, to: Folder | null): Promise<void> => {
    try {
      await moveFolder(folder.id, to?.id ?? null);
      refresh();
      showUndo(to === null ? `“${folder.name}” is at the top now.` : `“${folder.name}” is in “${to.name}” now.`, undo(() => moveFolder(folder.id, folder.parent_id)));
    } catch (error) {
      failed(`“${folder.name}” was not moved`)(error);
    }
  };
  const remove = async (folder: Folder, content: ContentOfFolder): Promise<boolean> => {
    try {
      await removeFolder(folder.id, content);
      refresh();
      showUndo(content === "trash" ? `“${folder.name}” and what lay in it are in the trash.` : `“${folder.name}” was removed.`, undo(() => restoreFolder(folder.id)));
      return true;
    } catch (error) {
      failed(`“${folder.name}” was not removed`)(error);
      return false;
    }
  };
  return { file, move, remove, refresh, tell: (title: string) => { showToast({ title }); } };
};

export type FolderVerbs = ReturnType<typeof useFolderVerbs>;
