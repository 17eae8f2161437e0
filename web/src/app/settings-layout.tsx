import { Link, Outlet } from "@tanstack/react-router";
import { PageHeader } from "@/ui/page-header";

const sections = [
  { to: "/settings/profile", label: "Profile" },
  { to: "/settings/members", label: "Workspace" },
  { to: "/settings/themes", label: "Themes" },
  { to: "/settings/api-keys", label: "API keys" },
  { to: "/settings/trash", label: "Trash" },
] as const;

export function SettingsLayout() {
  return (
    <div className="mx-auto w-full max-w-4xl p-4 sm:p-6">
      <PageHeader title="Settings" className="pb-2" />
      <nav aria-label="Settings" className="mb-6 flex gap-4 border-b border-line">
        {sections.map(({ to, label }) => (
          <Link key={to} to={to} className="-mb-px inline-flex h-9 items-center border-b-2 border-transparent text-sm font-medium text-muted hover:text-fg data-[status=active]:border-accent data-[status=active]:text-fg">{label}</Link>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}
