// @vitest-environment node
import { ESLint } from "eslint";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const eslint = new ESLint({ cwd: root });

// An existing file stands for its folder; what is linted is the planted line.
const refusedBy = async (file: string, imported: string): Promise<string[]> => {
  const [result] = await eslint.lintText(`import * as planted from "${imported}";\n\nexport const used = planted;\n`, { filePath: `${root}${file}` });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message).filter((rule) => rule.startsWith("import-x/"));
};

const REFUSED = ["import-x/no-restricted-paths"];

test("a lower floor may not import a higher one, by alias or by path", { timeout: 60_000 }, async () => {
  expect(await refusedBy("src/lib/match.ts", "@/ui/button")).toEqual(REFUSED);
  expect(await refusedBy("src/ui/button.tsx", "../api/client")).toEqual(REFUSED);
  expect(await refusedBy("src/api/client.ts", "@/features/identity/api")).toEqual(REFUSED);
  expect(await refusedBy("src/query/arrow.ts", "@/viz/palette")).toEqual(REFUSED);
  expect(await refusedBy("src/sync/dashboard-document.ts", "@/query/arrow")).toEqual(REFUSED);
  expect(await refusedBy("src/viz/marks.ts", "@/chart-editor/wells")).toEqual(REFUSED);
  expect(await refusedBy("src/chart-editor/wells.ts", "@/features/dashboards/layout")).toEqual(REFUSED);
});

test("a feature may not import another feature, and may import what is below", { timeout: 60_000 }, async () => {
  expect(await refusedBy("src/features/identity/api.ts", "@/features/dashboards/layout")).toEqual(REFUSED);
  expect(await refusedBy("src/features/identity/api.ts", "../dashboards/layout")).toEqual(REFUSED);
  expect(await refusedBy("src/features/identity/api.ts", "@/ui/button")).toEqual([]);
  expect(await refusedBy("src/app/shell.tsx", "@/features/dashboards/layout")).toEqual([]);
});
