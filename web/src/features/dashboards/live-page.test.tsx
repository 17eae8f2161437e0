import { act, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import type { DashboardPage, Receipt } from "@/api/contracts";
import { Problem } from "@/api/problems";
import { answeredState, NOTHING_ASKED } from "@/query/answer";
import { anAnswer } from "@/query/testing";
import type { SourceTags } from "./follow-changes";
import { LivePage } from "./live-page";
import { useRefreshStatus } from "./refresh-status";
import type { TileResult, TileResults } from "./results-state";

let tell: (tags: SourceTags) => void = () => undefined;
let followed: readonly string[] = [];

vi.mock("./follow-changes", () => ({
  followSource: (_: unknown, datasets: readonly string[], onTags: (tags: SourceTags) => void) => {
    followed = datasets;
    tell = onTags;
    return () => undefined;
  },
}));

const chart = (id: string, dataset_id: string) => ({ kind: "chart" as const, id, title: `Tile ${id}`, layout: { x: 0, y: 0, width: 6, height: 6 }, chart: { dataset_id } });
const PAGE: DashboardPage = { id: "p", title: "Page", filters: [], tiles: [chart("a", "sales"), chart("b", "stores")] };
const SOURCE = { address: "/d", dashboardId: "d", send: () => Promise.reject(new Error("asked")) };

const answered = (dataset_id: string, version_id: string): TileResult => {
  const answer = anAnswer();
  const sources: Receipt["sources"] = [{ dataset_id, version_id, name: "", version_number: 1, content_hash: "", as_of: "2024-01-01T00:00:00Z", row_count: 1 }];
  return { question: "q", state: answeredState({ ...answer, meaning: { ...answer.meaning, receipt: { ...answer.meaning.receipt, sources } } }) };
};
const resultsOf = (sales: TileResult): TileResults => new Map([["a", sales], ["b", answered("stores", "t1")]]);

const askAgain = vi.fn<(ids: ReadonlySet<string>) => void>();
const page = (results: TileResults) => <LivePage page={PAGE} source={SOURCE} results={results} askAgain={askAgain} refreshSeconds={0} />;
const asked = () => askAgain.mock.calls.map(([ids]) => [...ids]);
const told = (sales: string) => { act(() => { tell({ dashboard: "1", datasets: { sales, stores: "t1" } }); }); };

beforeEach(() => { askAgain.mockClear(); });

test("only the tiles of the changed data are asked again, once for each change, and it is said", () => {
  const { rerender } = render(page(resultsOf(answered("sales", "s1"))));
  expect(followed).toEqual(["sales", "stores"]);
  told("s1");
  expect(asked()).toEqual([]);
  told("s2");
  told("s2");
  rerender(page(resultsOf(answered("sales", "s1"))));
  expect(asked()).toEqual([["a"]]);
  expect(screen.getByRole("status")).toHaveTextContent("New data: Tile a");
  rerender(page(resultsOf(answered("sales", "s2"))));
  told("s3");
  expect(asked()).toEqual([["a"], ["a"]]);
});

test("an answer that was old when it came is asked again, too", () => {
  const waiting = { question: "q", state: { ...NOTHING_ASKED, isWaiting: true } };
  const { rerender } = render(page(resultsOf(waiting)));
  told("s2");
  expect(asked()).toEqual([]);
  rerender(page(resultsOf(answered("sales", "s1"))));
  expect(asked()).toEqual([["a"]]);
});

test("when the answers came is noted, and that asking again was in vain", () => {
  const failure = new Problem({ status: 503, code: "UNAVAILABLE", message: "Not now." });
  const { rerender } = render(page(resultsOf(answered("sales", "s1"))));
  const { refreshedAt } = useRefreshStatus.getState();
  expect(useRefreshStatus.getState()).toEqual({ address: "/d", refreshedAt: expect.any(Number) as number, isInVain: false });
  rerender(page(resultsOf({ ...answered("sales", "s1"), failure })));
  expect(useRefreshStatus.getState()).toEqual({ address: "/d", refreshedAt, isInVain: true });
});
