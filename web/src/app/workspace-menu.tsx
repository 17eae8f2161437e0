import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { meOptions } from "@/api/me";
import type { Me } from "@/api/types";
import { chooseWorkspace } from "@/api/workspace-choice";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import type { LazyMenuProps } from "@/ui/lazy-menu";

const NewWorkspaceDialog = lazy(() => import("@/features/identity/new-workspace-dialog").then((module) => ({ default: module.NewWorkspaceDialog })));

export const useSwitchWorkspace = () => {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async (workspaceId: string) => {
    chooseWorkspace(workspaceId);
    await navigate({ to: "/" });
    await queryClient.resetQueries();
  };
};

function Choices({ me, onSwitch, onCreate }: { me: Me; onSwitch: (id: string) => void; onCreate: () => void }) {
  return (
    <DropdownMenuContent align="start" className="max-w-72">
      <DropdownMenuLabel>Workspace</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={me.workspace.id} onValueChange={onSwitch}>
        {me.workspaces.map((workspace) => (
          <DropdownMenuRadioItem key={workspace.id} value={workspace.id}>
            <span className="flex min-w-0 flex-col">
              <span className="truncate">{workspace.name}</span>
              <span className="text-xs text-muted">{workspace.is_personal ? "Personal" : `You are ${workspace.role === "owner" ? "an owner" : workspace.role === "editor" ? "an editor" : "a viewer"}`}</span>
            </span>
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
      <DropdownMenuItem icon={<Plus aria-hidden />} onSelect={onCreate}>New workspace</DropdownMenuItem>
    </DropdownMenuContent>
  );
}

/** The workspaces of whoever is signed in, and the way to another one. */
export function WorkspaceMenu({ trigger }: LazyMenuProps) {
  const { data: me } = useQuery(meOptions());
  const switchTo = useSwitchWorkspace();
  const [isCreating, setCreating] = useState(false);
  return (
    <>
      <DropdownMenu defaultOpen>
        <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
        {me && <Choices me={me} onSwitch={(id) => void switchTo(id)} onCreate={() => { setCreating(true); }} />}
      </DropdownMenu>
      {isCreating && (
        <Suspense>
          <NewWorkspaceDialog onClose={() => { setCreating(false); }} onCreated={(id) => { setCreating(false); void switchTo(id); }} />
        </Suspense>
      )}
    </>
  );
}
