import { create } from "zustand";
import { isRecord } from "@/lib/is-record";
import { newId } from "@/lib/new-id";
import { readLook } from "./look";
import { emptyContent, freeName, inOrder, neighbourOf, type Content, type SqlTab } from "./tabs";

type TabStore = {
  /** Whose tabs these are: a person in a workspace. */
  owner: string | null;
  tabs: readonly SqlTab[];
  activeId: string | null;
  /** The browser has no room for what was typed. */
  isUnkept: boolean;
};

export const useTabs = create<TabStore>(() => ({ owner: null, tabs: [], activeId: null, isUnkept: false }));

const ROOT = "gnomon.sql.";
// Each tab under a key of its own, so that two windows do not write over each other's.
const keyOf = (owner: string, id: string) => `${ROOT}${owner}.tab.${id}`;
const activeKey = (owner: string) => `${ROOT}${owner}.active`;

const readTab = (text: string | null): SqlTab | null => {
  try {
    const tab: unknown = JSON.parse(text ?? "null");
    if (!isRecord(tab) || typeof tab["id"] !== "string" || typeof tab["text"] !== "string") return null;
    const base = isRecord(tab["base"]) && typeof tab["base"]["id"] === "string" ? tab["base"] as SqlTab["base"] : null;
    return {
      id: tab["id"], text: tab["text"], base, name: typeof tab["name"] === "string" ? tab["name"] : "Query",
      parameters: isRecord(tab["parameters"]) ? tab["parameters"] as SqlTab["parameters"] : {},
      ...(isRecord(tab["look"]) && { look: readLook(tab["look"]) }),
      openedAt: typeof tab["openedAt"] === "number" ? tab["openedAt"] : 0,
    };
  } catch {
    return null;
  }
};

const keptTabs = (owner: string): SqlTab[] => {
  const prefix = keyOf(owner, "");
  return inOrder(Object.keys(localStorage).filter((key) => key.startsWith(prefix)).flatMap((key) => readTab(localStorage.getItem(key)) ?? []));
};

const keep = (tab: SqlTab): void => {
  const { owner } = useTabs.getState();
  if (owner === null) return;
  try {
    localStorage.setItem(keyOf(owner, tab.id), JSON.stringify(tab));
    useTabs.setState({ isUnkept: false });
  } catch {
    useTabs.setState({ isUnkept: true });
  }
};

const show = (tabs: readonly SqlTab[], activeId: string | null): void => {
  const { owner } = useTabs.getState();
  useTabs.setState({ tabs: inOrder(tabs), activeId });
  if (owner !== null && activeId !== null) sessionStorage.setItem(activeKey(owner), activeId);
};

export const openTab = (content?: Content): SqlTab => {
  const { tabs } = useTabs.getState();
  const last = tabs.at(-1)?.openedAt ?? 0;
  const tab = { ...(content ?? emptyContent(freeName(tabs))), id: newId(), openedAt: Math.max(Date.now(), last + 1) };
  keep(tab);
  show([...tabs, tab], tab.id);
  return tab;
};

/** The tabs that this person had open in this workspace, or a first, empty one. */
export const enterTabs = (owner: string): void => {
  if (useTabs.getState().owner === owner) return;
  const tabs = keptTabs(owner);
  const last = sessionStorage.getItem(activeKey(owner));
  useTabs.setState({ owner, tabs, activeId: tabs.find(({ id }) => id === last)?.id ?? tabs.at(-1)?.id ?? null, isUnkept: false });
  if (tabs.length === 0) openTab();
};

export const activateTab = (id: string): void => {
  const { tabs } = useTabs.getState();
  if (tabs.some((tab) => tab.id === id)) show(tabs, id);
};

export const changeTab = (id: string, change: Partial<Content>): void => {
  const { tabs } = useTabs.getState();
  const before = tabs.find((tab) => tab.id === id);
  if (!before) return;
  const after = { ...before, ...change };
  keep(after);
  useTabs.setState({ tabs: tabs.map((tab) => (tab.id === id ? after : tab)) });
};

/** Closes a tab; what brings it back is returned. The last one leaves an empty one behind. */
export const closeTab = (id: string): (() => void) => {
  const { owner, tabs, activeId } = useTabs.getState();
  const tab = tabs.find((one) => one.id === id);
  if (!tab || owner === null) return () => undefined;
  localStorage.removeItem(keyOf(owner, id));
  const rest = tabs.filter((one) => one.id !== id);
  show(rest, activeId === id ? neighbourOf(tabs, id)?.id ?? null : activeId);
  const standIn = rest.length === 0 ? openTab().id : null;
  return () => {
    if (useTabs.getState().owner !== owner) return;
    keep(tab);
    const now = useTabs.getState().tabs.filter((one) => !(one.id === standIn && one.text === ""));
    if (standIn !== null && now.length < useTabs.getState().tabs.length) localStorage.removeItem(keyOf(owner, standIn));
    show([...now, tab], tab.id);
  };
};

/** What another window does to its tabs shows here too; returns what stops it. */
export const followWindows = (): (() => void) => {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    const { owner, tabs, activeId } = useTabs.getState();
    if (owner === null || key === null || !key.startsWith(keyOf(owner, ""))) return;
    const id = key.slice(keyOf(owner, "").length);
    const changed = readTab(newValue);
    if (changed) useTabs.setState({ tabs: inOrder([...tabs.filter((tab) => tab.id !== id), changed]) });
    // The tab that is looked at here stays, and is kept again with the next letter.
    else if (id !== activeId) useTabs.setState({ tabs: tabs.filter((tab) => tab.id !== id) });
  };
  window.addEventListener("storage", onStorage);
  return () => { window.removeEventListener("storage", onStorage); };
};
