import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { embed } from "./embed";
import type { GnomonEmbed, GnomonOptions } from "./gnomon-embed";

const SERVER = "https://gnomon.example";

let place: HTMLElement;
let open: GnomonEmbed[] = [];

beforeEach(() => {
  place = document.createElement("div");
  document.body.append(place);
  vi.useFakeTimers();
});
afterEach(() => {
  for (const one of open) one.destroy();
  open = [];
  document.body.innerHTML = "";
  vi.useRealTimers();
});

const begin = (options: GnomonOptions = { server: SERVER, embedId: "abc", token: "t1" }) => {
  const made = embed(place, options);
  open.push(made);
  const sent: [unknown, string][] = [];
  const inner = made.iframe.contentWindow as Window;
  inner.postMessage = ((data: unknown, origin: string) => sent.push([data, origin])) as Window["postMessage"];
  const say = (data: unknown, origin = SERVER, source: unknown = inner) => {
    window.dispatchEvent(Object.assign(new Event("message"), { data, origin, source }));
  };
  const told: [string, unknown][] = [];
  for (const name of ["ready", "filterchange", "select", "resize", "error"] as const) made.on(name, (event) => told.push([name, event]));
  return { made, sent, say, told };
};

const settle = () => vi.advanceTimersByTimeAsync(0);

test("the frame stands at an address without token, query or fragment, and is given the token when it asks", async () => {
  const { made, sent, say } = begin({ server: `${SERVER}/`, embedId: "a/b?c#d", token: "t1", filters: { region: ["East"] }, theme: "dark", background: "transparent", title: "Orders" });
  expect(made.iframe.src).toBe(`${SERVER}/embed/a%2Fb%3Fc%23d`);
  expect([made.iframe.title, made.iframe.referrerPolicy, made.iframe.parentElement]).toEqual(["Orders", "no-referrer", place]);
  expect(sent).toEqual([]);
  say({ gnomon: 1, type: "hello" });
  await settle();
  expect(sent).toEqual([[{ gnomon: 1, type: "token", token: "t1", filters: { region: ["East"] }, theme: "dark", background: "transparent" }, SERVER]]);
});

test("only the own frame, from the instance's origin, in known words, is heeded", async () => {
  const { sent, say, told } = begin();
  const ready = { gnomon: 1, type: "ready", name: "Orders", pages: [] };
  say(ready, "https://evil.example");
  say(ready, "http://gnomon.example");
  say(ready, SERVER, window);
  say({ gnomon: 1, type: "hello" }, "https://evil.example");
  for (const odd of [null, "x", 7, [], {}, { gnomon: 2, type: "ready" }, { gnomon: 1, type: "constructor" }, { gnomon: 1, type: "resize", height: "9px" }, { gnomon: 1, type: "resize", height: -1 }, { gnomon: 1, type: "resize", height: Infinity }]) say(odd);
  await settle();
  expect([sent, told]).toEqual([[], []]);
  say(ready);
  expect(told).toEqual([["ready", { name: "Orders", pages: [] }]]);
});

test("filters, looks and refreshes go in; the height follows where it is automatic", () => {
  const { made, sent, say, told } = begin();
  say({ gnomon: 1, type: "ready", name: "Orders", pages: [] });
  made.setFilters({ region: ["East"] });
  made.setTheme("dark");
  made.refresh();
  expect(sent).toEqual([
    [{ gnomon: 1, type: "filters", filters: { region: ["East"] } }, SERVER],
    [{ gnomon: 1, type: "theme", theme: "dark" }, SERVER],
    [{ gnomon: 1, type: "refresh" }, SERVER],
  ]);
  say({ gnomon: 1, type: "resize", height: 612.4 });
  expect(made.iframe.style.height).toBe("613px");
  expect(told.at(-1)).toEqual(["resize", { height: 612.4 }]);
  const fixed = begin({ server: SERVER, embedId: "abc", token: "t", height: 300 });
  fixed.say({ gnomon: 1, type: "resize", height: 900 });
  expect(fixed.made.iframe.style.height).toBe("300px");
});

test("filters that are set before the frame asks go with the token", async () => {
  const { made, sent, say } = begin({ server: SERVER, embedId: "abc", token: "t", filters: { region: ["East"], channel: ["Web"] } });
  made.setFilters({ region: ["West"] });
  say({ gnomon: 1, type: "hello" });
  await settle();
  expect(sent).toEqual([[{ gnomon: 1, type: "token", token: "t", filters: { region: ["West"], channel: ["Web"] } }, SERVER]]);
});

test("another token is fetched when the frame asks for it, without touching what is chosen", async () => {
  const tokens = ["t1", "t2"];
  const { sent, say, told } = begin({ server: SERVER, embedId: "abc", getToken: () => Promise.resolve(tokens.shift() ?? ""), filters: { region: ["East"] } });
  say({ gnomon: 1, type: "hello" });
  await settle();
  say({ gnomon: 1, type: "renew" });
  await settle();
  expect(sent.map(([data]) => data)).toEqual([{ gnomon: 1, type: "token", token: "t1", filters: { region: ["East"] } }, { gnomon: 1, type: "token", token: "t2" }]);
  say({ gnomon: 1, type: "renew" });
  await settle();
  expect(told).toEqual([["error", { code: "NO_TOKEN", message: "There is no token." }]]);
});

test("a token that cannot be had or renewed, and a frame that does not answer, are errors", async () => {
  const failing = begin({ server: SERVER, embedId: "abc", getToken: () => { throw new Error("Signed out."); } });
  failing.say({ gnomon: 1, type: "hello" });
  await settle();
  expect(failing.told).toEqual([["error", { code: "NO_TOKEN", message: "Signed out." }]]);
  const fixed = begin();
  fixed.say({ gnomon: 1, type: "renew" });
  await settle();
  expect(fixed.sent).toEqual([[{ gnomon: 1, type: "token", token: "t1" }, SERVER]]);
  const silent = begin();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(silent.told.map(([, event]) => (event as { code: string }).code)).toEqual(["UNREACHABLE"]);
});

test("what is destroyed is gone, also for a token on its way", async () => {
  let give: (token: string) => void = () => undefined;
  const { made, sent, say, told } = begin({ server: SERVER, embedId: "abc", getToken: () => new Promise((resolve) => { give = resolve; }) });
  say({ gnomon: 1, type: "hello" });
  const inner = made.iframe.contentWindow;
  made.destroy();
  give("late");
  await settle();
  say({ gnomon: 1, type: "ready" }, SERVER, inner);
  await vi.advanceTimersByTimeAsync(20_000);
  made.setFilters({ region: [] });
  expect([sent, told, place.children.length]).toEqual([[], [], 0]);
});

test("a listener is let go, and addresses that are no web pages are refused", () => {
  const { made, say } = begin();
  const heard = vi.fn();
  const off = made.on("ready", heard);
  off();
  say({ gnomon: 1, type: "ready", name: "x", pages: [] });
  expect(heard).not.toHaveBeenCalled();
  for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///x"]) expect(() => embed(place, { url, token: "t" })).toThrow(TypeError);
  expect(() => embed("#nothing", { server: SERVER, embedId: "abc", token: "t" })).toThrow(TypeError);
});
