import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Boxes, Database, KeyRound, LayoutDashboard, LogOut, Monitor, Moon, Sun, Trash2, UserRound, UsersRound } from "lucide-react";
import { meOptions } from "@/api/me";
import { dashboardsOptions } from "@/features/dashboards/api";
import { datasetsOptions } from "@/features/datasets/api";
import { Palette, type Command } from "@/ui/palette";
import { chooseTheme } from "@/ui/theme";
import { useSignOut } from "./account-menu";
import { places } from "./navigation";
import { useSwitchWorkspace } from "./workspace-switcher";

const useCommands = (): Command[] => {
  const navigate = useNavigate();
  const leave = useSignOut();
  const switchTo = useSwitchWorkspace();
  const { data: me } = useQuery(meOptions());
  const { data: dashboards } = useQuery(dashboardsOptions(""));
  const { data: datasets } = useQuery(datasetsOptions(""));
  const others = me?.workspaces.filter((workspace) => workspace.id !== me.workspace.id) ?? [];
  return [
    ...places.map(({ to, label, icon: Icon }): Command => ({ id: `go-${label}`, group: "Go to", label, icon: <Icon aria-hidden />, onRun: () => void navigate({ to }) })),
    { id: "go-profile", group: "Go to", label: "Profile", keywords: "account password name", icon: <UserRound aria-hidden />, onRun: () => void navigate({ to: "/settings/profile" }) },
    { id: "go-members", group: "Go to", label: "Members of the workspace", keywords: "people roles share invite", icon: <UsersRound aria-hidden />, onRun: () => void navigate({ to: "/settings/members" }) },
    { id: "go-api-keys", group: "Go to", label: "API keys", keywords: "token secret program script curl", icon: <KeyRound aria-hidden />, onRun: () => void navigate({ to: "/settings/api-keys" }) },
    { id: "go-trash", group: "Go to", label: "Trash", keywords: "deleted restore undo", icon: <Trash2 aria-hidden />, onRun: () => void navigate({ to: "/settings/trash" }) },
    ...(dashboards?.items ?? []).map(({ id, name }): Command => ({ id: `dashboard-${id}`, group: "Dashboards", label: name, icon: <LayoutDashboard aria-hidden />, onRun: () => void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: id } }) })),
    ...(datasets?.items ?? []).map(({ id, name }): Command => ({ id: `dataset-${id}`, group: "Datasets", label: name, icon: <Database aria-hidden />, onRun: () => void navigate({ to: "/data/$datasetId", params: { datasetId: id } }) })),
    ...others.map((workspace): Command => ({ id: `workspace-${workspace.id}`, group: "Workspaces", label: `Switch to ${workspace.name}`, icon: <Boxes aria-hidden />, onRun: () => void switchTo(workspace.id) })),
    { id: "theme-light", group: "Actions", label: "Light theme", keywords: "appearance bright", icon: <Sun aria-hidden />, onRun: () => { chooseTheme("light"); } },
    { id: "theme-dark", group: "Actions", label: "Dark theme", keywords: "appearance night", icon: <Moon aria-hidden />, onRun: () => { chooseTheme("dark"); } },
    { id: "theme-system", group: "Actions", label: "Theme of the system", keywords: "appearance", icon: <Monitor aria-hidden />, onRun: () => { chooseTheme("system"); } },
    { id: "sign-out", group: "Actions", label: "Sign out", keywords: "log out leave", icon: <LogOut aria-hidden />, onRun: () => void leave() },
  ];
};

export function CommandPalette({ onClose }: { onClose: () => void }) {
  return <Palette commands={useCommands()} onClose={onClose} />;
}
