import { Link } from "@tanstack/react-router";
import { ModelsPage } from "@/features/semantic/models-page";

export function ModelsRoute() {
  return <ModelsPage above={<Link to="/data" className="rounded-sm hover:text-fg hover:underline">Data</Link>} />;
}
