import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { usePageTitle } from "@/ui/use-page-title";

export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <EmptyState
      isPage
      icon={<Compass />}
      title="There is nothing at this address"
      action={<Button asChild variant="primary"><Link to="/">To the start page</Link></Button>}
      className="min-h-[60dvh]"
    >
      It may have been deleted, or it belongs to another workspace. The address may also be mistyped.
    </EmptyState>
  );
}
