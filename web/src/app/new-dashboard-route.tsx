import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMayEdit } from "@/api/me";
import { NewDashboardPage } from "@/features/templates/new-dashboard-page";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { SampleDataButton } from "./sample-data-button";

const route = getRouteApi("/shell/dashboards/new");

export function NewDashboardRoute() {
  const { template } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const mayEdit = useMayEdit();
  if (!mayEdit) return <EmptyState isPage title="Your role does not allow making dashboards" action={<Button asChild><Link to="/dashboards">All dashboards</Link></Button>}>Ask an owner of the workspace for the editor role.</EmptyState>;
  return (
    <NewDashboardPage
      templateId={template}
      onTemplate={(id) => { void navigate({ search: id === undefined ? {} : { template: id } }); }}
      onMade={({ id }, isBlank) => {
        void client.invalidateQueries({ queryKey: ["dashboards"] });
        void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: id }, search: isBlank ? { mode: "edit" } : {} });
      }}
      addData={<><Button asChild variant="primary"><Link to="/data">Add data</Link></Button><SampleDataButton /></>}
    />
  );
}
