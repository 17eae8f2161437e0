import { Download } from "lucide-react";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuLabel, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { DownloadItems, type Downloadable } from "./download-items";

type DownloadMenuProps = Downloadable & { isDisabled?: boolean; isQuiet?: boolean };

/** Takes all rows behind what is shown home as a file. */
export function DownloadMenu({ isDisabled = false, isQuiet = false, ...wanted }: DownloadMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button {...(isQuiet && { size: "sm" as const, variant: "ghost" as const })} disabled={isDisabled} aria-label="Download">
          <Download aria-hidden /><span className="hidden sm:inline">Download</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>All rows as a file</DropdownMenuLabel>
        <DownloadItems {...wanted} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
