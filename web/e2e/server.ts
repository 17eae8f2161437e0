import type { ChildProcess } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { end, freePort, launch, newFolder } from "./launching";

export type Server = {
  address: string;
  /** As if the machine lost its power. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
  remove: () => Promise<void>;
  /** Every file that it holds beside its metadata, those that are under way too. */
  files: () => string[];
};

const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    return [];
  }
};

/** What every server begins with; secrets are each server's own. */
const fill = (folder: string, prepared: string): void => {
  cpSync(prepared, folder, { recursive: true, filter: (path) => path !== join(prepared, "secrets") });
};

/** A private server over a folder of its own, without limits that a test would trip over; `isNew`: nothing stands in the folder yet. */
export const startServer = async ({ isNew = false } = {}): Promise<Server> => {
  const folder = newFolder();
  if (!isNew) fill(folder, inject("prepared"));
  const port = await freePort();
  let running: ChildProcess | undefined;
  const start = async (): Promise<void> => { running = await launch(folder, port); };

  await start();
  return {
    address: `http://127.0.0.1:${String(port)}`,
    start,
    kill: () => end(running, "SIGKILL"),
    files: () => ["blobs", "work"].flatMap((part) => filesIn(join(folder, part))),
    remove: async () => {
      await end(running, "SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
