import { useMayEdit } from "@/api/me";
import { DashboardsPage } from "@/features/dashboards/dashboards-page";
import { SampleDataButton } from "./sample-data-button";

export function DashboardsRoute() {
  const mayEdit = useMayEdit();
  return <DashboardsPage canEdit={mayEdit} emptyAction={<SampleDataButton />} />;
}
