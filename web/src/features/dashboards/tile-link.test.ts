import { afterEach, expect, it } from "vitest";
import { choicesFrom, readSearch } from "./choices";
import { tileAddress } from "./tile-link";

afterEach(() => { window.history.replaceState(null, "", "/"); });

it("leads to a tile on its page with what was chosen, and not with how it was looked at", () => {
  window.history.replaceState(null, "", "/dashboards/d1?mode=edit&present=30");
  const choices = { filters: { where: { kind: "in" as const, member: "region", values: ["East & West"] } }, selections: [], present: 30, refresh: 60, tile: "other", page: "elsewhere" };
  const address = new URL(tileAddress({ tileId: "bars", pageId: "orders", choices }));
  expect([address.origin, address.pathname]).toEqual([window.location.origin, "/dashboards/d1"]);
  const search = Object.fromEntries([...address.searchParams].map(([name, value]) => [name, value.startsWith("{") ? (JSON.parse(value) as unknown) : value]));
  expect(choicesFrom(readSearch(search))).toEqual({ page: "orders", tile: "bars", filters: choices.filters, selections: [] });
});
