import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventsIn } from "./event-stream";
import { createLive, type LiveTags } from "./live";

const STATE = (sign: string, version: string) => ({ sign, dashboards: { d: "1" }, datasets: { s: version } });
const eventText = (state: { sign: string }) => `id: ${state.sign}\nevent: state\ndata: ${JSON.stringify(state)}\n\n`;

/** A stream into which the test speaks. */
const spoken = () => {
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (given) => { control = given; } });
  return { body, say: (text: string) => control?.enqueue(new TextEncoder().encode(text)), end: () => control?.close() };
};

type Asked = { address: string; headers: Headers; signal: AbortSignal };

let isHidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  isHidden = false;
  vi.spyOn(document, "hidden", "get").mockImplementation(() => isHidden);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const server = (answer: (asked: Asked) => Response | Promise<Response>) => {
  const asked: Asked[] = [];
  const live = createLive(async (address, init) => {
    const one = { address, headers: new Headers(init.headers), signal: init.signal as AbortSignal };
    asked.push(one);
    return answer(one);
  });
  return { asked, live, paths: () => asked.map(({ address }) => address.replace("/api/v1/live", "")) };
};

describe("hearing of changes", () => {
  it("takes one stream for all who want it, and tells each of them every state", async () => {
    const [voice, other] = [spoken(), spoken()];
    const { live, asked, paths } = server(() => new Response((asked.length === 1 ? voice : other).body));
    const heard: Record<string, LiveTags[]> = { one: [], two: [] };
    const stop = live.follow({ dashboards: ["d"], datasets: ["s"] }, (tags) => { heard["one"]?.push(tags); });
    live.follow({ dashboards: [], datasets: ["s"] }, (tags) => { heard["two"]?.push(tags); });
    await pass(100);
    expect(paths()).toEqual(["?dashboard=d&dataset=s"]);
    voice.say(eventText(STATE("x", "v1")));
    await pass(0);
    voice.say(": here\n\n");
    voice.say(eventText(STATE("y", "v2")).slice(0, 20));
    await pass(0);
    voice.say(eventText(STATE("y", "v2")).slice(20));
    await pass(0);
    expect(heard["one"]?.map(({ datasets }) => datasets["s"])).toEqual(["v1", "v2"]);
    expect(heard["two"]).toEqual(heard["one"]);
    stop();
    await pass(100);
    expect(paths()).toEqual(["?dashboard=d&dataset=s", "?dataset=s"]);
  });

  it("tells whoever joins what is known already, without asking again", async () => {
    const voice = spoken();
    const { live, asked } = server(() => new Response(voice.body));
    live.follow({ dashboards: [], datasets: ["s"] }, () => undefined);
    await pass(100);
    voice.say(eventText(STATE("x", "v1")));
    await pass(0);
    const late = vi.fn();
    live.follow({ dashboards: [], datasets: ["s"] }, late);
    await pass(100);
    expect(late).toHaveBeenCalledWith(STATE("x", "v1"));
    expect(asked).toHaveLength(1);
  });

  it("rests while nobody can see the tab, and goes on where it was", async () => {
    const voices = [spoken(), spoken()];
    const { live, asked } = server(() => new Response(voices[asked.length - 1]?.body));
    const stop = live.follow({ dashboards: ["d"], datasets: [] }, () => undefined);
    await pass(100);
    voices[0]?.say(eventText(STATE("x", "v1")));
    await pass(0);
    isHidden = true;
    document.dispatchEvent(new Event("visibilitychange"));
    await pass(100);
    expect(asked[0]?.signal.aborted).toBe(true);
    await pass(600_000);
    expect(asked).toHaveLength(1);
    isHidden = false;
    document.dispatchEvent(new Event("visibilitychange"));
    await pass(100);
    expect(asked).toHaveLength(2);
    stop();
  });

  it("asks every five seconds where no stream comes through, ever slower while that fails too, and tries the stream again", async () => {
    let isAway = false;
    const { live, paths } = server(({ address }) => {
      if (!address.includes("/changes")) return new Response("no", { status: 502 });
      return isAway ? new Response("no", { status: 503 }) : Response.json(STATE("x", "v1"));
    });
    const told = vi.fn();
    const stop = live.follow({ dashboards: ["d"], datasets: [] }, told);
    await pass(100);
    expect(paths()).toEqual(["?dashboard=d", "/changes?dashboard=d"]);
    await pass(10_000);
    expect(paths().slice(2)).toEqual(["/changes?dashboard=d&since=x", "/changes?dashboard=d&since=x"]);
    expect(told).toHaveBeenCalledTimes(3);
    isAway = true;
    await pass(35_000);
    const failing = paths().length;
    expect(failing).toBeLessThan(9);
    await pass(120_000);
    expect(paths().filter((path) => path === "?dashboard=d").length).toBeGreaterThan(1);
    expect(paths().length - failing).toBeLessThan(8);
    stop();
  });

  it("begins another stream when one that has lived ends, and says what it was told last", async () => {
    const voices = [spoken(), spoken()];
    const { live, asked } = server(() => new Response(voices[asked.length - 1]?.body));
    const stop = live.follow({ dashboards: ["d"], datasets: [] }, () => undefined);
    await pass(100);
    voices[0]?.say(eventText(STATE("x", "v1")));
    await pass(20_000);
    voices[0]?.end();
    await pass(2_000);
    expect(asked.map(({ headers }) => headers.get("Last-Event-ID"))).toEqual([null, "x"]);
    stop();
  });
});

describe("a stream of events", () => {
  it("is read however it is cut, with its comments and line ends", async () => {
    vi.useRealTimers();
    const voice = spoken();
    for (const piece of ["retry: 5\n", "\n: hi\r\n\r\nevent: st", "ate\ndata: {\"a\":", "1}\ndata: 2\n\n", "data: lone\n\nevent: none\n\ndata: cut"]) voice.say(piece);
    voice.end();
    const events = [];
    for await (const event of eventsIn(voice.body, 1_000)) events.push(event);
    expect(events).toEqual([{ name: "state", data: "{\"a\":1}\n2" }, { name: "message", data: "lone" }]);
  });

  it("that says nothing for too long is taken for dead", async () => {
    vi.useRealTimers();
    const voice = spoken();
    const reading = (async () => { for await (const event of eventsIn(voice.body, 20)) expect(event).toBeNull(); })();
    await expect(reading).rejects.toThrow("silent");
  });
});
