import { expect, test } from "vitest";
import type { ChartSpec, DashboardPage, PageFilter, SemanticModel, ShareLink } from "@/api/contracts";
import { expiresAt, expiryProblem } from "./share-expiry";
import { generatePassword } from "./share-password";
import { passwordProblem, passwordToSend } from "./share-password-field";
import { datasetsIn, relatedIn } from "./share-tables";
import { endWords, shareFacts, shareName } from "./share-words";

const NOW = Date.parse("2026-03-10T12:00:00Z");

const link = (parts: Partial<ShareLink> = {}): ShareLink => ({
  id: "l1", dashboard_id: "d1", name: null, path: "/s/abc", has_password: false, expires_at: null, locks: [], has_preview: false, view_count: 0,
  last_viewed_at: null, created_at: "2026-03-01T00:00:00Z", created_by: "Ada", is_live: true, ...parts,
});

test("a link says in words what holds for it", () => {
  expect(shareFacts(link(), NOW)).toEqual(["No password", "Never expires", "No preview", "Never opened"]);
  expect(shareFacts(link({ has_preview: true }), NOW)).toContain("Preview where it is pasted");
  const facts = shareFacts(link({
    has_password: true, expires_at: "2026-03-12T12:00:00Z", view_count: 3, last_viewed_at: "2026-03-08T12:00:00Z",
    locks: [{ dataset_id: "o", member: "sales_region", values: ["East", "West"] }],
  }), NOW);
  expect(facts).toEqual(["Asks for a password", expect.stringMatching(/^Expires Mar 12, 2026/), "Only sales region: East, West", "Opened 3 times, last 2 days ago"]);
  expect(shareFacts(link({ view_count: 1, last_viewed_at: "2026-03-10T12:00:00Z" }), NOW).at(-1)).toBe("Opened once, last just now");
  expect([shareName(link()), shareName(link({ name: "For the board" }))]).toEqual(["Link", "For the board"]);
});

test("a link that leads nowhere any more says why", () => {
  expect(endWords(link(), NOW)).toBeNull();
  expect(endWords(link({ is_live: false, expires_at: "2026-03-10T11:59:00Z" }), NOW)).toBe("Expired");
  expect(endWords(link({ is_live: false }), NOW)).toBe("Ended");
});

test("an end counts from now, and a day of choice counts to its last second", () => {
  expect(expiresAt({ kind: "kept", date: "" }, NOW)).toBeUndefined();
  expect(expiresAt({ kind: "never", date: "" }, NOW)).toBeNull();
  expect(expiresAt({ kind: "week", date: "" }, NOW)).toBe("2026-03-17T12:00:00.000Z");
  expect(expiresAt({ kind: "date", date: "2026-03-11" }, NOW)).toBe(new Date(2026, 2, 11, 23, 59, 59).toISOString());
  expect(expiryProblem({ kind: "date", date: "" }, NOW)).toBe("Choose the last day on which the link works.");
  expect(expiryProblem({ kind: "date", date: "2026-03-08" }, NOW)).toBe("This day is over already.");
  expect(expiryProblem({ kind: "date", date: "2026-03-12" }, NOW)).toBeUndefined();
  expect(expiryProblem({ kind: "week", date: "" }, NOW)).toBeUndefined();
});

test("a generated password is long, easy to read out, and never the same", () => {
  const made = Array.from({ length: 50 }, generatePassword);
  for (const one of made) expect(one).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
  expect(new Set(made).size).toBe(50);
});

test("a password stays, changes or goes, and a short one is not taken", () => {
  expect([passwordToSend({ kind: "kept", text: "" }), passwordToSend({ kind: "set", text: "" }), passwordToSend({ kind: "set", text: "long enough" }), passwordToSend({ kind: "removed", text: "" })])
    .toEqual([undefined, undefined, "long enough", null]);
  expect(passwordProblem(false, { kind: "set", text: "" })).toBeUndefined();
  expect(passwordProblem(true, { kind: "set", text: "" })).toBe("At least 8 characters.");
  expect(passwordProblem(false, { kind: "set", text: "1234567" })).toBe("At least 8 characters.");
});

test("the tables that can be locked are those of the pictures, and those that their fields reach", () => {
  const chart = (dataset_id: string, member: string): ChartSpec => ({ version: 1, dataset_id, mark: "bar", encodings: { x: { role: "dimension", member } } });
  const tile = (id: string, of: ChartSpec): NonNullable<DashboardPage["tiles"]>[number] => ({ kind: "chart", id, title: null, layout: { x: 0, y: 0, width: 4, height: 4 }, chart: of });
  const filter: PageFilter = { id: "f", label: null, dataset_id: "orders", member: "shops.city", control: "list", default: null };
  const spec = { pages: [{ id: "p", title: "P", filters: [filter], tiles: [tile("a", chart("orders", "customers.country")), tile("b", chart("orders", "region")), tile("c", chart("customers", "country"))] }] };
  const related = [["customers", "customers"], ["shops", "shops"], ["products", "products"]].map(([address, dataset_id]) => ({ address, dataset_id }));
  const orders = { dataset_id: "orders", related } as unknown as SemanticModel;
  expect(datasetsIn(spec)).toEqual(["orders", "customers"]);
  expect(relatedIn(spec, [orders])).toEqual(["shops"]);
});
