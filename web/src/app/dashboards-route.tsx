import { Link } from "@tanstack/react-router";
import { FolderOpen } from "lucide-react";
import { useMayEdit } from "@/api/me";
import { DashboardsPage } from "@/features/dashboards/dashboards-page";
import { NewDashboardMenu } from "@/features/templates/new-dashboard-menu";
import { Button } from "@/ui/button";
import { SampleDataButton } from "./sample-data-button";

export function DashboardsRoute() {
  const mayEdit = useMayEdit();
  return <DashboardsPage canEdit={mayEdit} newAction={(how) => <NewDashboardMenu {...how} />} emptyAction={<SampleDataButton />} foldersAction={<Button asChild variant="ghost"><Link to="/folders" search={{}}><FolderOpen aria-hidden />Folders</Link></Button>} />;
}
