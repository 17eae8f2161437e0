import type { ExportFormat, ExportSource } from "@/api/contracts";
import { DropdownMenuItem } from "@/ui/dropdown-menu";
import { download } from "./download";

const FORMATS: readonly { format: ExportFormat; label: string; hint: string }[] = [
  { format: "csv", label: "CSV", hint: ".csv" },
  { format: "xlsx", label: "Excel", hint: ".xlsx" },
  { format: "json", label: "JSON", hint: ".json" },
  { format: "parquet", label: "Parquet", hint: ".parquet" },
  { format: "arrow", label: "Arrow", hint: ".arrow" },
];

/** What a download begins with, when it begins. */
export type Downloadable = { source: () => ExportSource; name: string | null };

/** The kinds of files that rows can become, as items of a menu. */
export function DownloadItems({ source, name }: Downloadable) {
  return FORMATS.map(({ format, label, hint }) => (
    <DropdownMenuItem key={format} onSelect={() => { void download(source(), format, name); }}>
      {label}<span className="ml-2 text-xs text-muted">{hint}</span>
    </DropdownMenuItem>
  ));
}
