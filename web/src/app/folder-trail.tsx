import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { foldersOptions } from "@/features/library/folders-api";
import { pathOf } from "@/features/library/folder-tree";

/** The folders above something, from the outermost on: those that its reader may see, each a link. */
export function FolderTrail({ folderId }: { folderId: string }) {
  const { data } = useQuery(foldersOptions());
  return pathOf(data?.items ?? [], folderId).map(({ id, name }) => (
    <span key={id} className="inline-flex min-w-0 items-center gap-1">
      <span aria-hidden>/</span>
      <Link to="/folders" search={{ folder: id }} title={name} className="max-w-40 truncate rounded-sm hover:text-fg hover:underline">{name}</Link>
    </span>
  ));
}
