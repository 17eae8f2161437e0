// Compiles and draws each spec of a batch as the browser does: strictly, without eval and without any loader.
// Reads [{name, spec, rows}] from the file named first; prints [{name, error, warnings, svg}] as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [input, output, modules] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const { compile } = await load("vega-lite");
const vega = await load("vega");
const { expressionInterpreter } = await load("vega-interpreter");

const refuse = () => Promise.reject(new Error("a picture may load nothing"));
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

// What every picture's theme names beyond Vega's own: the colors of what rises, falls and is the sum.
const config = { range: { signs: ["#0a7d33", "#b3261e", "#5f6b7a"] } };

const withSize = (spec) => (spec.width === "container" ? { ...spec, width: 560, height: 320 } : spec);

const borders = JSON.parse(readFileSync(require.resolve("world-atlas/countries-110m.json"), "utf8"));
const format = { type: "topojson", feature: "countries" };
const withBorders = (source) => (source.name === "world" ? { ...source, values: structuredClone(borders), format } : source);
const withWorld = (spec) => ({ ...spec, data: spec.data.map(withBorders) });

const draw = async ({ name, spec, rows }) => {
  const warnings = [];
  const note = (...words) => { warnings.push(words.map(String).join(" ")); return logger; };
  const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
  try {
    const compiled = "marks" in spec ? withWorld(spec) : compile(withSize(spec), { logger, config }).spec;
    const runtime = vega.parse(compiled, config, { ast: true });
    const view = new vega.View(runtime, { renderer: "none", expr: expressionInterpreter, loader, logger });
    view.data("result", structuredClone(rows));
    await view.runAsync();
    return { name, error: null, warnings, svg: await view.toSVG() };
  } catch (error) {
    return { name, error: String(error.stack ?? error), warnings, svg: null };
  }
};

const drawn = [];
for (const one of JSON.parse(readFileSync(input, "utf8"))) drawn.push(await draw(one));
writeFileSync(output, JSON.stringify(drawn));
