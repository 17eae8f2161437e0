// A registry that does not serve the binaries of other platforms leaves them out of the lock, and then `npm ci` refuses it
// everywhere. This writes them in by name and version; a platform that needs one fetches it. Run it after `npm install`.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const path = join(dirname(fileURLToPath(import.meta.url)), "../package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = { arm64: "arm64", x64: "x64", arm: "arm", ia32: "ia32", loong64: "loong64", ppc64: "ppc64", riscv64: "riscv64", s390x: "s390x", wasm32: "wasm32" };

const platformOf = (name) => {
  const words = name.split("/").at(-1).split("-");
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = words.map((word) => PROCESSORS[word]).find((known) => known !== undefined);
  const libc = words.some((word) => word.startsWith("gnu")) ? "glibc" : words.some((word) => word.startsWith("musl")) ? "musl" : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(os === "linux" && libc && { libc: [libc] }) };
};

const isKnown = (name, parent) => `node_modules/${name}` in lock.packages || `${parent}/node_modules/${name}` in lock.packages;

const added = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    if (isKnown(name, parent) || !/^\d/.test(version) || Object.keys(platform).length === 0) continue;
    added.push([`node_modules/${name}`, { version, ...platform, ...(entry.dev && { dev: true }), optional: true }]);
  }
}
const packages = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
process.stdout.write(`${String(added.length)} binaries of other platforms added to the lock\n`);
