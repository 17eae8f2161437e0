import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useMayEdit } from "@/api/me";
import { DropZone } from "@/features/sources/drop-zone";
import { useUploads } from "@/features/sources/uploads";
import { shortcut } from "@/lib/shortcut";
import { IconButton } from "@/ui/icon-button";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";
import { AccountButton } from "./account-button";
import { DataProvider } from "./data-provider";
import { MainNav } from "./nav";
import { RouteAnnouncer } from "./route-announcer";
import { useEndOfSession } from "./use-end-of-session";
import { usePaletteKey } from "./use-palette-key";
import { WorkspaceSwitcher } from "./workspace-switcher";

const UploadTray = lazy(() => import("@/features/sources/upload-tray").then((module) => ({ default: module.UploadTray })));
const loadPalette = () => import("./command-palette");
const CommandPalette = lazy(() => loadPalette().then(({ CommandPalette: component }) => ({ default: component })));

function Window() {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  usePaletteKey(() => { setPaletteOpen((isOpen) => !isOpen); });
  useEndOfSession();
  // Fetched ahead, so that what is typed right after the shortcut is not lost.
  useEffect(() => {
    const timer = setTimeout(() => { loadPalette().catch(() => undefined); }, 2000);
    return () => { clearTimeout(timer); };
  }, []);
  const mayEdit = useMayEdit();
  const place = useLocation({ select: ({ pathname }) => pathname });
  const hasUploads = useUploads(({ uploads }) => uploads.length > 0);
  const search = (
    <IconButton label="Search and commands" shortcut={shortcut("K")} onClick={() => { setPaletteOpen(true); }}>
      <Search aria-hidden />
    </IconButton>
  );
  return (
    <TooltipProvider>
      <a href="#main" className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-accent px-3 py-2 text-sm font-medium text-accent-fg focus-visible:translate-y-0">Skip to the content</a>
      <div className="flex h-dvh flex-col sm:flex-row">
        <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line bg-panel px-2 sm:h-auto sm:w-20 sm:flex-col sm:gap-2 sm:border-r sm:border-b-0 sm:px-1.5 sm:py-2">
          <WorkspaceSwitcher />
          <div className="hidden w-full flex-1 sm:flex"><MainNav /></div>
          <div className="flex-1 sm:hidden" />
          {search}
          <div className="px-1 sm:pb-1"><AccountButton /></div>
        </header>
        <main id="main" tabIndex={-1} className="relative min-h-0 min-w-0 flex-1 overflow-y-auto focus:outline-none">
          <Outlet />
        </main>
        <div className="flex shrink-0 border-t border-line bg-panel px-1 pb-[env(safe-area-inset-bottom)] sm:hidden"><MainNav /></div>
      </div>
      <DropZone canUpload={mayEdit} />
      {hasUploads && <Suspense><UploadTray place={place} openDataset={(datasetId, label) => <Link to="/data/$datasetId" params={{ datasetId }} className="rounded-sm font-medium text-accent-text underline underline-offset-4">{label}</Link>} /></Suspense>}
      <RouteAnnouncer />
      <Toaster />
      {isPaletteOpen && <Suspense><CommandPalette onClose={() => { setPaletteOpen(false); }} /></Suspense>}
    </TooltipProvider>
  );
}

/** The window of somebody who is signed in: places on the left (or below, on a phone), the page beside them. */
export function Shell() {
  return <DataProvider><Window /></DataProvider>;
}
