import type { Role } from "@/api/types";

export const roleWords: Record<Role, { label: string; detail: string }> = {
  owner: { label: "Owner", detail: "Everything, and who belongs to the workspace" },
  editor: { label: "Editor", detail: "Uploads data and builds dashboards" },
  viewer: { label: "Viewer", detail: "Looks, filters and explores" },
};

export const roleOptions = (["owner", "editor", "viewer"] as const).map((value) => ({ value, ...roleWords[value] }));
