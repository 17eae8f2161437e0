import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { DashboardPage, Tile } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import type { Choices } from "../choices";
import { AddMenu } from "./add-menu";
import { ElementDialog } from "./element-dialog";

const CHART: Tile = { kind: "chart", id: "bars", layout: { x: 0, y: 0, width: 20, height: 6 }, chart: { dataset_id: "sales" } };
const PAGE: DashboardPage = { id: "one", title: "One", tiles: [CHART], filters: [] };
const OTHER: DashboardPage = { id: "two", title: "Two", tiles: [], filters: [] };
const CHOICES: Choices = { filters: { region: { kind: "in", member: "region", values: ["North"] } }, selections: [] };
const ASSET = { id: "asset-1", name: "logo.png", content_type: "image/png", byte_size: 3, width: 1, height: 1, created_at: "2026-01-01T00:00:00Z" };
const MODEL = {
  dataset_id: "sales", dataset_name: "Sales",
  dimensions: [{ name: "region", label: "Region", kind: "categorical", type: "text", is_hidden: false }],
  measures: [
    { name: "*", label: "Rows", is_hidden: false, default_aggregation: "count", aggregations: ["count"], formula: null },
    { name: "amount", label: "Amount", is_hidden: false, default_aggregation: "sum", aggregations: ["sum", "avg", "quantile"], formula: null },
  ],
};

const served = (refused: boolean) => fakeServer(({ method, path }) => {
  if (method === "POST" && path.includes("/dashboard-images")) return refused ? problem(422, "VALIDATION_ERROR", "This file cannot be shown as an image: it breaks off.") : json(ASSET, 201);
  if (path.includes("/model")) return json(MODEL);
  if (path.includes("/members/")) return json({ rows: [["North", 3], ["South", 2]], total_rows: 2 });
  return json({ items: [{ id: "sales", name: "Sales", status: "ready" }], total: 1, next_cursor: null });
});

const open = ({ tile, isRefused = false }: { tile?: Tile; isRefused?: boolean } = {}) => {
  served(isRefused);
  const done: Tile[] = [];
  const common = { page: PAGE, otherPages: [OTHER], choices: CHOICES };
  render(
    <QueryClientProvider client={createQueryClient()}>
      <TooltipProvider>
        {tile ? <ElementDialog {...common} tile={tile} onClose={() => undefined} onSave={(saved) => { done.push(saved); }} /> : <AddMenu {...common} onAddChart={() => { throw new Error("a picture in Explore"); }} onBegin={() => { throw new Error("a picture"); }} onAdd={(added) => { done.push(added); }} />}
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), done };
};

const add = async (user: ReturnType<typeof userEvent.setup>, kind: string) => {
  await user.tab();
  await user.keyboard("{Enter}");
  const item = await screen.findByRole("menuitem", { name: kind });
  while (document.activeElement !== item) await user.keyboard("{ArrowDown}");
  await user.keyboard("{Enter}");
};

test("everything can be added by keyboard, each in the first free place", async () => {
  const { user, done } = open();
  await add(user, "Shape");
  await screen.findByRole("dialog", { name: "Add a shape" });
  expect(await axeFindings(document.body)).toEqual([]);
  await user.click(screen.getByRole("radio", { name: "Arrow" }));
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(done).toEqual([expect.objectContaining({ kind: "shape", form: "arrow", layout: { x: 0, y: 6, width: 6, height: 4 } })]);
});

test("a button needs words, and keeps what is chosen on the page", async () => {
  const { user, done } = open();
  await add(user, "Button");
  await screen.findByRole("dialog", { name: "Add a button" });
  expect(screen.getByRole("button", { name: "Add" })).toHaveProperty("disabled", true);
  await user.type(screen.getByRole("textbox", { name: "Words" }), "  Only the north ");
  await user.click(screen.getByRole("combobox", { name: "When pressed" }));
  await user.click(await screen.findByRole("option", { name: "Set filters and selections" }));
  await screen.findByText("1 filter.");
  expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(done).toEqual([expect.objectContaining({
    kind: "button", words: "Only the north", look: "primary", layout: { x: 20, y: 0, width: 4, height: 1 },
    action: { kind: "choices", choices: { chosen: [{ filter_id: "region", filter: CHOICES.filters["region"] }], selections: [], parameters: [] } },
  })]);
});

test("a button leads out by https only", async () => {
  const { user } = open({ tile: { kind: "button", id: "b", layout: CHART.layout, words: "Out", look: "quiet", action: { kind: "address", address: "" } } });
  const save = await screen.findByRole("button", { name: "Save" });
  for (const [address, isTaken] of [["javascript:alert(1)", false], ["http://a.example", false], ["https://a.example", true]] as const) {
    await user.clear(screen.getByRole("textbox", { name: "Address" }));
    await user.type(screen.getByRole("textbox", { name: "Address" }), address);
    expect(save.hasAttribute("disabled")).toBe(!isTaken);
  }
});

test("an image is asked for with what it shows", async () => {
  const { user, done } = open();
  await add(user, "Image");
  await screen.findByRole("dialog", { name: "Add an image" });
  await user.upload(screen.getByLabelText("Image file"), new File(["abc"], "logo.png", { type: "image/png" }));
  await screen.findByText("logo.png");
  await user.type(screen.getByRole("textbox", { name: "What it shows" }), "Our logo");
  expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(done).toEqual([expect.objectContaining({ kind: "image", asset_id: "asset-1", alt: "Our logo", fit: "contain", link: null })]);
});

test("a file that is no image is refused where it was chosen", async () => {
  const { user } = open({ isRefused: true });
  await add(user, "Image");
  await screen.findByRole("dialog", { name: "Add an image" });
  await user.upload(screen.getByLabelText("Image file"), new File(["abc"], "logo.png", { type: "image/png" }));
  await screen.findByText("This file cannot be shown as an image: it breaks off.");
  expect(screen.getByRole("button", { name: "Add" })).toHaveProperty("disabled", true);
});

test("a number of the data goes to where the words are being written", async () => {
  const { user, done } = open({ tile: { kind: "text", id: "t", layout: CHART.layout, markdown: "Sold  in all." } });
  const area = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Text" });
  area.setSelectionRange(5, 5);
  await user.click(screen.getByRole("button", { name: "Add a number from the data" }));
  await user.click(await screen.findByRole("combobox", { name: "Field" }));
  await user.click(await screen.findByRole("option", { name: "Amount" }));
  await user.click(screen.getByRole("combobox", { name: "Counted as" }));
  await user.click(await screen.findByRole("option", { name: "Average" }));
  await user.click(screen.getByRole("combobox", { name: /^Only where/ }));
  await user.click(await screen.findByRole("option", { name: "Region" }));
  await user.click(await screen.findByRole("checkbox", { name: /North/ }));
  expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Insert Average amount" }));
  await waitFor(() => { expect(area.value).toBe("Sold {average_amount} in all."); });
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(done).toEqual([{
    kind: "text", id: "t", layout: CHART.layout, markdown: "Sold {average_amount} in all.",
    figures: [{ name: "average_amount", dataset_id: "sales", measure: { role: "measure", member: "amount", aggregation: "avg" }, filters: [{ kind: "in", member: "region", values: ["North"], exclude: false }] }],
  }]);
});
