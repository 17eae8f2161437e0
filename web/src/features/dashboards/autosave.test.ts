import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Dashboard, SaveDashboard, Tile } from "@/api/contracts";
import { Problem } from "@/api/problems";
import type { DashboardContent } from "@/sync/dashboard-document";
import { Saver, type SaveState } from "./autosave";

const text = (id: string, markdown: string): Tile => ({ kind: "text", id, layout: { x: 0, y: 0, width: 6, height: 4 }, markdown });
const content = (...tiles: Tile[]): DashboardContent => ({
  name: "Flights",
  description: null,
  spec: { version: 2, pages: [{ id: "p", title: "Page 1", tiles, filters: [] }] },
});

/** A server that keeps one dashboard and refuses a save from an old revision, as ours does. */
class Server {
  revision = 1;
  saved: DashboardContent = content();
  refusals: Problem[] = [];

  dashboard(): Dashboard {
    return {
      id: "d", workspace_id: "w", may_edit: true, publication: "live" as const, created_by: null, created_at: "", updated_at: "",
      revision: this.revision, ...this.saved,
    };
  }

  save = ({ revision, ...sent }: SaveDashboard): Promise<Dashboard> => {
    const refusal = this.refusals.shift();
    if (refusal !== undefined) return Promise.reject(refusal);
    if (revision !== this.revision) return Promise.reject(new Problem({ status: 409, code: "CONFLICT", message: "Saved meanwhile." }));
    this.saved = sent as DashboardContent;
    this.revision += 1;
    return Promise.resolve(this.dashboard());
  };
}

const edit = (server: Server) => {
  let present = server.saved;
  const states: SaveState["status"][] = [];
  const saver = new Saver(server.dashboard(), {
    read: () => present,
    write: (merged) => { present = merged; },
    save: (body) => server.save(body),
    fetch: () => Promise.resolve(server.dashboard()),
    onState: ({ status }) => { states.push(status); },
    onSaved: () => undefined,
  });
  const change = (next: DashboardContent): void => { present = next; saver.touch(); };
  return { saver, change, states, present: () => present };
};

describe("Saver", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it("is not settled while a step is taken back that is on its way to the server", async () => {
    const server = new Server();
    const { saver, change } = edit(server);
    const before = content(text("a", "1"));
    change(before);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saver.isSettled).toBe(true);
    const { save } = server;
    let arrive = (): void => undefined;
    server.save = (body) => new Promise((resolve, reject) => { arrive = () => { save(body).then(resolve, reject); }; });
    change(content(text("a", "2")));
    const saving = saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    change(before);
    expect({ isDirty: saver.isDirty, isSettled: saver.isSettled }).toEqual({ isDirty: false, isSettled: false });
    server.save = save;
    arrive();
    await saving;
    expect({ saved: server.saved, isSettled: saver.isSettled }).toEqual({ saved: content(text("a", "2")), isSettled: false });
    await vi.advanceTimersByTimeAsync(1_000);
    expect({ saved: server.saved, isSettled: saver.isSettled }).toEqual({ saved: before, isSettled: true });
  });

  it("saves once, a moment after the last edit", async () => {
    const server = new Server();
    const { change, states } = edit(server);
    change(content(text("a", "1")));
    await vi.advanceTimersByTimeAsync(300);
    change(content(text("a", "2")));
    await vi.advanceTimersByTimeAsync(5_000);
    expect([server.saved, server.revision, states]).toEqual([content(text("a", "2")), 2, ["unsaved", "unsaved", "saving", "saved"]]);
  });

  it("does not save what was taken back", async () => {
    const server = new Server();
    const { change } = edit(server);
    change(content(text("a", "1")));
    change(content());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.revision).toBe(1);
  });

  it("merges what somebody else saved meanwhile, and saves the sum", async () => {
    const server = new Server();
    const { change, present } = edit(server);
    server.saved = content(text("theirs", "T"));
    server.revision = 7;
    change(content(text("ours", "O")));
    await vi.advanceTimersByTimeAsync(5_000);
    const both = content(text("theirs", "T"), text("ours", "O"));
    expect([server.saved, present(), server.revision]).toEqual([both, both, 8]);
  });

  it("tries again after a failure that may pass, and keeps the edit until then", async () => {
    const server = new Server();
    server.refusals = [new Problem({ status: 0, code: "OFFLINE", message: "No server." })];
    const { change, states, saver } = edit(server);
    change(content(text("a", "1")));
    await vi.advanceTimersByTimeAsync(700);
    expect([states.at(-1), saver.isDirty]).toEqual(["failed", true]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([server.saved, states.at(-1)]).toEqual([content(text("a", "1")), "saved"]);
  });

  it("does not try again what the server refuses for good", async () => {
    const server = new Server();
    server.refusals = [new Problem({ status: 403, code: "FORBIDDEN", message: "Viewers may not." })];
    const { change, states } = edit(server);
    change(content(text("a", "1")));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([server.revision, states.at(-1)]).toEqual([1, "failed"]);
  });

  it("saves at once when asked to", async () => {
    const server = new Server();
    const { change, saver } = edit(server);
    change(content(text("a", "1")));
    await saver.flush();
    expect(server.saved).toEqual(content(text("a", "1")));
  });
});
