import { expect, test } from "vitest";
import { BrokenBatch, readFrames, type Frame } from "./frames";

const encode = (header: Record<string, unknown>, body: readonly number[]): Uint8Array => {
  const json = new TextEncoder().encode(JSON.stringify({ ...header, body_length: body.length }));
  const bytes = new Uint8Array(4 + json.length + body.length);
  new DataView(bytes.buffer).setUint32(0, json.length, false);
  bytes.set(json, 4);
  bytes.set(body, 4 + json.length);
  return bytes;
};

const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

const streamOf = (...chunks: Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({ start: (controller) => { for (const chunk of chunks) controller.enqueue(chunk); controller.close(); } });

const readAll = async (stream: ReadableStream<Uint8Array>): Promise<{ id: string; extra: unknown; body: number[] }[]> => {
  const frames: Frame[] = [];
  for await (const frame of readFrames(stream)) frames.push(frame);
  return frames.map(({ header, body }) => ({ id: header.id, extra: header.extra, body: [...body] }));
};

const two = join(encode({ id: "zoë", extra: { mark: "bar" } }, [1, 2, 3, 4, 5]), encode({ id: "b", error: { code: "X" } }, []));
const expected = [{ id: "zoë", extra: { mark: "bar" }, body: [1, 2, 3, 4, 5] }, { id: "b", extra: null, body: [] }];

test("a batch reads the same wherever it is cut in two", async () => {
  for (let cut = 0; cut <= two.length; cut++) {
    expect(await readAll(streamOf(two.slice(0, cut), two.slice(cut)))).toEqual(expected);
  }
});

test("a batch reads the same byte by byte", async () => {
  expect(await readAll(streamOf(...Array.from(two, (byte) => Uint8Array.of(byte))))).toEqual(expected);
});

test("no frames are no answers", async () => {
  expect(await readAll(streamOf())).toEqual([]);
});

test("a batch that ends early says so, wherever it breaks off", async () => {
  const only = encode({ id: "a" }, [1, 2, 3]);
  for (let end = 1; end < only.length; end++) {
    await expect(readAll(streamOf(only.slice(0, end)))).rejects.toThrow(BrokenBatch);
  }
});

test("frames before the break are still delivered", async () => {
  const seen: string[] = [];
  const read = async () => { for await (const { header } of readFrames(streamOf(two.slice(0, two.length - 3)))) seen.push(header.id); };
  await expect(read()).rejects.toThrow("ended early");
  expect(seen).toEqual(["zoë"]);
});

test("an answer that is no batch is refused before it is read whole", async () => {
  await expect(readAll(streamOf(new TextEncoder().encode("<!doctype html><p>Sign in")))).rejects.toThrow("not an answer in frames");
});

test("a reader that stops early releases the stream", async () => {
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => { controller.enqueue(two); }, cancel: () => { isCancelled = true; } });
  for await (const frame of readFrames(endless)) if (frame.header.id === "b") break;
  expect(isCancelled).toBe(true);
});
