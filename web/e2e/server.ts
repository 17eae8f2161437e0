import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export type Server = {
  address: string;
  /** As if the machine lost its power. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
  remove: () => Promise<void>;
  /** Every file that it holds beside its metadata, those that are under way too. */
  files: () => string[];
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => { resolve(port); });
    });
  });

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    return [];
  }
};

const isHealthy = async (address: string): Promise<boolean> => {
  try {
    return (await fetch(`${address}/health`)).ok;
  } catch {
    return false;
  }
};

/** A private server over a folder of its own, without limits that a test would trip over. */
export const startServer = async (): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), "gnomon-e2e-"));
  chmodSync(folder, 0o711);
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  let running: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    running = spawn(join(root, ".venv/bin/gnomon"), ["serve", "--port", String(port), "--data-dir", folder], {
      cwd: folder,
      env: {
        ...process.env,
        GNOMON_LOG_LEVEL: "warning",
        ...Object.fromEntries(["AUTH", "QUERIES", "UPLOADS", "DEFAULT", "SIGNED_IN"].map((name) => [`GNOMON_RATE_LIMIT_${name}`, "off"])),
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    for (let waited = 0; waited < 90_000; waited += 200) {
      if (await isHealthy(address)) return;
      await pause(200);
    }
    throw new Error("The server did not become healthy.");
  };

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = running;
    if (child?.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => { child.once("exit", () => { resolve(); }); });
    child.kill(signal);
    await gone;
  };

  await start();
  return {
    address,
    start,
    kill: () => end("SIGKILL"),
    files: () => ["blobs", "work"].flatMap((part) => filesIn(join(folder, part))),
    remove: async () => {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
