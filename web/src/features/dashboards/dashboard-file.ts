import { api, unwrap } from "@/api/client";
import type { DashboardFile, Template, TemplateCategory } from "@/api/contracts";
import { asProblem } from "@/api/problems";
import { showFailure } from "@/ui/toast-store";

/** A name that any system can give a file. */
export const fileNameOf = (name: string): string => {
  const plain = name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, " ").replaceAll(/\s+/g, " ").trim().slice(0, 80).replace(/^\.+/, "");
  return `${plain === "" ? "dashboard" : plain}.gnomon.json`;
};

/** Takes a dashboard home as a file: what it is and what it needs, without its data. */
export const downloadDashboard = async (id: string, name: string): Promise<void> => {
  try {
    const file = await unwrap<DashboardFile>(api.GET("/api/v1/dashboards/{dashboard_id}/file", { params: { path: { dashboard_id: id } } }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: "application/json" }));
    link.download = fileNameOf(name);
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    showFailure(`“${name}” was not downloaded.`, asProblem(error));
  }
};

export type SaveAsTemplate = { dashboard_id: string; name: string; description: string | null; category: TemplateCategory; keeps_values: boolean };

export const saveAsTemplate = (body: SaveAsTemplate): Promise<Template> => unwrap(api.POST("/api/v1/dashboard-templates", { body }));
