import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { DashboardPage } from "@/api/contracts";
import { fakeServer, problem } from "@/api/fake-server";
import { NO_CHOICES, type Choices } from "./choices";
import { dashboardSource } from "./results-source";
import { useTileResults } from "./use-tile-results";

const page: DashboardPage = {
  id: "p",
  title: "Overview",
  filters: [],
  tiles: [{ kind: "chart", id: "t", title: null, layout: { x: 0, y: 0, width: 12, height: 9 }, chart: { version: 1, dataset_id: "d", mark: "bar" } }],
};

const NO_CONTROLS = { filters: [], parameters: [] };

const onlyEast: Choices = { ...NO_CHOICES, filters: { f: { kind: "in", member: "region", values: ["East"] } } };

test("trying again and refreshing go past the server's cache, and nothing else does", async () => {
  const asked = fakeServer(() => problem(503, "UNAVAILABLE"));
  const { result, rerender } = renderHook(
    ({ choices, generation }) => useTileResults({ source: dashboardSource("d"), page, choices, draft: null, orderByVisibility: (ids) => [...ids], controls: NO_CONTROLS, generation }),
    { initialProps: { choices: NO_CHOICES, generation: 0 } },
  );
  const settled = async (times: number) => {
    await waitFor(() => {
      expect(asked).toHaveLength(times);
      expect(result.current.results.get("t")?.state.problem?.code).toBe("UNAVAILABLE");
    });
  };
  await settled(1);
  act(() => { result.current.retry("t"); });
  await settled(2);
  rerender({ choices: onlyEast, generation: 0 });
  await settled(3);
  rerender({ choices: onlyEast, generation: 1 });
  await settled(4);
  rerender({ choices: NO_CHOICES, generation: 1 });
  await settled(5);
  expect(asked.map(({ body }) => (JSON.parse(body) as { skip_cache: boolean }).skip_cache)).toEqual([false, true, false, true, false]);
});
