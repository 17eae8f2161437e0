import { expect, it } from "vitest";
import type { DashboardPage } from "@/api/contracts";
import { copyOfPage, newPage } from "./new-pages";

const named = (...titles: string[]): DashboardPage[] => titles.map((title, index) => ({ id: `p${String(index)}`, title, tiles: [], filters: [] }));

it.each([[["Page 1"], "Page 2"], [["Sales", "Costs"], "Page 3"], [["Page 2"], "Page 3"], [["Page 3", "x"], "Page 4"]])("beside %j a new page is called %s", (titles, expected) => {
  expect(newPage(named(...titles))).toEqual({ id: expect.stringMatching(/^page-\w{10}$/) as string, title: expected, tiles: [], filters: [] });
});

it("copies a page with tiles and filters of its own", () => {
  const page: DashboardPage = {
    id: "p", title: "Sales",
    tiles: [{ kind: "text", id: "t", layout: { x: 0, y: 0, width: 4, height: 2 }, markdown: "Hello" }],
    filters: [{ id: "f", label: null, dataset_id: "d", member: "region", control: "list", default: null }],
  };
  const copy = copyOfPage(page, [page]);
  const [tile, filter] = [copy.tiles?.[0], copy.filters?.[0]];
  expect(copy).toEqual({ id: copy.id, title: "Sales (copy)", tiles: [{ ...page.tiles?.[0], id: tile?.id }], filters: [{ ...page.filters?.[0], id: filter?.id }] });
  expect(new Set([page.id, copy.id, "t", tile?.id, "f", filter?.id]).size).toBe(6);
});

it("numbers further copies, and cuts a long name to make room", () => {
  const [first] = named("Sales");
  if (first === undefined) throw new Error("There is a page.");
  expect(copyOfPage(first, named("Sales", "Sales (copy)")).title).toBe("Sales (copy 2)");
  expect(copyOfPage({ ...first, title: "x".repeat(255) }, []).title).toBe(`${"x".repeat(248)} (copy)`);
});
