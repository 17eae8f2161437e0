import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useEffect, useImperativeHandle, useRef, type ReactNode, type Ref } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { beginSession } from "@/api/session";
import { aDrawing } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";
import { useRuns } from "./run-store";
import type { EditorHandle } from "./sql-editor";
import { SqlPage } from "./sql-page";
import { useTabs } from "./tab-store";
import { aResult, aRun, aSaved, aTable } from "./testing";

type EditorProps = { text: string; onChange: (text: string) => void; onRun: () => void; onMark: (isMarked: boolean) => void; handle: Ref<EditorHandle> };

// The editor needs a layout, which the browser tests have; here a plain text box stands for it.
vi.mock("./sql-editor", () => ({
  SqlEditor: ({ text, onChange, onRun, onMark, handle }: EditorProps) => {
    const latest = useRef({ onChange, onMark });
    useEffect(() => { latest.current = { onChange, onMark }; });
    useImperativeHandle(handle, () => ({
      focus: vi.fn(), goToFault: vi.fn(),
      insert: (words) => { latest.current.onChange(words); },
      replaceAll: (words) => { latest.current.onChange(words); },
      selection: () => ({ from: 0, to: 0 }),
      showFault: (place) => { latest.current.onMark(place !== null); },
      replaceFault: (word) => { latest.current.onChange(`mended ${word}`); },
    }), []);
    return <textarea aria-label="SQL" value={text} onChange={(event) => { onChange(event.target.value); }} onKeyDown={(event) => { if (event.ctrlKey && event.key === "Enter") onRun(); }} />;
  },
}));

const saved = aSaved();
const page = <Row,>(...items: Row[]) => json({ items, total: items.length, next_cursor: null });

type Answers = { execute?: () => Response | Promise<Response>; put?: () => Response; role?: string; tables?: unknown[]; kept?: Response };

const openWith = async ({ execute = () => json(aResult()), put = () => json({ ...saved, revision: 2 }), role = "editor", tables = [aTable()], kept = json(saved) }: Answers = {}, queryId: string | null = null) => {
  const calls = fakeServer(({ method, path }) => {
    if (path.endsWith("/auth/me")) return json({ id: "u1", workspace: { id: "w1", name: "Home", role, is_personal: true }, workspaces: [] });
    if (path.endsWith("/vocabulary")) return json({ tables, functions: ["sum"] });
    if (path.endsWith("/execute")) return execute();
    if (path.endsWith("/draw-result")) return json({ drawing: aDrawing({ mark: "kpi", title: "total", vega_lite: null }), row_count: 2 });
    if (path.endsWith("/folders")) return json({ items: [] });
    if (path.endsWith("/saved") && method === "POST") return json(saved, 201);
    if (path.endsWith("/saved")) return page(saved);
    if (path.endsWith("/queries")) return page(aRun({ sql: "select old" }), aRun({ id: "r2", status: "failed", sql: "select bad" }));
    if (method === "PUT") return put();
    if (method === "DELETE") return new Response(null, { status: 204 });
    return kept.clone();
  });
  const addresses: (string | null)[] = [];
  const link = (_: string, words: ReactNode, label: string) => <a href="/data" aria-label={label}>{words}</a>;
  const { unmount } = render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider>
        <SqlPage queryId={queryId} onAddress={(id) => { addresses.push(id); }} canEdit={role === "editor"} firstData={<button type="button">Load sample data</button>} link={link} />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  const box = await screen.findByRole("textbox", { name: "SQL" });
  const sent = (end: string, method = "POST") => calls.filter((call) => call.path.endsWith(end) && call.method === method).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  const write = (text: string) => { fireEvent.change(box, { target: { value: text } }); };
  return { user: userEvent.setup(), unmount, calls, addresses, sent, write };
};

const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
  localStorage.clear();
  sessionStorage.clear();
  beginSession({ access_token: "t", token_type: "bearer", expires_in: 3600, user: { id: "u1", email: "a@b.c", full_name: "Ada" } });
  useTabs.setState({ owner: null, tabs: [], activeId: null, isUnkept: false });
  useRuns.setState({ byTab: {} });
  vi.spyOn(window, "matchMedia").mockImplementation((media) => ({ matches: true, media, addEventListener: vi.fn(), removeEventListener: vi.fn() }) as unknown as MediaQueryList);
});

test("an example over the reader's own data runs with one press, and says what it shows", async () => {
  const { sent } = await openWith({ execute: () => json(aResult({ row_count: 1000, total_rows: 53_211, truncated: true, warnings: ["One column holds no numbers."] })) });
  await userEvent.click(await screen.findByRole("button", { name: "amount by region" }));
  expect(await screen.findByText(/1,000 of 53,211 rows shown · 34.ms/)).toBeInTheDocument();
  expect([screen.getByText("Truncated"), screen.getByText("One column holds no numbers.")]).toHaveLength(2);
  expect(sent("/execute")[0]).toMatchObject({ sql: expect.stringContaining("from sales") as string, parameters: {}, limit: 1000, skip_cache: false, saved_query_id: null });
  expect(await axeFindings()).toEqual([]);
});

test("a parameter is a field; what cannot be sent is said beside it, the rest goes typed", async () => {
  const { write, sent } = await openWith();
  write("select * from sales where amount > $least and region = $region");
  const field = await screen.findByLabelText("$least");
  await press("Run");
  expect(await screen.findByText("Write a number with a point, such as 12.50.")).toBeInTheDocument();
  fireEvent.change(field, { target: { value: "12.50" } });
  await press("Run");
  await waitFor(() => { expect(sent("/execute")).toHaveLength(1); });
  expect(sent("/execute")[0]?.["parameters"]).toEqual({ least: { type: "decimal", value: "12.50" }, region: { type: "text", value: "" } });
  expect(await axeFindings()).toEqual([]);
});

