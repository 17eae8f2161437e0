import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { columnTypeWords } from "@/lib/column-type";
import { formatCount, formatNumber } from "@/lib/format-number";
import { exactValue, type CellValue } from "@/lib/format-value";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import type { SqlResult } from "./api";

type Cell = { column: SqlResult["columns"][number]; row: number; value: CellValue };

const whole = (value: CellValue): string => (typeof value === "object" && value !== null ? JSON.stringify(value, null, 2) : exactValue(value));

/** The whole value of one cell, as it is stored. */
export function CellDialog({ cell: { column, row, value }, onClose }: { cell: Cell; onClose: () => void }) {
  const text = whole(value);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title={column.name}
      size="lg"
      description={<span className="flex items-center gap-1.5"><ColumnTypeIcon type={column.type} className="size-3.5" />{columnTypeWords(column.type)}, row {formatNumber(row + 1)}{typeof value === "string" && value.length > 80 && `, ${formatCount([...value].length, "letter")}`}</span>}
      footer={value === null ? undefined : <CopyButton text={text} label="Copy the value" />}
    >
      {value === null || value === ""
        ? <p className="text-sm text-faint italic">{value === null ? "null" : "empty"}</p>
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        : <pre tabIndex={0} aria-label="Value" className="max-h-[60dvh] overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">{text}</pre>}
    </Dialog>
  );
}
