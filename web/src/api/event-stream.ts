/** One event of a stream of server-sent events. */
export type StreamEvent = { name: string; data: string };

const eventOf = (block: string): StreamEvent | null => {
  const lines = block.split("\n").map((line) => line.replace(/\r$/, ""));
  const values = (field: string) => lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ""));
  const data = values("data");
  return data.length === 0 ? null : { name: values("event")[0] ?? "message", data: data.join("\n") };
};

const within = async <Result>(work: Promise<Result>, milliseconds: number): Promise<Result> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error("The stream is silent.")); }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * The events of a stream as they come; it fails when not even a sign of life comes for so long. `EventSource` can send
 * no `Authorization`, so that the stream is read by hand.
 */
export async function* eventsIn(body: ReadableStream<Uint8Array>, silentMs: number): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silentMs);
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = eventOf(block);
        if (event !== null) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
