import { createContext } from "react";

/** Where visitors get the visuals of the dashboard that they look at; those who are signed in need none. */
export type VisualSource = { address: string; dashboardId?: string; send: (address: string, init: RequestInit) => Promise<Response> };

export const VisualSourceContext = createContext<VisualSource | null>(null);
