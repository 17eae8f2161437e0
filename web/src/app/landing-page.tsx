import { Link } from "@tanstack/react-router";
import { FileUp, LayoutDashboard, MousePointerClick, type LucideIcon } from "lucide-react";
import { lazy, Suspense } from "react";
import { useSetupState } from "@/api/setup-state";
import { Button } from "@/ui/button";
import { ErrorBoundary } from "@/ui/error-boundary";
import { Logo } from "@/ui/logo";
import { Skeleton } from "@/ui/skeleton";
import { usePageTitle } from "@/ui/use-page-title";

const DataProvider = lazy(() => import("./data-provider").then((module) => ({ default: module.DataProvider })));
const Showcase = lazy(() => import("@/features/dashboards/showcase").then((module) => ({ default: module.Showcase })));

const steps: readonly { icon: LucideIcon; title: string; words: string }[] = [
  { icon: FileUp, title: "Drop a file", words: "CSV, Excel, JSON or Parquet. Every row is read, every type is found, nothing is dropped in silence." },
  { icon: MousePointerClick, title: "Ask by pointing", words: "Drag fields into a picture, click a mark to filter, and see the exact rows and the SQL behind it." },
  { icon: LayoutDashboard, title: "Keep the answer", words: "Put pictures on a dashboard that is always current, on your own server, with your own people." },
];

export function LandingPage() {
  usePageTitle("");
  const setup = useSetupState();
  return (
    <div className="flex min-h-full flex-col">
      <header className="mx-auto flex w-full max-w-6xl items-center gap-2 px-4 py-3 sm:px-8">
        <Logo className="flex-1" />
        <Button asChild variant="ghost"><Link to="/sign-in">Sign in</Link></Button>
      </header>
      <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-10 px-4 pt-8 pb-12 sm:px-8 sm:pt-14">
        <section className="max-w-2xl">
          <h1 className="text-3xl leading-tight font-semibold tracking-tight sm:text-4xl">From a file to a dashboard that stays.</h1>
          <p className="mt-4 text-lg text-pretty text-muted">Gnomon is business intelligence on your own server. Bring a file, understand it at a glance, and build pictures that answer the next question too.</p>
          <div className="mt-6 flex flex-wrap gap-3">
            {setup?.is_signup_open !== false && <Button asChild variant="primary" size="lg"><Link to="/sign-up">Create an account</Link></Button>}
            <Button asChild size="lg" variant={setup?.is_signup_open === false ? "primary" : "outline"}><Link to="/sign-in">Sign in</Link></Button>
          </div>
        </section>
        {setup?.has_showcase && (
          <ErrorBoundary title="The example could not be drawn"><Suspense fallback={<Skeleton className="h-96 w-full" />}><DataProvider><Showcase /></DataProvider></Suspense></ErrorBoundary>
        )}
        <section aria-label="How it works" className="grid gap-x-8 gap-y-6 border-t border-line pt-8 sm:grid-cols-3">
          {steps.map(({ icon: Icon, title, words }) => (
            <div key={title} className="flex gap-3">
              <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-accent-text" strokeWidth={1.75} />
              <div>
                <h2 className="font-semibold">{title}</h2>
                <p className="mt-0.5 text-sm text-pretty text-muted">{words}</p>
              </div>
            </div>
          ))}
        </section>
      </main>
    </div>
  );
}
