import { defineConfig } from "vitest/config";

/** Browser tests: for each file a real server and a real Chromium, two files at a time. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["e2e/**/*.e2e.ts"],
    globalSetup: "./e2e/prepared.ts",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    // A busy machine is slow, not wrong: one second would fail where nothing is broken.
    expect: { poll: { timeout: 15_000 } },
  },
});
