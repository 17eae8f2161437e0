import { useQuery } from "@tanstack/react-query";
import { dashboardOptions } from "@/features/dashboards/api";
import { FolderTrail } from "./folder-trail";

/** The folders that a dashboard lies in, once both are known. */
export function DashboardTrail({ dashboardId }: { dashboardId: string }) {
  const { data } = useQuery(dashboardOptions(dashboardId));
  return data?.folder_id ? <FolderTrail folderId={data.folder_id} /> : null;
}
