import type { QueryMeaning } from "@/api/contracts";

export const BATCH_TYPE = "application/vnd.gnomon.batch";

/** What stands before the rows of one answer. */
export type FrameHeader = {
  id: string;
  meaning: QueryMeaning | null;
  error: unknown;
  extra: unknown;
  body_length: number;
};

/** One answer of a batch: its header, and its rows as an Arrow IPC stream. */
export type Frame = { header: FrameHeader; body: Uint8Array };

const LENGTH_BYTES = 4;
const MAX_HEADER_BYTES = 64 * 1024 * 1024;

export class BrokenBatch extends Error {
  override readonly name = "BrokenBatch";
}

/** Bytes that have arrived and are not read yet; chunks are joined only when a reader needs more than the first one holds. */
class Inbox {
  private chunks: Uint8Array[] = [];
  length = 0;

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.chunks.push(chunk);
    this.length += chunk.length;
  }

  /** A copy of its own, so that Arrow finds its buffers aligned. */
  take(count: number): Uint8Array {
    const taken = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const first = this.chunks[0];
      if (first === undefined) throw new BrokenBatch("The answer ended early.");
      const part = first.subarray(0, count - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === first.length) this.chunks.shift();
      else this.chunks[0] = first.subarray(part.length);
    }
    this.length -= count;
    return taken;
  }
}

const headerFrom = (bytes: Uint8Array): FrameHeader => {
  const header = JSON.parse(new TextDecoder().decode(bytes)) as Partial<FrameHeader>;
  if (typeof header.id !== "string") throw new BrokenBatch("A frame of the answer has no id.");
  return {
    id: header.id,
    meaning: header.meaning ?? null,
    error: header.error ?? null,
    extra: header.extra ?? null,
    body_length: header.body_length ?? 0,
  };
};

const lengthFrom = (bytes: Uint8Array): number => {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, false);
  if (length > MAX_HEADER_BYTES) throw new BrokenBatch("This is not an answer in frames.");
  return length;
};

/** Reads `[u32 header length][JSON header][Arrow stream]`, again and again, from chunks cut anywhere. */
export async function* readFrames(stream: ReadableStream<Uint8Array>): AsyncGenerator<Frame, void, undefined> {
  const reader = stream.getReader();
  const inbox = new Inbox();
  const fill = async (count: number): Promise<boolean> => {
    while (inbox.length < count) {
      const { done, value } = await reader.read();
      if (done) return false;
      inbox.push(value);
    }
    return true;
  };
  const need = async (count: number): Promise<Uint8Array> => {
    if (!(await fill(count))) throw new BrokenBatch("The answer ended early.");
    return inbox.take(count);
  };
  try {
    while (await fill(LENGTH_BYTES) || inbox.length > 0) {
      const header = headerFrom(await need(lengthFrom(await need(LENGTH_BYTES))));
      yield { header, body: await need(header.body_length) };
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
