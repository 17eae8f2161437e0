import { authorizedFetch } from "@/api/authorized-fetch";

/** Where the answers of a dashboard's tiles come from, and how they are asked for. */
export type ResultsSource = {
  /** Has `/results`, `/cube` and the values of its filters beneath it. */
  address: string;
  /** For those who are signed in, and take rows home. */
  dashboardId?: string;
  /** For visitors, who are told there what of theirs has changed. */
  changes?: string;
  send: (address: string, init: RequestInit) => Promise<Response>;
};

/** A dashboard of the workspace, asked for by somebody who is signed in. */
export const dashboardSource = (dashboardId: string): ResultsSource => ({ dashboardId, address: `/api/v1/dashboards/${dashboardId}`, send: authorizedFetch });
