import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Logo } from "@/ui/logo";

type AuthLayoutProps = { title: string; lead?: ReactNode; below?: ReactNode; children: ReactNode };

/** The frame of the pages before the door: one form, nothing else. */
export function AuthLayout({ title, lead, below, children }: AuthLayoutProps) {
  return (
    <div className="flex min-h-full flex-col">
      <header className="px-6 py-4">
        <Link to="/" className="inline-flex rounded-md"><Logo /></Link>
      </header>
      <main className="flex flex-1 flex-col items-center justify-center px-4 pt-4 pb-24">
        <div className="w-full max-w-sm">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          {lead && <p className="mt-1.5 text-base text-pretty text-muted">{lead}</p>}
          <div className="mt-6">{children}</div>
          {below && <p className="mt-6 text-sm text-muted">{below}</p>}
        </div>
      </main>
    </div>
  );
}
