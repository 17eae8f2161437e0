import { Download } from "lucide-react";
import type { DashboardPage, DashboardSpec, ExportFormat } from "@/api/contracts";
import { download } from "@/query/download";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { about } from "./changes";
import { pageChoices, type Choices } from "./choices";

const KINDS: readonly { format: ExportFormat; label: string }[] = [
  { format: "pdf", label: "This page as PDF" },
  { format: "png", label: "This page as PNG" },
  { format: "svg", label: "This page as SVG" },
];

type PageDownloadProps = {
  dashboardId: string;
  pages: readonly DashboardPage[];
  choices: Choices;
  /** Looked at in place of the state that the server answers by itself. */
  draft: DashboardSpec | null;
};

/** Takes the page home as it is looked at now: every tile in its place, under what its reader chose. */
export function PageDownload({ dashboardId, pages, choices, draft }: PageDownloadProps) {
  const page = pages.find(({ id }) => id === choices.page) ?? pages[0];
  if (page === undefined || (page.tiles ?? []).length === 0) return null;
  const here = { kind: "page" as const, dashboard_id: dashboardId, page_id: page.id, draft };
  const take = (format: ExportFormat) => { void download({ ...here, ...pageChoices(about(choices, page)) }, format); };
  const takeAll = () => {
    const { carried, ...own } = pageChoices(choices);
    // What was brought along belongs to the page that it was brought to.
    const isHere = choices.through?.to === page.id;
    void download({ ...here, ...own, ...(isHere && carried && { carried }), all_pages: true }, "pdf");
  };
  const hasMore = pages.filter(({ tiles = [] }) => tiles.length > 0).length > 1;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild><IconButton label="Download the page"><Download aria-hidden /></IconButton></DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>Download</DropdownMenuLabel>
        {KINDS.map(({ format, label }) => (
          <DropdownMenuItem key={format} onSelect={() => { take(format); }}>{label}<span className="ml-2 text-xs text-muted">.{format}</span></DropdownMenuItem>
        ))}
        {hasMore && <DropdownMenuItem onSelect={takeAll}>All pages as PDF<span className="ml-2 text-xs text-muted">.pdf</span></DropdownMenuItem>}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
