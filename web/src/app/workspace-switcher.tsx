import { useQuery } from "@tanstack/react-query";
import { meOptions } from "@/api/me";
import { Button } from "@/ui/button";
import { lazyMenu } from "@/ui/lazy-menu";
import { LogoMark } from "@/ui/logo";

const WorkspaceMenu = lazyMenu(async () => (await import("./workspace-menu")).WorkspaceMenu);

/** The workspace that is open; opens the list of the others. */
export function WorkspaceSwitcher() {
  const name = useQuery(meOptions()).data?.workspace.name ?? "Workspace";
  return (
    <WorkspaceMenu
      trigger={
        <Button variant="ghost" aria-label={`Workspace: ${name}`} title={name} className="h-10 min-w-10 px-1.5 sm:h-11 sm:w-full [&_svg]:size-7">
          <LogoMark />
          <span className="max-w-44 truncate sm:hidden">{name}</span>
        </Button>
      }
    />
  );
}
