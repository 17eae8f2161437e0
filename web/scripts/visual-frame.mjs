// Builds the one script of the frame that custom visuals are shut into; the server puts it into that page by its hash.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(web, "dist");

await build({
  root: web,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  resolve: { alias: { "@": join(web, "src") } },
  build: {
    target: "es2022",
    outDir: dist,
    emptyOutDir: false,
    lib: { entry: join(web, "src/viz/custom/frame/main.ts"), formats: ["iife"], name: "visualFrame", fileName: () => "visual-frame.js" },
  },
});

const script = readFileSync(join(dist, "visual-frame.js"), "utf8");
if (/<\/script|<!--/i.test(script)) throw new Error("visual-frame.js cannot stand within a page: it holds what ends a script.");
process.stdout.write(`visual-frame.js: ${String(script.length)} bytes\n`);
