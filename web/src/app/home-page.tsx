import { useSession } from "@/api/session";
import { PageHeader } from "@/ui/page-header";
import { usePageTitle } from "@/ui/use-page-title";

export function HomePage() {
  usePageTitle("Home");
  const user = useSession((session) => session.user);
  const firstName = user?.full_name?.split(" ")[0];
  return (
    <div className="mx-auto w-full max-w-6xl p-4 sm:p-6">
      <PageHeader title={firstName ? `Good to see you, ${firstName}` : "Home"} />
    </div>
  );
}
