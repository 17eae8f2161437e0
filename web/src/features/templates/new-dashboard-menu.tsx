import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronDown, FileUp, LayoutTemplate, Plus, SquarePlus } from "lucide-react";
import { useRef, useState } from "react";
import { asProblem } from "@/api/problems";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { showFailure } from "@/ui/toast-store";
import { carry } from "./brought";

type NewDashboardMenuProps = { isBusy: boolean; onBlank: () => void };

/** The ways to begin a dashboard: with nothing, with a template, with a file of another workspace. */
export function NewDashboardMenu({ isBusy, onBlank }: NewDashboardMenuProps) {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [isReading, setReading] = useState(false);
  const read = async (file: File) => {
    setReading(true);
    try {
      const { readFile } = await import("./read-file");
      carry(await readFile(file));
      await navigate({ to: "/dashboards/new" });
    } catch (error) {
      showFailure("The file was not read.", { message: asProblem(error).message, hint: "Choose one that “Download as file” made." });
    } finally {
      setReading(false);
    }
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild><Button variant="primary" isBusy={isBusy || isReading}><Plus aria-hidden />New dashboard<ChevronDown aria-hidden /></Button></DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem icon={<SquarePlus aria-hidden />} onSelect={onBlank}>Blank</DropdownMenuItem>
          <DropdownMenuItem asChild><Link to="/dashboards/new"><LayoutTemplate aria-hidden />From a template</Link></DropdownMenuItem>
          <DropdownMenuItem icon={<FileUp aria-hidden />} onSelect={() => { input.current?.click(); }}>From a file</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <input
        ref={input} type="file" accept=".json,application/json" aria-label="Dashboard file" tabIndex={-1} className="sr-only"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = "";
          if (chosen) void read(chosen);
        }}
      />
    </>
  );
}
