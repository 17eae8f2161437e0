import { authorizedFetch } from "@/api/authorized-fetch";
import type { ValuesOptions } from "@/query/model";

/** Where the answers of a dashboard's tiles come from, and how they are asked for. */
export type ResultsSource = {
  /** Has `/results` and `/cube` beneath it. */
  address: string;
  /** For those who are signed in, and take rows home. */
  dashboardId?: string;
  send: (address: string, init: RequestInit) => Promise<Response>;
  /** The values to choose from in a filter of a page, for those who may not ask its dataset. */
  valuesOf?: (filterId: string, search: string) => ValuesOptions;
};

/** A dashboard of the workspace, asked for by somebody who is signed in. */
export const dashboardSource = (dashboardId: string): ResultsSource => ({ dashboardId, address: `/api/v1/dashboards/${dashboardId}`, send: authorizedFetch });
