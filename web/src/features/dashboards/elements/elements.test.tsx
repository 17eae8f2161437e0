import { render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { ButtonTile, Figure, Tile } from "@/api/contracts";
import type { Answer, ClientState } from "@/query/answer";
import { NO_CHOICES, type Choices } from "../choices";
import { TextTile } from "../text-tile";
import { tileTitle } from "../tile-words";
import { ButtonBody } from "./button-body";
import { askedIn, figureName, tileOf } from "./figure-names";
import { keptChoices, keptWords, withKeptChoices } from "./kept-choices";
import { safeAddress } from "./safe-address";
import { ends, headOf, paintOf } from "./shape-geometry";

const LAYOUT = { x: 0, y: 0, width: 6, height: 3 };
const figure = (name: string): Figure => ({ name, dataset_id: "d", measure: { role: "measure", member: "amount", aggregation: "sum" } });
const button = (action: ButtonTile["action"]): ButtonTile => ({ kind: "button", id: "b", layout: LAYOUT, words: "Press me", look: "primary", action });

const answered = (value: number | null, format: string | null = null): ClientState => {
  const meaning = { name: "value", label: "", role: "measure", type: "float", member: "", aggregation: null, grain: null, bin_width: null, is_text_encoded: false } as const;
  const answer = { table: { rowCount: 1, columns: [{ meaning, valueAt: () => value, plotAt: () => value }] }, extra: { number_format: format, notes: [] } } as unknown as Answer;
  return { answer, isStale: false, isWaiting: false, isCancelled: false, problem: null };
};
const failed = (message: string): ClientState => ({ answer: null, isStale: false, isWaiting: false, isCancelled: false, problem: { message } as ClientState["problem"] });

describe("words with numbers", () => {
  const show = async (markdown: string, states: Record<string, ClientState>) => {
    const { container } = render(<TextTile markdown={markdown} figures={Object.keys(states).map(figure)} stateOf={(name) => states[name]} />);
    await vi.waitFor(() => { expect(container.querySelector("p, h2, code")).not.toBeNull(); });
    return container;
  };

  it("stand where the words name them, formatted, and nowhere else", async () => {
    const container = await show("Sold **{total}** of {other} and `{total}` [there](https://a.example/{total})", { total: answered(1234.5, ",.2f") });
    expect(container.textContent).toBe("Sold 1,234.50 of {other} and {total} there");
    expect(container.querySelector("a")?.getAttribute("href")).toBe("https://a.example/%7Btotal%7D");
  });
  it("say calmly that there is none, and why", async () => {
    const container = await show("{broken}, {empty}, {late}", { broken: failed("This dataset has no field “x”."), empty: answered(null), late: { ...failed(""), problem: null, isWaiting: true } });
    expect(container.textContent).toBe("no value (This dataset has no field “x”.), no value (There is nothing to count under these filters.), …loading");
    expect(container.querySelector("[title]")?.getAttribute("title")).toBe("This dataset has no field “x”.");
  });
  it("make nothing of what Markdown is not allowed to hold", async () => {
    const container = await show("{total} <script>alert(1)</script> <data value=\"total\">x</data> ![p](https://evil.example/p.png) [x](javascript:alert(1))", { total: answered(5) });
    expect(container.querySelectorAll("script, img, iframe, data")).toHaveLength(0);
    expect(container.querySelector("a")?.getAttribute("href")).toBe("");
  });
});

describe("figures", () => {
  it("have names that nothing else has, made of plain letters", () => {
    expect(["Sum of amount", "  Größe (m²) ", "42", "", "__x__", "a".repeat(90)].map((label) => figureName(label, []))).toEqual(["sum_of_amount", "gro_e_m2", "number", "number", "x", "a".repeat(36)]);
    expect(figureName("Total", ["total", "total_2"])).toBe("total_3");
  });
  it("are asked with their tile", () => {
    const text: Tile = { kind: "text", id: "t", layout: LAYOUT, markdown: "", figures: [figure("a"), figure("b")] };
    const chart: Tile = { kind: "chart", id: "c", layout: LAYOUT, chart: { dataset_id: "d" } };
    expect(askedIn([text, chart]).map(([id, { id: tile }]) => [id, tile])).toEqual([["c", "c"], ["t.a", "t"], ["t.b", "t"]]);
    expect(["t.a", "t"].map(tileOf)).toEqual(["t", "t"]);
  });
});

describe("a button", () => {
  const press = (action: ButtonTile["action"], choices: Choices = NO_CHOICES) => {
    const done: Choices[] = [];
    render(<ButtonBody tile={button(action)} choices={choices} onChoices={(next) => { done.push(next); }} isEditing={false} hasDashboards={false} />);
    screen.getByRole("button", { name: "Press me" }).click();
    return done;
  };
  const north = { kind: "in", member: "region", values: ["North"] } as const;

  it("goes to a page, sets what was kept, and clears", () => {
    expect(press({ kind: "page", page_id: "p2" }, { ...NO_CHOICES, page: "p1" })).toEqual([{ ...NO_CHOICES, page: "p2" }]);
    document.body.innerHTML = "";
    const kept = { chosen: [{ filter_id: "f", filter: { ...north, values: ["North"] } }, { filter_id: "g", filter: null }] };
    expect(press({ kind: "choices", choices: kept }, { page: "p1", filters: { other: null }, selections: [] })).toEqual([{ page: "p1", filters: { f: north, g: null }, selections: [] }]);
    document.body.innerHTML = "";
    expect(press({ kind: "clear" }, { page: "p1", filters: { f: null }, selections: [] })).toEqual([{ page: "p1", filters: {}, selections: [] }]);
  });
  it("is a link where it leads to another site, and leads to none but by https", () => {
    const { rerender } = render(<ButtonBody tile={button({ kind: "address", address: "https://example.org/a" })} choices={NO_CHOICES} onChoices={() => undefined} isEditing={false} hasDashboards />);
    const link = screen.getByRole("link");
    expect([link.getAttribute("href"), link.getAttribute("rel"), link.getAttribute("target")]).toEqual(["https://example.org/a", "noopener noreferrer nofollow", "_blank"]);
    rerender(<ButtonBody tile={button({ kind: "address", address: "javascript:alert(1)" })} choices={NO_CHOICES} onChoices={() => undefined} isEditing={false} hasDashboards />);
    expect(screen.queryByRole("link")).toBeNull();
    expect(screen.getByRole("button")).toHaveProperty("disabled", true);
  });
  it("leads to no other dashboard for who is not signed in", () => {
    render(<ButtonBody tile={button({ kind: "dashboard", dashboard_id: "x" })} choices={NO_CHOICES} onChoices={() => undefined} isEditing={false} hasDashboards={false} />);
    expect(screen.getByRole("button")).toHaveProperty("disabled", true);
  });
  it("does nothing while it is edited", () => {
    const { container } = render(<ButtonBody tile={button({ kind: "clear" })} choices={NO_CHOICES} onChoices={() => { throw new Error("pressed"); }} isEditing hasDashboards />);
    expect(container.querySelector("[inert]")).not.toBeNull();
    container.querySelector("button")?.click();
  });
  it("keeps what is chosen, and gives it back", () => {
    const choices: Choices = { page: "p", filters: { f: { ...north, values: ["North"] } }, selections: [{ tile_id: "t", dataset_id: "d", filters: [] }], parameters: { n: 3 } };
    expect(withKeptChoices({ ...NO_CHOICES, page: "p" }, keptChoices(choices))).toEqual(choices);
    expect([keptWords(keptChoices(choices)), keptWords({})]).toEqual(["1 filter, 1 parameter, 1 selection.", "Nothing is chosen on the page."]);
  });
});

describe("addresses", () => {
  it("lead out by https and nowhere else", () => {
    const bad = ["javascript:alert(1)", " javascript:alert(1)", "http://a.example", "data:text/html,x", "//a.example", "/x", "", "https://", "https://u:p@a.example", null, undefined];
    expect(bad.map(safeAddress)).toEqual(bad.map(() => null));
    expect(safeAddress("https://a.example/x?y#z")).toBe("https://a.example/x?y#z");
  });
});

describe("shapes", () => {
  it("have the colours of the theme and no others", () => {
    expect([paintOf("accent", "light"), paintOf("category_1", "light"), paintOf("category_8", "dark")]).toEqual(["var(--accent)", "var(--category-1, #0047ba)", expect.stringMatching(/^var\(--category-8, #[0-9a-f]{6}\)$/)]);
    expect(paintOf("url(javascript:x)" as "text", "light")).toBe("var(--category-1, #0047ba)");
  });
  it("lead from edge to edge, with room for what they are drawn with", () => {
    expect(ends("right", { width: 100, height: 40 }, 2)).toEqual({ from: [2, 20], to: [98, 20] });
    expect(ends("up_left", { width: 100, height: 40 }, 4)).toEqual({ from: [97, 37], to: [3, 3] });
    expect(headOf({ from: [2, 20], to: [98, 20] }, 2)).toEqual({ path: "M98 20L87 26.6L87 13.4Z", neck: [87, 20] });
  });
});

it("tiles without titles are called by what they show", () => {
  const tiles: Tile[] = [
    { kind: "image", id: "a", layout: LAYOUT, asset_id: "x", alt: "Our logo" },
    { kind: "image", id: "b", layout: LAYOUT, asset_id: "x" },
    { kind: "shape", id: "c", layout: LAYOUT, form: "arrow" },
    button({ kind: "clear" }),
  ];
  expect(tiles.map(tileTitle)).toEqual(["Our logo", "Image", "Arrow", "Press me"]);
});
