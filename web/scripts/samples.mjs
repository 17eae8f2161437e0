// Copies the sample data of Gnomon from the npm package `vega-datasets` into the Python package, from where the wheel takes it.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "../node_modules/vega-datasets");
const target = join(here, "../../src/gnomon/dashboards/samples/data");

const files = [
  "airports.csv", // 3,376 airports with coordinates
  "birdstrikes.csv", // 10,000 reports with dates, phases of flight and costs
  "cars.json", // 406 models, 1970 to 1982
  "disasters.csv", // deaths by kind of natural disaster, since 1900
  "flights-20k.json", // 20,000 flights of 2001 with delay and distance
  "gapminder.json", // life expectancy, fertility and population by country
  "movies.json", // 3,201 films with budgets, takings and ratings
  "penguins.json", // 344 penguins of three species
  "seattle-weather.csv", // four years of daily weather in Seattle
  "stocks.csv", // monthly prices of five shares
  "weather.csv", // four years of daily weather in Seattle and New York
];

const described = JSON.parse(readFileSync(join(source, "datapackage.json"), "utf8"));
const byPath = new Map(described.resources.map((resource) => [resource.path, resource]));

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const file of files) copyFileSync(join(source, "data", file), join(target, file));

const sections = files.map((file) => {
  const resource = byPath.get(file);
  const sources = (resource?.sources ?? []).map((one) => `* ${one.title}${one.path ? ` <${one.path}>` : ""}`);
  return [`## ${file}`, resource?.description?.trim() ?? "", ...sources].filter(Boolean).join("\n\n");
});
const head = "# Sample data\n\nFrom vega-datasets (BSD-3-Clause, Copyright University of Washington Interactive Data Lab).";
writeFileSync(join(target, "SOURCES.md"), [head, ...sections, ""].join("\n\n"));
process.stdout.write(`${String(files.length)} sample files copied\n`);
