import type { Drawing, Figure } from "@/api/contracts";
import type { ClientState } from "@/query/answer";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { FactList } from "@/viz/fact-list";
import { kpiWords } from "@/viz/kpi-view";
import { receiptFacts } from "@/viz/receipt-words";

type FigureValueProps = { figure: Figure; state: ClientState | undefined; hasReceipt: boolean };

/** A calm word where a number should stand, with the reason on hover. */
function NoValue({ reason }: { reason: string }) {
  return <span title={reason} className="text-muted italic">no value<span className="sr-only"> ({reason})</span></span>;
}

/** A number inside of words, written by its meaning; who is signed in can open where it comes from. */
export function FigureValue({ figure, state, hasReceipt }: FigureValueProps) {
  const answer = state?.answer ?? null;
  if (answer === null) {
    if (state?.problem) return <NoValue reason={state.problem.message} />;
    return <span aria-busy className="text-faint">…<span className="sr-only">loading</span></span>;
  }
  const [column] = answer.table.columns;
  const value = answer.table.rowCount === 0 ? null : (column?.valueAt(0) ?? null);
  if (column === undefined || value === null) return <NoValue reason="There is nothing to count under these filters." />;
  const drawing = answer.extra as Drawing | null;
  const { full, exact } = kpiWords(column, 0, drawing?.number_format ?? null);
  const notes = drawing?.notes ?? [];
  const title = [...(exact === full ? [] : [exact]), ...notes].join("\n");
  const looks = state?.isStale ? "tabular text-muted" : "tabular";
  if (!hasReceipt) return <span title={title} className={looks}>{full}</span>;
  return (
    <Popover>
      <PopoverTrigger title={title} className={`${looks} cursor-pointer rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:bg-hover`}>{full}</PopoverTrigger>
      <PopoverContent aria-label={`Where ${figure.name} comes from`} className="w-80 max-w-[calc(100vw-16px)]">
        {notes.map((note) => <p key={note} className="mb-2 text-xs text-warning-text">{note}</p>)}
        <FactList facts={receiptFacts(answer.meaning)} />
      </PopoverContent>
    </Popover>
  );
}
