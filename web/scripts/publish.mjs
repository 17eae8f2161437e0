// Puts the built front end where the server, and so the wheel, has it, with compressed twins of what compresses.
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "../dist");
const target = join(here, "../../src/gnomon/api/static");

const COMPRESSIBLE = new Set([".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".txt"]);
const WORTH_IT = 1024;

rmSync(target, { recursive: true, force: true });
cpSync(built, target, { recursive: true, filter: (path) => !path.includes("/.vite") });

let count = 0;
for (const entry of readdirSync(target, { recursive: true })) {
  const path = join(target, entry);
  count += 1;
  if (!COMPRESSIBLE.has(extname(path)) || statSync(path).size < WORTH_IT) continue;
  const bytes = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}
process.stdout.write(`${String(count)} files of the front end published\n`);
