import { defineConfig } from "vitest/config";

/** Browser tests: real server, real Chromium, one file after the other. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["e2e/**/*.e2e.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    // A busy machine is slow, not wrong: one second would fail where nothing is broken.
    expect: { poll: { timeout: 15_000 } },
  },
});
