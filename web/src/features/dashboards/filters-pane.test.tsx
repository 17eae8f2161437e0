import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DashboardSpec, Filter } from "@/api/contracts";
import { fakeServer, json } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { beginSession, endSession } from "@/api/session";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { NO_CHOICES, type Choices } from "./choices";
import { FiltersPane } from "./filters-pane";
import type { PageEditor } from "./page-editor";

const open: Filter = { kind: "in", member: "is_open", values: [true] };
const east: Filter = { kind: "in", member: "region", values: ["East"] };

const spec: DashboardSpec = {
  version: 1,
  filters: [{ id: "region", label: "Region", dataset_id: "d", member: "region", control: "list" }],
  parameters: [{ id: "rate", label: "Rate", dataset_id: "d", parameter: "rate", control: "slider", default: 0.5, min: 0, max: 1 }],
  pages: [{
    id: "p1", title: "Overview",
    filters: [{ id: "city", label: "City", dataset_id: "d", member: "city", control: "list" }, { id: "amount", label: "Amount", dataset_id: "d", member: "amount", control: "range" }],
    tiles: [{ kind: "chart", id: "bars", title: "Bars", layout: { x: 0, y: 0, width: 12, height: 9 }, chart: { version: 1, dataset_id: "d", mark: "bar", filters: [open as never] } }],
  }],
};

const dimension = (name: string, kind: string) => ({ name, label: name.charAt(0).toUpperCase() + name.slice(1), kind, type: "text", is_hidden: false });
const model = { model_id: null, dataset_id: "d", dataset_name: "Sales", dimensions: [dimension("region", "categorical"), dimension("city", "categorical"), dimension("amount", "number"), { ...dimension("is_open", "boolean"), label: "Is open" }], measures: [], related: [], hierarchies: [], parameters: [] };

beforeEach(() => { beginSession({ access_token: "t", token_type: "bearer", expires_in: 900, user: { id: "u" } } as never); });
afterEach(() => { endSession({ isUnexpected: false }); });

const show = (choices: Choices = NO_CHOICES) => {
  fakeServer(({ path }) => (path.endsWith("/model") ? json(model) : json({ rows: [], total_rows: 0 })));
  const states: DashboardSpec[] = [];
  const Held = () => {
    const [present, setPresent] = useState(spec);
    const editor = { changeSpec: (change: (spec: DashboardSpec) => DashboardSpec) => { const next = change(present); states.push(next); setPresent(next); } } as PageEditor;
    const [page] = present.pages;
    return page && <FiltersPane page={page} shared={present} choices={choices} editor={editor} onClose={() => undefined} />;
  };
  render(<QueryClientProvider client={createQueryClient()}><TooltipProvider><Held /></TooltipProvider></QueryClientProvider>);
  return states;
};

const names = (level: string) => within(screen.getByRole("region", { name: level })).queryAllByRole("listitem").map((item) => item.querySelector("p")?.textContent);
const choose = async (of: string, item: string | RegExp) => {
  screen.getByRole("button", { name: `More for ${of}` }).focus();
  await userEvent.keyboard("{Enter}");
  (await screen.findByRole(/^Needs|^Lists/.test(String(item)) ? "menuitemcheckbox" : "menuitem", { name: item })).focus();
  await userEvent.keyboard("{Enter}");
};

test("all levels stand in one place, and nothing is in anybody's way", async () => {
  show();
  expect([names("Whole dashboard"), names("This page"), names("Parameters")]).toEqual([["Region"], ["City", "Amount"], ["Rate"]]);
  expect(await screen.findByRole("button", { name: /^Is open.*true$/ })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Move City up" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "Move Amount down" })).toBeDisabled();
  expect(await axeFindings()).toEqual([]);
});

test("the keyboard orders, moves, requires, places and removes filters", async () => {
  const states = show();
  screen.getByRole("button", { name: "Move Amount up" }).focus();
  await userEvent.keyboard("{Enter}");
  expect(names("This page")).toEqual(["Amount", "City"]);
  await choose("City", "Move to the whole dashboard");
  expect([names("Whole dashboard"), names("This page")]).toEqual([["Region", "City"], ["Amount"]]);
  await choose("Region", "Needs a value");
  await choose("Region", "Lists what other filters leave");
  expect(states.at(-1)?.filters?.[0]).toMatchObject({ id: "region", is_required: true, is_cascading: false });
  await choose("Amount", "Place it on the page");
  expect(states.at(-1)?.pages[0]?.tiles?.[1]).toMatchObject({ kind: "slicer", control_id: "amount" });
  await choose("Amount", "Remove");
  expect(states.at(-1)?.pages[0]?.tiles).toHaveLength(1);
  expect(names("This page")).toEqual([]);
});

test("the present choice becomes the default, and moves into a tile", async () => {
  const states = show({ ...NO_CHOICES, filters: { region: east } });
  await choose("Region", "Make the present choice the default");
  expect(states.at(-1)?.filters?.[0]?.default).toEqual(east);
  await choose("Region", "Remove the default");
  expect(states.at(-1)?.filters?.[0]?.default).toBeNull();
});

test("filters of a tile move to its page, and go", async () => {
  const states = show();
  await userEvent.click(await screen.findByRole("button", { name: "Move Is open to this page" }));
  expect(names("This page")).toEqual(["City", "Amount", "Is open"]);
  expect(states.at(-1)?.pages[0]?.filters?.[2]).toMatchObject({ member: "is_open", default: open });
  expect(states.at(-1)?.pages[0]?.tiles?.[0]).toMatchObject({ chart: { filters: [] } });
});
