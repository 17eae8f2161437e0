import { useMutation } from "@tanstack/react-query";
import { ChevronDown, WandSparkles } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ChartSpec, DrawnMark, QueryColumn } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { isRecord } from "@/lib/is-record";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { showFailure } from "@/ui/toast-store";
import { MarkIcon } from "@/viz/mark-icon";
import { MARKS } from "@/viz/marks";
import { drawingAs } from "./ask-drawing";
import { DocumentEditor, type DocumentHandle } from "./document-editor";
import { laidOut, MAX_DOCUMENT, documentOf } from "@/chart-editor/raw/start-document";
import type { Path } from "./json-places";

const SETTLE_MS = 350;
/** The common kinds, from which most other pictures are a few words away. */
const BEGINNINGS: readonly DrawnMark[] = ["bar", "line", "area", "scatter", "heatmap", "pie", "box", "histogram"];

type Fault = { path: Path; message: string };

const isFault = (value: unknown): value is Fault => isRecord(value) && Array.isArray(value["path"]) && typeof value["message"] === "string";

export const faultsOf = (problem: Problem | null): Fault[] => {
  const { faults } = problem?.details ?? {};
  return Array.isArray(faults) ? faults.filter(isFault) : [];
};

/** Why a text is not sent to be drawn; null where it is. */
const unreadable = (text: string): string | null => {
  if (text.length > MAX_DOCUMENT) return `A document has at most ${MAX_DOCUMENT.toLocaleString()} characters; this one has ${text.length.toLocaleString()}.`;
  try {
    JSON.parse(text);
    return null;
  } catch {
    return "This is no JSON yet; what is marked is unexpected, or something is missing before it.";
  }
};

type DocumentPanelProps = { spec: ChartSpec; columns: readonly QueryColumn[]; problem: Problem | null; isWaiting: boolean; onChange: (document: string) => void };

/** The document of a picture beside it: what is written is drawn as soon as it can be. */
export function DocumentPanel({ spec, columns, problem, isWaiting, onChange }: DocumentPanelProps) {
  const kept = spec.options?.document ?? "";
  const [text, setText] = useState(kept);
  const [given, setGiven] = useState(kept);
  const editor = useRef<DocumentHandle>(null);
  const unread = unreadable(text);
  const faults = unread === null && text === kept ? faultsOf(problem) : [];
  // Undo, and a document from elsewhere, reach the editor; what was typed here has reached it already.
  if (kept !== given) { setGiven(kept); setText(kept); }

  useEffect(() => {
    if (text === kept || unread !== null) return;
    const timer = setTimeout(() => { setGiven(text); onChange(text); }, SETTLE_MS);
    return () => { clearTimeout(timer); };
  }, [text, kept, unread, onChange]);

  const begin = useMutation({
    mutationFn: (mark: DrawnMark) => drawingAs(spec, mark),
    onSuccess: (drawing) => { setText(documentOf(drawing, columns)); },
    onError: (error) => { showFailure("This kind of picture cannot be drawn from these fields", error); },
  });
  return (
    <section aria-label="Vega-Lite" className="flex min-h-72 min-w-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-panel">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <h2 className="mr-auto text-sm font-semibold">Vega-Lite</h2>
        <DropdownMenu>
          <DropdownMenuTrigger asChild><Button size="sm" isBusy={begin.isPending}>Start from<ChevronDown aria-hidden /></Button></DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {BEGINNINGS.map((mark) => <DropdownMenuItem key={mark} icon={<MarkIcon mark={mark} />} onSelect={() => { begin.mutate(mark); }}>{MARKS[mark].word}</DropdownMenuItem>)}
          </DropdownMenuContent>
        </DropdownMenu>
        <Button size="sm" disabled={unread !== null} onClick={() => { setText(laidOut(JSON.parse(text))); }}><WandSparkles aria-hidden />Tidy</Button>
      </header>
      <DocumentEditor text={text} columns={columns} fault={faults[0]?.path ?? null} onChange={setText} handle={editor} />
      <div role="status" className="max-h-32 overflow-y-auto border-t border-line px-3 py-1.5 text-xs">
        {unread !== null && <p className="text-danger-text">{unread}</p>}
        {faults.map(({ path, message }, index) => (
          <p key={index}>
            <button type="button" className="text-left text-danger-text hover:underline" onClick={() => { editor.current?.goTo(path); }}>
              {path.length > 0 && <span className="font-mono">{path.join(".")}: </span>}{message}
            </button>
          </p>
        ))}
        {unread === null && faults.length === 0 && <p className="text-muted">{isWaiting || text !== kept ? "Drawing" : problem ? problem.message : "Drawn as it is written. Escape, then Tab, leaves the editor."}</p>}
      </div>
      <ul aria-label="Fields of the rows" className="flex max-h-20 flex-wrap gap-1 overflow-y-auto border-t border-line px-3 py-1.5">
        {columns.map(({ name, label }) => (
          <li key={name}>
            <button type="button" title={`Write ${label} at the cursor`} onClick={() => { editor.current?.insert(JSON.stringify(name)); }} className="rounded-sm border border-line bg-sunken px-1.5 py-0.5 font-mono text-xs hover:bg-hover">{name}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}
