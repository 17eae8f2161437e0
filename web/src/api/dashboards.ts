import { api, unwrap } from "./client";
import type { Dashboard, DashboardSpec, SaveDashboard } from "./contracts";

const at = (id: string) => ({ params: { path: { dashboard_id: id } } });

export const readDashboard = (id: string): Promise<Dashboard> => unwrap(api.GET("/api/v1/dashboards/{dashboard_id}", at(id)));

export const saveDashboard = (id: string, body: SaveDashboard): Promise<Dashboard> =>
  unwrap(api.PUT("/api/v1/dashboards/{dashboard_id}", { ...at(id), body }));

export const createDashboard = (name: string, spec?: DashboardSpec): Promise<Dashboard> =>
  unwrap(api.POST("/api/v1/dashboards", { body: { name, ...(spec !== undefined && { spec }) } }));
