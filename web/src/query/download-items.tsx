import { useId } from "react";
import type { ExportFormat, ExportSource } from "@/api/contracts";
import { DropdownMenuGroup, DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator } from "@/ui/dropdown-menu";
import { download } from "./download";

type Kind = { format: ExportFormat; label: string; hint: string };

const PICTURES: readonly Kind[] = [
  { format: "png", label: "PNG", hint: ".png" },
  { format: "svg", label: "SVG", hint: ".svg" },
  { format: "pdf", label: "PDF", hint: ".pdf" },
];
const ROWS: readonly Kind[] = [
  { format: "csv", label: "CSV", hint: ".csv" },
  { format: "xlsx", label: "Excel", hint: ".xlsx" },
  { format: "json", label: "JSON", hint: ".json" },
  { format: "parquet", label: "Parquet", hint: ".parquet" },
  { format: "arrow", label: "Arrow", hint: ".arrow" },
];

/** What a download begins with, when it begins. */
export type Downloadable = {
  source: () => ExportSource;
  name: string | null;
  /** Whether it is drawn, so that its picture can be had as well. */
  hasPicture?: boolean;
};

type ItemsProps = Downloadable & { title: string; kinds: readonly Kind[] };

function Items({ title, kinds, source, name }: ItemsProps) {
  const id = useId();
  return (
    <DropdownMenuGroup aria-labelledby={id}>
      <DropdownMenuLabel id={id}>{title}</DropdownMenuLabel>
      {kinds.map(({ format, label, hint }) => (
        <DropdownMenuItem key={format} onSelect={() => { void download(source(), format, name); }}>
          {label}<span className="ml-2 text-xs text-muted">{hint}</span>
        </DropdownMenuItem>
      ))}
    </DropdownMenuGroup>
  );
}

/** The kinds of files that a picture and its rows can become, as items of a menu. */
export function DownloadItems(wanted: Downloadable) {
  return (
    <>
      {wanted.hasPicture === true && <><Items title="The picture" kinds={PICTURES} {...wanted} /><DropdownMenuSeparator /></>}
      <Items title="All rows as a file" kinds={ROWS} {...wanted} />
    </>
  );
}
