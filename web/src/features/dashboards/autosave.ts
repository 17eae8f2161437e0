import { Problem, asProblem } from "@/api/problems";
import type { Dashboard, SaveDashboard } from "@/api/contracts";
import { isSame } from "@/lib/same";
import type { DashboardContent } from "@/sync/dashboard-document";
import { mergeContent } from "@/sync/merge-content";

export type SaveState =
  | { status: "saved" | "unsaved" | "saving" }
  | { status: "failed"; problem: Problem };

/** What the saver needs of the world. */
export type SaverParts = {
  read: () => DashboardContent;
  /** Bring what others saved into the document, without a step of undo. */
  write: (content: DashboardContent) => void;
  save: (body: SaveDashboard) => Promise<Dashboard>;
  fetch: () => Promise<Dashboard>;
  onState: (state: SaveState) => void;
  onSaved: (dashboard: Dashboard) => void;
  delayMs?: number;
  retryMs?: number;
};

const DELAY_MS = 600;
const RETRY_MS = 4_000;
const MAX_MERGES = 5;

const contentOf = ({ name, description, spec }: Dashboard): DashboardContent => ({ name, description, spec });

/** Saves a document a moment after its last edit; edits of others are merged in, a failed save is tried again. */
export class Saver {
  private base: DashboardContent;
  private revision: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(dashboard: Dashboard, private readonly parts: SaverParts) {
    this.base = contentOf(dashboard);
    this.revision = dashboard.revision;
  }

  get isDirty(): boolean {
    return !isSame(this.base, this.parts.read());
  }

  /** Whether the server is known to have what the document says; while it is being told something, it may have either. */
  get isSettled(): boolean {
    return this.running === undefined && !this.isDirty;
  }

  /** What the server is known to have. */
  get savedContent(): DashboardContent {
    return this.base;
  }

  /** Call after each edit. */
  touch(): void {
    if (!this.isDirty) {
      if (this.running === undefined) this.settle({ status: "saved" });
      return;
    }
    this.settle({ status: "unsaved" });
    this.schedule(this.parts.delayMs ?? DELAY_MS);
  }

  /** Save at once what is not saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    if (this.isDirty) await this.run();
  }

  start(): void {
    this.isStopped = false;
  }

  /** No more saving by itself; what is under way ends. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private settle(state: SaveState): void {
    if (!this.isStopped) this.parts.onState(state);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => void this.run(), delay);
  }

  private async run(): Promise<void> {
    if (this.running !== undefined) return this.running;
    this.running = this.saveOnce().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    this.settle({ status: "saving" });
    try {
      for (let merges = 0; merges <= MAX_MERGES && this.isDirty; merges += 1) {
        if (await this.trySave()) break;
        await this.mergeOthers();
      }
      if (this.isDirty) {
        this.settle({ status: "unsaved" });
        this.schedule(this.parts.delayMs ?? DELAY_MS);
      } else this.settle({ status: "saved" });
    } catch (error) {
      const problem = asProblem(error);
      this.settle({ status: "failed", problem });
      if (mayPass(problem)) this.schedule(this.parts.retryMs ?? RETRY_MS);
    }
  }

  /** False when somebody else saved first. */
  private async trySave(): Promise<boolean> {
    const sent = this.parts.read();
    try {
      const saved = await this.parts.save({ revision: this.revision, ...sent });
      this.base = sent;
      this.revision = saved.revision;
      this.parts.onSaved(saved);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === "CONFLICT") return false;
      throw error;
    }
  }

  private async mergeOthers(): Promise<void> {
    const theirs = await this.parts.fetch();
    const merged = mergeContent(this.base, this.parts.read(), contentOf(theirs));
    this.base = contentOf(theirs);
    this.revision = theirs.revision;
    this.parts.write(merged);
  }
}

const mayPass = ({ code }: Problem): boolean => code === "OFFLINE" || code === "UNAVAILABLE" || code === "INTERNAL" || code === "RATE_LIMITED";
