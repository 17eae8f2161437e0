import { Download } from "lucide-react";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { DownloadItems, type Downloadable } from "./download-items";

type DownloadMenuProps = Downloadable & { isDisabled?: boolean; isQuiet?: boolean };

/** Takes what is shown home as a file: its picture, where it has one, and all rows behind it. */
export function DownloadMenu({ isDisabled = false, isQuiet = false, ...wanted }: DownloadMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button {...(isQuiet && { size: "sm" as const, variant: "ghost" as const })} disabled={isDisabled} aria-label="Download">
          <Download aria-hidden /><span className="hidden sm:inline">Download</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DownloadItems {...wanted} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
