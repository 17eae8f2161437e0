import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { prepareFolder } from "./launching";

declare module "vitest" {
  interface ProvidedContext {
    prepared: string;
  }
}

/** Before all files: what every server begins with, made by a server once. */
export default async ({ provide }: TestProject): Promise<() => void> => {
  const folder = await prepareFolder();
  provide("prepared", folder);
  return () => { rmSync(folder, { recursive: true, force: true }); };
};
