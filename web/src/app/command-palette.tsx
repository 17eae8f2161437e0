import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Boxes, FolderOpen, KeyRound, LogOut, Monitor, Moon, Sun, Trash2, UserRound, UsersRound } from "lucide-react";
import { useEffect, useState } from "react";
import type { FoundThing, Thing } from "@/api/contracts";
import { meOptions } from "@/api/me";
import { favouritesOptions, recentOptions, searchOptions } from "@/features/library/api";
import { bestMatches } from "@/lib/match";
import { Palette, type Command } from "@/ui/palette";
import { chooseTheme } from "@/ui/theme";
import { useSignOut } from "./account-menu";
import { places } from "./navigation";
import { placeKinds, useOpenPlace } from "./found-places";
import { thingKinds, useOpenThing } from "./things";
import { useActions } from "./palette-actions";
import { useHere } from "./palette-here";
import { useSwitchWorkspace } from "./workspace-menu";

const SETTLE_MS = 80;
const MOST_RECENT = 6;

/** The last of what is typed, once the hand rests. */
const useSettled = (typed: string): string => {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(typed); }, SETTLE_MS);
    return () => { clearTimeout(timer); };
  }, [typed]);
  return settled;
};

const useThingCommands = () => {
  const open = useOpenThing();
  return (things: readonly Thing[] | undefined, group?: string): Command[] => (things ?? []).map((thing) => {
    const { one, many, icon: Icon } = thingKinds[thing.kind];
    return { id: `${thing.kind}-${thing.id}`, group: group ?? many, label: thing.name, detail: group === undefined ? (thing.description ?? "") : one, icon: <Icon aria-hidden />, onRun: () => { open(thing); } };
  });
};

/** What stands inside of things comes behind the things themselves, with where it stands. */
const useFoundCommands = () => {
  const openPlace = useOpenPlace();
  const asCommands = useThingCommands();
  return (found: readonly FoundThing[] | undefined): Command[] => (found ?? []).flatMap((thing): Command[] => {
    if (thing.place === null) return asCommands([thing]);
    const { one, many, icon: Icon } = placeKinds[thing.place.kind];
    const { page_id, tile_id, member, name } = thing.place;
    return [{ id: `${thing.kind}-${thing.id}-${page_id ?? ""}-${tile_id ?? ""}-${member ?? ""}`, group: many, label: name, detail: `${one} ${thing.kind === "dashboard" ? "on" : "of"} ${thing.name}`, icon: <Icon aria-hidden />, onRun: () => { openPlace(thing); } }];
  });
};

/** Before anything is typed: what one had on the screen lately, but for what stands there now, then the favourites. */
const useNearThings = (): Command[] => {
  const asCommands = useThingCommands();
  const { dashboardId, datasetId } = useParams({ strict: false });
  const lately = useQuery(recentOptions()).data?.items.filter(({ id }) => id !== dashboardId && id !== datasetId);
  const recent = asCommands(lately?.slice(0, MOST_RECENT), "Recent");
  const known = new Set(recent.map(({ id }) => id));
  return [...recent, ...asCommands(useQuery(favouritesOptions()).data?.items, "Favourites").filter(({ id }) => !known.has(id))];
};

const useCommands = (): Command[] => {
  const navigate = useNavigate();
  const leave = useSignOut();
  const switchTo = useSwitchWorkspace();
  const { data: me } = useQuery(meOptions());
  const others = me?.workspaces.filter((workspace) => workspace.id !== me.workspace.id) ?? [];
  return [
    ...places.map(({ to, label, icon: Icon }): Command => ({ id: `go-${label}`, group: "Go to", label, icon: <Icon aria-hidden />, onRun: () => void navigate({ to }) })),
    { id: "go-folders", group: "Go to", label: "Folders", keywords: "library files tree", icon: <FolderOpen aria-hidden />, onRun: () => void navigate({ to: "/folders", search: {} }) },
    { id: "go-profile", group: "Go to", label: "Profile", keywords: "account password name", icon: <UserRound aria-hidden />, onRun: () => void navigate({ to: "/settings/profile" }) },
    { id: "go-members", group: "Go to", label: "Members of the workspace", keywords: "people roles share invite", icon: <UsersRound aria-hidden />, onRun: () => void navigate({ to: "/settings/members" }) },
    { id: "go-api-keys", group: "Go to", label: "API keys", keywords: "token secret program script curl", icon: <KeyRound aria-hidden />, onRun: () => void navigate({ to: "/settings/api-keys" }) },
    { id: "go-trash", group: "Go to", label: "Trash", keywords: "deleted restore undo", icon: <Trash2 aria-hidden />, onRun: () => void navigate({ to: "/settings/trash" }) },
    ...others.map((workspace): Command => ({ id: `workspace-${workspace.id}`, group: "Workspaces", label: `Switch to ${workspace.name}`, icon: <Boxes aria-hidden />, onRun: () => void switchTo(workspace.id) })),
    { id: "theme-light", group: "Actions", label: "Light theme", keywords: "appearance bright", icon: <Sun aria-hidden />, onRun: () => { chooseTheme("light"); } },
    { id: "theme-dark", group: "Actions", label: "Dark theme", keywords: "appearance night", icon: <Moon aria-hidden />, onRun: () => { chooseTheme("dark"); } },
    { id: "theme-system", group: "Actions", label: "Theme of the system", keywords: "appearance", icon: <Monitor aria-hidden />, onRun: () => { chooseTheme("system"); } },
    { id: "sign-out", group: "Actions", label: "Sign out", keywords: "log out leave", icon: <LogOut aria-hidden />, onRun: () => void leave() },
  ];
};

/** One box over everything: places, actions, what is near at hand, and all that the workspace holds under a name. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const words = useSettled(typed.trim());
  const { data, isPlaceholderData, isFetching } = useQuery(searchOptions(words));
  const isBehind = isPlaceholderData || words !== typed.trim();
  // What answered fewer letters may answer no longer: Enter must not open it.
  const things = isBehind ? bestMatches(typed, data?.items ?? [], ({ name, description, place }) => `${place?.name ?? ""} ${name} ${description ?? ""}`) : data?.items;
  const found = useFoundCommands()(typed.trim() === "" ? undefined : things);
  const near = useNearThings();
  const isTyping = typed.trim() !== "";
  const commands = [...useHere(isTyping), ...useActions(), ...useCommands()];
  return <Palette commands={isTyping ? commands : [...near, ...commands]} found={found} isSearching={isBehind || isFetching} onTyped={setTyped} onClose={onClose} />;
}
