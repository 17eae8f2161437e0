import { afterEach, expect, test, vi } from "vitest";
import { createHost, listedOrigins, readWish, type Host, type Wish } from "./embedded-host";

const PORTAL = "https://portal.example";

type Stage = { host: Host; wishes: Wish[]; told: [unknown, string][]; say: (data: unknown, origin?: string, source?: unknown) => void };

const stage = (origins: readonly string[] = [PORTAL], isFramed = true): Stage => {
  const target = new EventTarget();
  const told: [unknown, string][] = [];
  const parent = { postMessage: (data: unknown, origin: string) => told.push([data, origin]) };
  const window = Object.assign(target, { parent: {} }) as unknown as Window & { parent: unknown };
  Object.assign(window, { parent: isFramed ? parent : window });
  const wishes: Wish[] = [];
  const host = createHost(window, origins);
  host.hear((wish) => wishes.push(wish));
  const say: Stage["say"] = (data, origin = PORTAL, source = parent) => {
    target.dispatchEvent(Object.assign(new Event("message"), { data, origin, source }));
  };
  return { host, wishes, told, say };
};

afterEach(() => { document.head.innerHTML = ""; });

test("wishes of the page around are heeded where its origin is listed, and what is told goes to that origin alone", () => {
  const { host, wishes, told, say } = stage();
  host.send({ type: "hello" });
  host.send({ type: "ready", name: "Orders", pages: [] });
  expect(told).toEqual([[{ gnomon: 1, type: "hello" }, "*"]]);
  say({ gnomon: 1, type: "token", token: "a.b.c", theme: "dark" });
  host.send({ type: "ready", name: "Orders", pages: [] });
  expect(wishes).toEqual([{ type: "token", token: "a.b.c", filters: {}, theme: "dark", background: undefined }]);
  expect(told.at(-1)).toEqual([{ gnomon: 1, type: "ready", name: "Orders", pages: [] }, PORTAL]);
});

test("no other origin, window or place is heeded", () => {
  const { host, wishes, told, say } = stage();
  const refresh = { gnomon: 1, type: "refresh" };
  for (const origin of ["https://evil.example", "https://portal.example.evil.example", "http://portal.example", "https://portal.example:8443", "null", ""]) say(refresh, origin);
  say(refresh, PORTAL, {});
  say(refresh, PORTAL, null);
  const alone = stage([PORTAL], false);
  alone.say(refresh);
  alone.host.send({ type: "hello" });
  const unlisted = stage([]);
  unlisted.say(refresh);
  host.send({ type: "resize", height: 7 });
  expect([wishes, told, alone.wishes, alone.told, unlisted.wishes]).toEqual([[], [], [], [], []]);
});

test("what is malformed is no wish", () => {
  const odd: unknown[] = [
    null, 7, "refresh", [], { type: "refresh" }, { gnomon: "1", type: "refresh" }, { gnomon: 2, type: "refresh" }, { gnomon: 1 }, { gnomon: 1, type: "nothing" }, { gnomon: 1, type: ["refresh"] },
    { gnomon: 1, type: "token" }, { gnomon: 1, type: "token", token: "" }, { gnomon: 1, type: "token", token: 7 }, { gnomon: 1, type: "token", token: "x".repeat(16_001) }, { gnomon: 1, type: "token", token: "t", filters: [] },
    { gnomon: 1, type: "filters" }, { gnomon: 1, type: "filters", filters: null }, { gnomon: 1, type: "filters", filters: "x" }, { gnomon: 1, type: "filters", filters: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [String(at), []])) },
    { gnomon: 1, type: "theme" }, { gnomon: 1, type: "theme", theme: "blue" }, { gnomon: 1, type: "theme", theme: { toString: () => "dark" } },
  ];
  expect(odd.map(readWish)).toEqual(odd.map(() => null));
  expect(readWish({ gnomon: 1, type: "token", token: "t", theme: "blue", background: 1, more: true })).toEqual({ type: "token", token: "t", filters: {}, theme: undefined, background: undefined });
});

test("whom to heed stands in the page, as the server wrote it", () => {
  expect(listedOrigins(document)).toEqual([]);
  document.head.innerHTML = `<meta name="gnomon-embed-origins" content="">`;
  expect(listedOrigins(document)).toEqual([]);
  document.head.innerHTML = `<meta name="gnomon-embed-origins" content="https://a.example http://b.example:81">`;
  expect(listedOrigins(document)).toEqual(["https://a.example", "http://b.example:81"]);
});

test("who stops hearing hears no more", () => {
  const target = Object.assign(new EventTarget(), { parent: {} });
  const heard = vi.fn();
  const quiet = createHost(target as unknown as Window, [PORTAL]).hear(heard);
  const say = () => { target.dispatchEvent(Object.assign(new Event("message"), { data: { gnomon: 1, type: "refresh" }, origin: PORTAL, source: target.parent })); };
  say();
  quiet();
  say();
  expect(heard).toHaveBeenCalledTimes(1);
});
