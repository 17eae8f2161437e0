import type { DashboardFile } from "@/api/contracts";

/** A file that somebody chose for a new dashboard, with its name. */
export type Brought = { file: DashboardFile; name: string };

let carried: Brought | null = null;

/** Carries a file to the page that makes a dashboard of it; nothing keeps it longer. */
export const carry = (brought: Brought): void => { carried = brought; };

/** The file that was carried here, once. */
export const takeCarried = (): Brought | null => {
  const brought = carried;
  carried = null;
  return brought;
};
