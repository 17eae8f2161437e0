import { create } from "zustand";

export type Toast = {
  id: number;
  tone: "neutral" | "success" | "danger";
  title: string;
  detail?: string;
  action?: { label: string; onAct: () => void };
};

type ToastStore = { toasts: readonly Toast[] };

const LIMIT = 4;
let nextId = 1;

export const useToasts = create<ToastStore>(() => ({ toasts: [] }));

export const dismissToast = (id: number): void => {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
};

/** Tell what was done. With `action` it can be taken back: prefer that to asking beforehand. */
export const showToast = (toast: Omit<Toast, "id" | "tone"> & { tone?: Toast["tone"] }): number => {
  const id = nextId++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { tone: "neutral" as const, ...toast, id }].slice(-LIMIT) }));
  return id;
};

/** Tell what was not done, and why. */
export const showFailure = (title: string, { message, hint }: { message: string; hint: string | null }): number =>
  showToast({ tone: "danger", title, detail: [message, hint].filter(Boolean).join(" ") });

export const showUndo = (title: string, onAct: () => void): number => showToast({ title, action: { label: "Undo", onAct } });
