import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const PATIENCE_MS = 90_000;

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => { resolve(port); });
    });
  });

/** A folder for a server, which nobody but its workers and the test may look into. */
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "gnomon-e2e-"));
  chmodSync(folder, 0o711);
  return folder;
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Whether it becomes so while the server runs, and before anybody's patience ends. */
const becomes = async (running: ChildProcess, isSo: () => Promise<boolean>): Promise<boolean> => {
  for (const began = Date.now(); !hasEnded(running) && Date.now() - began < PATIENCE_MS; await pause(50)) {
    if (await isSo().catch(() => false)) return true;
  }
  return false;
};

/** A server over a folder, once it answers. */
export const launch = async (folder: string, port: number): Promise<ChildProcess> => {
  const running = spawn(join(root, ".venv/bin/gnomon"), ["serve", "--port", String(port), "--data-dir", folder], {
    cwd: folder,
    env: {
      ...process.env,
      GNOMON_LOG_LEVEL: "warning",
      ...Object.fromEntries(["AUTH", "QUERIES", "UPLOADS", "DEFAULT", "SIGNED_IN"].map((name) => [`GNOMON_RATE_LIMIT_${name}`, "off"])),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (await becomes(running, async () => (await fetch(`http://127.0.0.1:${String(port)}/health`)).ok)) return running;
  await end(running, "SIGKILL");
  throw new Error("The server did not become healthy.");
};

export const end = async (child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> => {
  if (child === undefined || hasEnded(child)) return;
  const gone = new Promise<void>((resolve) => { child.once("exit", () => { resolve(); }); });
  child.kill(signal);
  await gone;
};

/** What a first start leaves behind in an empty folder: every table, and the dashboard that visitors see. */
export const prepareFolder = async (): Promise<string> => {
  const folder = newFolder();
  const port = await freePort();
  const running = await launch(folder, port);
  const isReady = await becomes(running, async () => {
    const state = (await (await fetch(`http://127.0.0.1:${String(port)}/api/v1/setup`)).json()) as { has_showcase: boolean };
    return state.has_showcase;
  });
  await end(running, "SIGTERM");
  if (!isReady) throw new Error("The server never had its showcase.");
  return folder;
};
