import { beforeEach, expect, test } from "vitest";
import { emptyDraft } from "./parameters";
import { activateTab, changeTab, closeTab, enterTabs, followWindows, openTab, useTabs } from "./tab-store";
import { contentOfRun, contentOfSaved, emptyContent, hasChanges, savedParameters } from "./tabs";
import { aRun, aSaved } from "./testing";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  useTabs.setState({ owner: null, tabs: [], activeId: null, isUnkept: false });
});

const names = () => useTabs.getState().tabs.map(({ name }) => name);
const active = () => useTabs.getState().tabs.find(({ id }) => id === useTabs.getState().activeId)?.name;
const reload = (owner: string) => { useTabs.setState({ owner: null, tabs: [], activeId: null }); enterTabs(owner); };

test("whoever comes first finds an empty tab, and what was typed is there after a reload", () => {
  enterTabs("ada.home");
  changeTab(useTabs.getState().activeId ?? "", { text: "select 1", parameters: { p: emptyDraft("date") } });
  openTab();
  activateTab(useTabs.getState().tabs[0]?.id ?? "");
  reload("ada.home");
  expect([names(), active(), useTabs.getState().tabs[0]?.text, useTabs.getState().tabs[0]?.parameters]).toEqual([["Query 1", "Query 2"], "Query 1", "select 1", { p: emptyDraft("date") }]);
});

test("how a result is shown stays with its tab", () => {
  enterTabs("ada.home");
  const look = { view: "chart", chart: { mark: "bar", x: "region", y: ["total"], color: null, stacking: "grouped" } } as const;
  changeTab(useTabs.getState().activeId ?? "", { look });
  reload("ada.home");
  expect(useTabs.getState().tabs[0]?.look).toEqual(look);
});

test("another person, or another workspace, has tabs of its own", () => {
  enterTabs("ada.home");
  changeTab(useTabs.getState().activeId ?? "", { text: "select secret" });
  reload("ada.work");
  expect(useTabs.getState().tabs.map(({ text }) => text)).toEqual([""]);
});

test("a closed tab comes back where it was, and the last one leaves an empty one", () => {
  enterTabs("ada.home");
  const [, second] = [openTab(), openTab(), openTab()];
  const undo = closeTab(second.id);
  expect([names(), active()]).toEqual([["Query 1", "Query 2", "Query 4"], "Query 4"]);
  undo();
  expect([names(), active()]).toEqual([["Query 1", "Query 2", "Query 3", "Query 4"], "Query 3"]);
  const undos = useTabs.getState().tabs.map(({ id }) => closeTab(id));
  expect([names(), useTabs.getState().tabs[0]?.text]).toEqual([["Query 1"], ""]);
  undos.at(-1)?.();
  expect(names()).toEqual(["Query 4"]);
});

test("what is broken in the browser's memory is passed over", () => {
  localStorage.setItem("gnomon.sql.ada.home.tab.a", "{");
  localStorage.setItem("gnomon.sql.ada.home.tab.b", '{"id":"b","text":"select 2"}');
  enterTabs("ada.home");
  expect(useTabs.getState().tabs).toEqual([{ id: "b", text: "select 2", name: "Query", parameters: {}, base: null, openedAt: 0 }]);
});

test("two windows keep each other's tabs", () => {
  enterTabs("ada.home");
  const stop = followWindows();
  const tell = (id: string, newValue: string | null) => window.dispatchEvent(new StorageEvent("storage", { key: `gnomon.sql.ada.home.tab.${id}`, newValue }));
  tell("z", JSON.stringify({ id: "z", name: "Theirs", text: "select 9", parameters: {}, base: null, openedAt: 9e15 }));
  expect(names()).toEqual(["Query 1", "Theirs"]);
  tell("z", null);
  tell(useTabs.getState().activeId ?? "", null);
  expect(names()).toEqual(["Query 1"]);
  stop();
});

test("a tab of a saved query knows what saving would change", () => {
  const saved = aSaved({ sql: "select $day", parameters: [{ name: "day", type: "date", label: "Day", value: "2024-01-01" }] });
  const content = contentOfSaved(saved);
  const day = content.parameters["day"];
  expect([
    hasChanges(content),
    hasChanges({ ...content, text: "select 2" }),
    hasChanges({ ...content, name: "Other" }),
    day !== undefined && hasChanges({ ...content, parameters: { day: { ...day, value: "2024-01-02" } } }),
    hasChanges(emptyContent("Query 1", "select 1")),
  ]).toEqual([false, true, true, true, false]);
  expect(savedParameters(content.text, content.parameters, () => "text")).toEqual(saved.parameters);
});

test("a run opens under the words that it begins with", () => {
  const run = aRun({ sql: "select\n  region, count(*) as everything\nfrom sales where day = $day", parameters: { day: { type: "date", value: "2024-01-01" } } });
  expect(contentOfRun(run)).toEqual({ name: "select region, count(*) as everything f…", text: run.sql, base: null, parameters: { day: { type: "date", label: "", value: "2024-01-01", isNull: false } } });
});
