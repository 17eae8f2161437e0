import { useQuery } from "@tanstack/react-query";
import { Rows3 } from "lucide-react";
import type { BaseChoice, Explained, Filter, FigureSide, QuerySpec } from "@/api/contracts";
import { formatCount } from "@/lib/format-number";
import { newId } from "@/lib/new-id";
import { filterMember, filterWords } from "@/query/filter-words";
import { answerOf } from "@/query/frame-answer";
import { modelOptions } from "@/query/model";
import { askServer } from "@/query/server";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { ReceiptPopover } from "@/viz/receipt-popover";
import { baseWords, deltaWords, figureWords } from "./explain-words";

const receiptOptions = (spec: QuerySpec) => ({
  queryKey: ["explain-receipt", spec],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    for await (const frame of askServer({ path: "/api/v1/query", body: { spec }, runId: newId(), signal })) {
      const answer = answerOf(frame);
      if (answer instanceof Error) throw answer;
      return answer;
    }
    throw new Error("The answer is missing.");
  },
  staleTime: 60_000,
});

function Receipt({ side }: { side: FigureSide }) {
  const { data } = useQuery(receiptOptions(side.question));
  return data ? <ReceiptPopover answer={data} /> : <span className="size-7" />;
}

type SideProps = { title: string; side: FigureSide; format: string | null; onRows: () => void };

function Side({ title, side, format, onRows }: SideProps) {
  return (
    <div className="min-w-0 flex-1 rounded-md border border-line px-3 py-2">
      <div className="flex items-center gap-1"><h3 className="min-w-0 flex-1 truncate text-xs text-muted" title={title}>{title}</h3><Receipt side={side} /></div>
      <p className="text-2xl font-semibold tabular break-words">{figureWords(side.value, format)}</p>
      {side.above !== undefined && side.above !== null && side.below !== undefined && side.below !== null && <p className="text-xs text-muted tabular">{figureWords(side.above, null)} ÷ {figureWords(side.below, null)}</p>}
      <Button variant="ghost" size="sm" className="mt-1 -ml-2" onClick={onRows}><Rows3 aria-hidden />{formatCount(side.row_count, "row")}</Button>
    </div>
  );
}

function FiltersInForce({ datasetId, filters }: { datasetId: string; filters: readonly Filter[] }) {
  const { data: model } = useQuery(modelOptions(datasetId));
  const labels = new Map([...model?.dimensions ?? [], ...(model?.related ?? []).flatMap(({ dimensions }) => dimensions)].map(({ name, label }) => [name, label]));
  if (filters.length === 0) return <p>All rows that you may see.</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {filters.map((filter) => {
        const member = filterMember(filter);
        return <li key={JSON.stringify(filter)}><Badge className="h-auto max-w-full py-0.5 break-words whitespace-normal">{labels.get(member) ?? member}: {filterWords(filter)}</Badge></li>;
      })}
    </ul>
  );
}

type FigureProps = { explained: Explained; title: string; format: string | null; onBase: (base: BaseChoice) => void; onRows: (title: string, question: QuerySpec) => void };

/** What the figure is, and with what it is compared. */
export function FigureView({ explained, title, format, onBase, onRows }: FigureProps) {
  const { measure, mine, base, bases, chosen } = explained;
  const keys = bases.map(({ choice }) => JSON.stringify(choice));
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-3 max-sm:flex-col">
        <Side title={title} side={mine} format={format} onRows={() => { onRows(title, mine.question); }} />
        {base && chosen && <Side title={baseWords(chosen)} side={base} format={format} onRows={() => { onRows(baseWords(chosen), base.question); }} />}
      </div>
      {chosen && (
        <div className="flex flex-wrap items-end justify-between gap-3">
          <p role="status" className="text-base font-semibold tabular">{deltaWords(explained, format)}</p>
          <Field label="Compared with" className="w-full sm:w-80">
            {(control) => <Select {...control} value={JSON.stringify(chosen.choice)} options={bases.map((one, at) => ({ value: keys[at] ?? "", label: baseWords(one) }))} onChange={(key) => { const picked = bases[keys.indexOf(key)]; if (picked) onBase(picked.choice); }} />}
          </Field>
        </div>
      )}
      {explained.notes.map((note) => <p key={note} className="rounded-md bg-warning-soft px-3 py-2 text-xs text-warning-text">{note}</p>)}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-xs [&_dt]:text-muted">
        <dt>What it is</dt>
        <dd className="min-w-0 break-words">
          {measure.description ?? measure.definition}
          {measure.formula !== null && <code className="mt-1 block rounded-sm bg-sunken px-2 py-1 font-mono whitespace-pre-wrap">{measure.formula}</code>}
        </dd>
        <dt>Filters in force</dt>
        <dd className="min-w-0"><FiltersInForce datasetId={mine.question.dataset_id} filters={mine.question.filters ?? []} /></dd>
        {measure.reason !== null && <><dt>Its parts</dt><dd>{measure.reason} Its values are shown beside each other, without what each contributes.</dd></>}
      </dl>
    </div>
  );
}
