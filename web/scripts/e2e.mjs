/**
 * Runs the browser tests. In a run of all of them a file that failed is run once more, alone: on a machine that does
 * two things at a time a click can come a moment too early, while what is broken fails again. What passed only the
 * second time is named at the end, so that it is looked at.
 *
 *   node scripts/e2e.mjs             all of them
 *   node scripts/e2e.mjs e2e/x       those that the arguments choose, once
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** More files than this do not fail by chance. */
const MOST_AGAIN = 4;
const CONFIG = ["run", "--config", "vitest.e2e.config.ts"];

const run = (...args) => spawnSync("npx", ["vitest", ...CONFIG, ...args], { stdio: "inherit" }).status ?? 1;

const failuresIn = (report) =>
  JSON.parse(readFileSync(report, "utf8")).testResults
    .filter(({ status, assertionResults }) => status === "failed" || assertionResults.some((one) => one.status === "failed"))
    .map(({ name, assertionResults }) => ({ file: relative(".", name), tests: assertionResults.filter(({ status }) => status === "failed").map(({ title }) => title) }));

const runAll = () => {
  const folder = mkdtempSync(join(tmpdir(), "browser-tests-"));
  try {
    const report = join(folder, "report.json");
    const status = run("--reporter=default", "--reporter=json", `--outputFile.json=${report}`);
    if (status === 0) return 0;
    const failures = failuresIn(report);
    if (failures.length === 0 || failures.length > MOST_AGAIN) return status;
    console.log(`\nOnce more, alone: ${failures.map(({ file }) => file).join(", ")}\n`);
    const again = run("--no-file-parallelism", ...failures.map(({ file }) => file));
    if (again === 0) {
      console.log("\nPassed only the second time; each deserves a look:");
      for (const { file, tests } of failures) for (const test of tests.length > 0 ? tests : ["its set-up"]) console.log(`  ${file} › ${test}`);
    }
    return again;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const chosen = process.argv.slice(2);
process.exit(chosen.length > 0 ? run(...chosen) : runAll());