test("an error names its line, and a near miss mends it", async () => {
  const fault = () => new Response(JSON.stringify({ error: { code: "QUERY_ERROR", message: "There is no column regoin.", hint: null, details: { line: 1, column: 8, length: 6, near_misses: ["region"] } } }), { status: 422, headers: { "Content-Type": "application/problem+json" } });
  const { write } = await openWith({ execute: fault });
  write("select regoin from sales");
  await press("Run");
  expect(await screen.findByText("There is no column regoin.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Go to line 1" })).toBeInTheDocument();
  await press("region");
  expect(screen.getByRole("textbox", { name: "SQL" })).toHaveValue("mended region");
});

test("a result becomes a chart without being asked again, and the tab keeps it so", async () => {
  const { user, write, sent } = await openWith();
  write("select region, total from sales");
  await press("Run");
  await user.click(await screen.findByRole("radio", { name: "Chart" }));
  await user.click(await screen.findByRole("combobox", { name: "Color" }));
  await user.click(await screen.findByRole("option", { name: "Nothing" }));
  expect(await screen.findByRole("region", { name: "Chart of the result" })).toBeInTheDocument();
  expect([sent("/execute").length, sent("/draw-result").map((body) => body["row_count"])]).toEqual([1, [2]]);
  await press("Run");
  await waitFor(() => { expect(sent("/execute")).toHaveLength(2); });
  expect(await screen.findByRole("region", { name: "Chart of the result" })).toBeInTheDocument();
  await user.click(screen.getByRole("radio", { name: "Table" }));
  expect(await screen.findByRole("grid", { name: /^Result of/ })).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("what runs can be cancelled, and is cancelled when the page is left", async () => {
  const { write, calls, sent, unmount } = await openWith({ execute: () => new Promise<Response>(() => undefined) });
  write("select 1");
  await press("Run");
  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  expect(await screen.findByText(/Cancelled after/)).toBeInTheDocument();
  await press("Run again");
  await waitFor(() => { expect(sent("/execute")).toHaveLength(2); });
  unmount();
  const cancelled = () => calls.filter(({ method }) => method === "DELETE").map(({ path }) => path.split("/").at(-1));
  await waitFor(() => { expect(cancelled()).toEqual(sent("/execute").map((body) => body["run_id"])); });
});

test("a query is saved under its name, and its address becomes the page's", async () => {
  const { write, sent, addresses } = await openWith();
  write("select region from sales");
  await press("Save");
  const dialog = await screen.findByRole("dialog", { name: "Save the query" });
  fireEvent.change(within(dialog).getByRole("textbox", { name: "Name" }), { target: { value: "Sales by region" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(await screen.findByText("“Sales by region” is saved")).toBeInTheDocument();
  expect([sent("/saved"), addresses.at(-1)]).toEqual([[{ name: "Sales by region", description: null, folder: "", sql: "select region from sales", parameters: [] }], saved.id]);
});

test("where somebody else was first, both versions are shown, and mine can stay", async () => {
  let isFirst = true;
  const theirs = { ...saved, sql: "select theirs", revision: 5 };
  const put = () => {
    if (!isFirst) return json({ ...theirs, revision: 6, sql: "select mine" });
    isFirst = false;
    return problem(409, "CONFLICT");
  };
  const { sent, write, user } = await openWith({ put, kept: json(theirs) });
  await user.click(screen.getByRole("radio", { name: "Saved" }));
  await user.click(await screen.findByRole("button", { name: /^Sales by region/ }));
  write("select mine");
  await press("Save");
  const dialog = await screen.findByRole("dialog", { name: "This query was changed meanwhile" });
  expect(within(dialog).getByText("select theirs")).toBeInTheDocument();
  await user.click(within(dialog).getByRole("button", { name: "Keep mine" }));
  await waitFor(() => { expect(sent(saved.id, "PUT").map((body) => [body["sql"], body["revision"]])).toEqual([["select mine", 1], ["select mine", 5]]); });
  await waitFor(() => { expect(screen.queryByRole("dialog")).toBeNull(); });
});

test("an address opens its query", async () => {
  await openWith({}, saved.id);
  await waitFor(() => { expect(screen.getByRole("textbox", { name: "SQL" })).toHaveValue("select region from sales"); });
});

test("an address of something that is gone says so, and leaves the rest alone", async () => {
  const { addresses } = await openWith({ kept: problem(404, "NOT_FOUND") }, "0192f000-0000-7000-8000-00000000dead");
  expect(await screen.findByText("This query is not here")).toBeInTheDocument();
  await press("Go on with Query 1");
  expect(addresses).toEqual([null]);
});

test("a run of the past opens in a tab of its own, and can be forgotten", async () => {
  const { user, calls } = await openWith();
  await user.click(screen.getByRole("radio", { name: "History" }));
  await user.click(await screen.findByRole("button", { name: /^Done.*select old/ }));
  expect(screen.getByRole("textbox", { name: "SQL" })).toHaveValue("select old");
  await user.click(screen.getByRole("button", { name: "Forget the run of select bad" }));
  await waitFor(() => { expect(calls.some(({ method, path }) => method === "DELETE" && path.endsWith("/queries/r2"))).toBe(true); });
  expect(await axeFindings()).toEqual([]);
});

test("a viewer runs, but is not offered to save", async () => {
  await openWith({ role: "viewer" });
  expect([screen.getByRole("button", { name: "Run" }), screen.queryByRole("button", { name: "Save" })]).toEqual([expect.anything(), null]);
});

test("a workspace without data offers a first step", async () => {
  await openWith({ tables: [] });
  expect(await screen.findByRole("button", { name: "Load sample data" })).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});
