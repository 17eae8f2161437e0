import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { encode } from "uqr";
import { expect, test, vi } from "vitest";
import type { DashboardSpec, ShareLink } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { ShareButton } from "./share-button";

const spec: DashboardSpec = {
  version: 1,
  pages: [{
    id: "p", title: "P", filters: [],
    tiles: ["orders", "returns"].map((dataset_id, at) => ({ kind: "chart" as const, id: `t${String(at)}`, title: null, layout: { x: at * 4, y: 0, width: 4, height: 4 }, chart: { version: 1, dataset_id, mark: "bar" as const } })),
  }],
};

const link = (parts: Partial<ShareLink> = {}): ShareLink => ({
  id: "l1", dashboard_id: "d1", name: "For the board", path: "/s/abc", has_password: true, expires_at: "2090-01-01T10:00:00Z", locks: [], has_preview: false, view_count: 2,
  last_viewed_at: "2026-03-01T00:00:00Z", created_at: "2026-03-01T00:00:00Z", created_by: "Ada", is_live: true, ...parts,
});

const dimension = (name: string, label: string, more: object = {}) => ({ name, label, kind: "categorical", type: "text", is_hidden: false, formula: null, ...more });
const models: Record<string, object> = {
  orders: { dataset_id: "orders", dataset_name: "Orders", dimensions: [dimension("region", "Region"), dimension("secret", "Secret", { is_hidden: true }), dimension("double", "Double", { formula: "amount * 2" })], related: [] },
  returns: { dataset_id: "returns", dataset_name: "Returns", dimensions: [dimension("reason", "Reason")], related: [] },
};

/** Keeps links as the server would; `refuse` answers in its place. */
const open = async (links: ShareLink[], refuse?: () => Response) => {
  const calls = fakeServer(({ method, path, body }) => {
    const dataset = /datasets\/(\w+)\/model/.exec(path)?.[1];
    if (dataset !== undefined) return json(models[dataset]);
    if (path.includes("/members/")) return json({ rows: [["East", 5], ["West", 3], [null, 2]], total_rows: 3 });
    if (method === "GET") return json({ items: links, total: links.length, next_cursor: null });
    if (refuse) return refuse();
    if (method === "DELETE") { links.splice(0); return new Response(null, { status: 204 }); }
    if (method === "POST") { links.unshift(link({ id: "new", path: "/s/new", has_password: false, ...(JSON.parse(body) as Partial<ShareLink>) })); return json(links[0], 201); }
    return json(links[0]);
  });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <TooltipProvider><ShareButton dashboardId="d1" spec={spec} /></TooltipProvider>
    </QueryClientProvider>,
  );
  await user.click(screen.getByRole("button", { name: "Share" }));
  await screen.findByRole("dialog", { name: "Share" }, { timeout: 15_000 });
  const sent = (method: string) => calls.filter((call) => call.method === method).map(({ path, body }) => ({ path, body: body === "" ? null : (JSON.parse(body) as unknown) }));
  return { user, sent };
};

const choose = async (user: ReturnType<typeof userEvent.setup>, box: string, option: string) => {
  await user.click(screen.getByRole("combobox", { name: box }));
  await user.click(await screen.findByRole("option", { name: option }));
};

test("a link is made with an end, a password and a lock, and its address is shown", async () => {
  const { user, sent } = await open([]);
  expect(await screen.findByText("Nobody outside can see this")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: /people of this workspace/ })).toHaveValue(`${window.location.origin}/dashboards/d1`);
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "New link" }));
  await user.type(screen.getByLabelText(/^Name/), " For the East ");
  await choose(user, "Expires", "In a day");
  await user.type(screen.getByLabelText(/^Password/), "short");
  await user.click(await screen.findByRole("button", { name: "Lock a field" }));
  await user.click(screen.getByRole("button", { name: "Make the link" }));
  expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual(["At least 8 characters.", "Choose a field."]);
  await user.click(screen.getByRole("combobox", { name: "Field" }));
  expect((await screen.findAllByRole("option")).map(({ textContent }) => textContent)).toEqual(["Region"]);
  await user.click(screen.getByRole("option", { name: "Region" }));
  await user.click(await screen.findByRole("checkbox", { name: "East" }));
  expect(screen.queryByRole("checkbox", { name: "null" })).toBeNull();
  expect(screen.getAllByRole("switch").map(({ ariaChecked, textContent }) => [ariaChecked, textContent])).toEqual([["false", ""]]);
  expect(screen.getByText(/Pictures of Returns show nothing/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Generate" }));
  const password = screen.getByLabelText<HTMLInputElement>(/^Password/).value;
  expect(await axeFindings()).toEqual([]);
  const before = Date.now();
  await user.click(screen.getByRole("button", { name: "Make the link" }));
  expect(await screen.findByRole("textbox", { name: "Address of For the East" })).toHaveValue(`${window.location.origin}/s/new`);
  const made = sent("POST");
  expect(made).toEqual([{
    path: "/api/v1/shares",
    body: { dashboard_id: "d1", name: "For the East", expires_at: expect.any(String) as string, password, locks: [{ dataset_id: "orders", member: "region", values: ["East"] }] },
  }]);
  const { expires_at } = made[0]?.body as { expires_at: string };
  expect(Math.abs(Date.parse(expires_at) - before - 86_400_000)).toBeLessThan(60_000);
}, 30_000);

