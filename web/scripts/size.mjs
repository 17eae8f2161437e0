// Walks the Vite manifest and holds what each first view must load against its budget (gzip, 1 kB = 1000 bytes).
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));

const budgets = [
  { name: "sign-in", kilobytes: 130, modules: ["index.html", "src/features/identity/sign-in-page.tsx"] },
  { name: "dashboard before charts", kilobytes: 200, modules: ["index.html", "src/app/shell.tsx", "src/app/dashboard-route.tsx"] },
];

const sizes = new Map();
const gzipped = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
  return sizes.get(file);
};

const staticChunks = (key, seen = new Set()) => {
  if (seen.has(key)) return seen;
  const entry = manifest[key];
  if (!entry) throw new Error(`The manifest has no ${key}.`);
  seen.add(key);
  for (const next of entry.imports ?? []) staticChunks(next, seen);
  return seen;
};

let isOver = false;
for (const { name, kilobytes, modules } of budgets) {
  const missing = modules.filter((module) => !(module in manifest));
  if (missing.length > 0) {
    isOver = true;
    process.stdout.write(`FAIL  ${name}: ${missing.join(", ")} is not a chunk of the build\n`);
    continue;
  }
  const keys = new Set(modules.flatMap((module) => [...staticChunks(module)]));
  const files = [...new Set([...keys].map((key) => manifest[key].file))].filter((file) => file.endsWith(".js"));
  const total = files.reduce((sum, file) => sum + gzipped(file), 0) / 1000;
  const vega = files.filter((file) => /vega/.test(file));
  const fits = total <= kilobytes && vega.length === 0;
  if (!fits) isOver = true;
  process.stdout.write(`${fits ? "ok  " : "FAIL"}  ${name}: ${total.toFixed(1)} of ${String(kilobytes)} kB gz in ${String(files.length)} files${vega.length ? `, with Vega (${vega.join(", ")})` : ""}\n`);
  if (!fits || process.argv.includes("--files")) {
    for (const file of files.toSorted((a, b) => gzipped(b) - gzipped(a))) process.stdout.write(`      ${(gzipped(file) / 1000).toFixed(1).padStart(7)}  ${file}\n`);
  }
}
process.exit(isOver ? 1 : 0);
