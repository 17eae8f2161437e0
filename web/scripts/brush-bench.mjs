// Times what the page does with a cube: `node scripts/brush-bench.mjs FRAMES BRUSHES` prints milliseconds as JSON.
// The modules are those of the page, bundled into a folder that is removed afterwards.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const [, , framesPath, brushes = "1000"] = process.argv;
const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = mkdtempSync(join(web, "node_modules/.brush-bench-"));

const load = async () => {
  const input = Object.fromEntries(["arrow", "cube", "cube-table", "frames"].map((name) => [name, join(web, `src/query/${name}.ts`)]));
  const bundle = await rolldown({ input, resolve: { alias: { "@": join(web, "src") } }, platform: "node" });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs" });
  await bundle.close();
  const modules = await Promise.all(Object.keys(input).map((name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href)));
  return Object.assign({}, ...modules);
};

const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))];

try {
  const { brushedTable, cubeOf, plotRows, readFrames, resultTable, stretchOf } = await load();
  const bytes = new Uint8Array(readFileSync(framesPath));
  const stream = () => new ReadableStream({ start: (controller) => { controller.enqueue(bytes); controller.close(); } });
  const read = async () => {
    const cubes = [];
    for await (const { header, body } of readFrames(stream())) {
      const cube = cubeOf(header.extra, resultTable(body, header.meaning));
      if (cube === null) throw new Error(`${header.id} is no cube: ${header.extra.reason}`);
      cubes.push({ cube, columns: header.meaning.columns.slice(1) });
    }
    return cubes;
  };
  await read();
  const began = performance.now();
  const cubes = await read();
  const decoded = performance.now() - began;
  const { steps } = cubes[0].cube;
  const times = [];
  let shown = 0;
  for (let brush = 0; brush < Number(brushes); brush++) {
    const from = steps[Math.floor(((brush * 37) % 100) / 100 * steps.length * 0.5)];
    const to = steps[Math.floor(steps.length * (0.5 + ((brush * 53) % 100) / 200))];
    const start = performance.now();
    for (const { cube, columns } of cubes) shown += plotRows(brushedTable(cube, stretchOf(cube, from, to), columns, { sort: [], limit: 10_000 })).length;
    times.push(performance.now() - start);
  }
  process.stdout.write(`${JSON.stringify({ median: quantile(times, 0.5), p95: quantile(times, 0.95), decoded, shown, tiles: cubes.length })}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
