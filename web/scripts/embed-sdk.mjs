// Builds what other sites load to embed dashboards: one small script without dependencies, and its types beside it.
import { copyFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(web, "dist");
const MOST_BYTES = 3000;

await build({
  root: web,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  resolve: { alias: { "@": join(web, "src") } },
  build: {
    target: "es2020",
    outDir: dist,
    emptyOutDir: false,
    lib: { entry: join(web, "src/sdk/main.ts"), formats: ["iife"], name: "gnomonEmbed", fileName: () => "gnomon-embed.js" },
  },
});
copyFileSync(join(web, "src/sdk/gnomon-embed.d.ts"), join(dist, "gnomon-embed.d.ts"));

const size = gzipSync(readFileSync(join(dist, "gnomon-embed.js")), { level: 9 }).length;
if (size > MOST_BYTES) throw new Error(`gnomon-embed.js has ${String(size)} bytes gz; ${String(MOST_BYTES)} are allowed.`);
process.stdout.write(`gnomon-embed.js: ${String(size)} of ${String(MOST_BYTES)} bytes gz\n`);