test("changing a link sends what has changed, and takes its password away when asked", async () => {
  const { user, sent } = await open([link()]);
  await user.click(await screen.findByRole("button", { name: "Change For the board" }));
  expect(screen.getByRole("combobox", { name: "Expires" })).toHaveTextContent(/As it is: Jan 1, 2090/);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("dialog", { name: "Share" }, { timeout: 15_000 });
  await user.click(await screen.findByRole("button", { name: "Change For the board" }));
  await user.click(screen.getByRole("radio", { name: "None any more" }));
  await choose(user, "Expires", "Never");
  await user.clear(screen.getByLabelText(/^Name/));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("dialog", { name: "Share" }, { timeout: 15_000 });
  expect(sent("PATCH")).toEqual([
    { path: "/api/v1/shares/l1", body: { name: "For the board", locks: [] } },
    { path: "/api/v1/shares/l1", body: { name: null, expires_at: null, password: null, locks: [], preview: true } },
  ]);
});

test("ending a link asks first, and leaves the list without it", async () => {
  const { user, sent } = await open([link()]);
  await user.click(await screen.findByRole("button", { name: "End For the board" }));
  expect(screen.getByRole("dialog", { name: "End “For the board”?" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Keep it" }));
  await user.click(await screen.findByRole("button", { name: "End For the board" }));
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "End the link" }));
  expect(await screen.findByText("Nobody outside can see this")).toBeInTheDocument();
  expect(sent("DELETE")).toEqual([{ path: "/api/v1/shares/l1", body: null }]);
});

test("what the server refuses stands where it belongs, and nothing typed is lost", async () => {
  const refusals = [
    json({ error: { code: "VALIDATION_ERROR", message: "This moment is over.", details: { field: "expires_at" }, hint: "Choose one in the future." } }, 422),
    problem(403, "FORBIDDEN", "This server does not share dashboards by links."),
  ];
  const { user } = await open([], () => refusals.shift() ?? json({}));
  await user.click(await screen.findByRole("button", { name: "New link" }));
  await user.type(screen.getByLabelText(/^Name/), "Later");
  await user.click(screen.getByRole("button", { name: "Make the link" }));
  expect(await screen.findByText("This moment is over. Choose one in the future.")).toBeInTheDocument();
  expect(screen.getByRole("combobox", { name: "Expires" })).toBeInvalid();
  await user.click(screen.getByRole("button", { name: "Make the link" }));
  expect(await screen.findByText("This server does not share dashboards by links.")).toBeInTheDocument();
  expect(screen.getByLabelText(/^Name/)).toHaveValue("Later");
});

test("an expired link is kept in the list, cannot be copied, and can be given more time", async () => {
  const { user } = await open([link({ is_live: false, expires_at: "2020-01-01T00:00:00Z" })]);
  const row = (await screen.findByRole("heading", { name: "For the board" })).closest("li");
  if (row === null) throw new Error("The link is in no list.");
  expect(within(row).getByText("Expired", { exact: true })).toBeInTheDocument();
  expect(within(row).queryByRole("button", { name: "Copy link" })).toBeNull();
  await user.click(within(row).getByRole("button", { name: "Change For the board" }));
  expect(screen.getByRole("combobox", { name: "Expires" })).toHaveTextContent(/As it is/);
});

test("a link that holds has a QR code of its address, which can be saved", async () => {
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(this: HTMLAnchorElement) { saved.push(this.download); });
  URL.createObjectURL = () => "blob:code";
  URL.revokeObjectURL = () => undefined;
  const { user } = await open([link(), link({ id: "l2", name: "Over", is_live: false, expires_at: "2020-01-01T00:00:00Z" })]);
  expect(screen.queryByRole("button", { name: "QR code of Over" })).toBeNull();
  await user.click(await screen.findByRole("button", { name: "QR code of For the board" }));
  const code = await screen.findByRole("img", { name: "QR code of the address of For the board" });
  const modules = code.querySelectorAll("path")[1]?.getAttribute("d");
  const dark = encode(`${window.location.origin}/s/abc`, { ecc: "M", border: 4 }).data.flat().filter(Boolean).length;
  expect(modules?.match(/M/g)?.length).toBe(dark);
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Download SVG" }));
  expect(saved).toEqual(["QR code of For the board.svg"]);
  await user.click(screen.getByRole("button", { name: "QR code of For the board" }));
  expect(screen.queryByRole("img", { name: /^QR code/ })).toBeNull();
});

test("a link tells what it leads to unless somebody switches that off", async () => {
  const { user, sent } = await open([link({ has_password: false, has_preview: true })]);
  expect(await screen.findByText("Preview where it is pasted")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Change For the board" }));
  const preview = screen.getByRole("switch", { name: "Preview where it is pasted" });
  expect(preview).toBeChecked();
  expect(preview).toHaveAccessibleDescription(/a picture of the first page, and may keep them/);
  await user.click(preview);
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("dialog", { name: "Share" });
  expect(sent("PATCH")).toEqual([{ path: "/api/v1/shares/l1", body: { name: "For the board", locks: [], preview: false } }]);
});

test("the address for colleagues holds what is looked at now, if that is wanted", async () => {
  window.history.replaceState(null, "", "/dashboards/d1?page=p&mode=edit&present=30&filters=%7B%22f%22%3Anull%7D");
  try {
    const { user } = await open([]);
    const field = screen.getByRole("textbox", { name: /people of this workspace/ });
    expect(field).toHaveValue(`${window.location.origin}/dashboards/d1`);
    await user.click(screen.getByRole("checkbox", { name: /As I see it now/ }));
    expect(field).toHaveValue(`${window.location.origin}/dashboards/d1?page=p&filters=%7B%22f%22%3Anull%7D`);
  } finally {
    window.history.replaceState(null, "", "/");
  }
});
