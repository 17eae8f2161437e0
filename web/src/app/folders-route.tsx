import { getRouteApi } from "@tanstack/react-router";
import { FoldersPage } from "@/features/library/folders-page";
import { thingKinds, ThingLink } from "./things";

const route = getRouteApi("/shell/folders");

export function FoldersRoute() {
  const { folder } = route.useSearch();
  return (
    <FoldersPage
      at={folder ?? null}
      look={(thing) => {
        const { one, icon: Icon } = thingKinds[thing.kind];
        return { kind: one, icon: <Icon aria-hidden />, link: <ThingLink thing={thing} className="font-medium break-words after:absolute after:inset-0" /> };
      }}
    />
  );
}
