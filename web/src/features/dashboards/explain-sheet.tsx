import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import type { BaseChoice, Breakdown, Contribution, QuerySpec, RowFilterSpec } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { formatCount } from "@/lib/format-number";
import { filterWords } from "@/query/filter-words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { ProblemNotice } from "@/ui/problem-notice";
import { Progress } from "@/ui/progress";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { BreakdownView } from "./explain-breakdown";
import { FigureView } from "./explain-figure";
import { subjectOf, type Subject } from "./explain-subject";
import { memberWords, METHODS, RANKING } from "./explain-words";
import { Rows } from "./rows-sheet";
import { useExplained } from "./use-explained";

type Listed = { title: string; question: QuerySpec };
type Found = ReturnType<typeof useExplained>;

const asRows = ({ dataset_id, filters = [], parameters = {}, time_zone = "UTC" }: QuerySpec, more: RowFilterSpec[] = []): QuerySpec =>
  ({ dataset_id, mode: "rows", filters: [...filters, ...more], parameters, time_zone });

/** How far the search is, and how to end it. */
function Search({ found: { progress, isStopped, stop, goOn } }: { found: Found }) {
  if (isStopped) return <p className="flex items-center gap-3 text-xs text-muted">Stopped.<Button size="sm" onClick={goOn}>Go on</Button></p>;
  if (progress >= 1) return null;
  return <div className="flex items-center gap-3 text-xs text-muted"><Progress label="Looking at the fields" value={progress} className="flex-1" /><Button size="sm" onClick={stop}>Stop</Button></div>;
}

function LeftOut({ found: { leftOut, notAsked, askAll } }: { found: Found }) {
  return (
    <>
      {notAsked > 0 && <p className="text-xs text-muted"><Button size="sm" onClick={askAll}>Look at {formatCount(notAsked, "more field")}</Button></p>}
      {leftOut.length > 0 && (
        <details className="text-xs">
          <summary className="cursor-pointer text-muted">{formatCount(leftOut.length, "field")} left out</summary>
          <ul className="mt-1.5 flex flex-col gap-1">{leftOut.map(({ member, label, reason }) => <li key={member}><b className="font-medium">{label}</b>: {reason}</li>)}</ul>
        </details>
      )}
    </>
  );
}

type ExplanationProps = { subject: Subject; measure: Subject["measures"][number]; title: string; onRows: (listed: Listed) => void };

function Explanation({ subject, measure, title, onRows }: ExplanationProps) {
  const [base, setBase] = useState<BaseChoice | null>(null);
  const found = useExplained({ question: subject.question, measure: measure.name, mark: subject.mark }, base);
  const { head, problem, retry, breakdowns } = found;
  if (head === null) return problem ? <ProblemNotice isCompact title="This figure could not be explained" problem={problem} onRetry={retry} /> : <div role="status" aria-label="Asking" className="flex flex-col gap-3"><Skeleton className="h-24" /><Skeleton className="h-40" /></div>;
  const format = measure.format ?? head.measure.format;
  const rowsOf = ({ member, label }: Breakdown, one: Contribution) => {
    const side = one.fate === "vanished" ? head.base ?? head.mine : head.mine;
    onRows({ title: `${label}: ${memberWords(one)}`, question: asRows(side.question, [{ kind: "in", member, values: [one.value], exclude: false }]) });
  };
  return (
    <div className="flex flex-col gap-4">
      <FigureView explained={head} title={title} format={format} onBase={setBase} onRows={(words, question) => { onRows({ title: words, question: asRows(question) }); }} />
      {head.base ? (
        <section aria-label="Where the difference lies" className="flex flex-col gap-3">
          <div><h3 className="text-sm font-semibold">Where the difference lies</h3><p className="mt-0.5 text-xs text-muted">{METHODS[head.measure.kind]}</p></div>
          <Search found={found} />
          {problem && <ProblemNotice isCompact title="Not all fields could be looked at" problem={problem} onRetry={retry} />}
          {breakdowns.map((one) => <BreakdownView key={one.member} breakdown={one} measure={head.measure} format={format} kind={head.chosen?.choice.kind ?? "value"} delta={head.delta} onRows={rowsOf} />)}
          {head.fields.length === 0 && <p className="text-xs text-muted">There is no other field of categories in this data to look for the difference in.</p>}
          <LeftOut found={found} />
          {head.measure.kind !== "whole" && head.fields.length > 1 && <details className="text-xs"><summary className="cursor-pointer text-muted">How fields are ranked</summary><p className="mt-1.5 text-muted">{RANKING}</p></details>}
        </section>
      ) : <p className="text-sm text-muted">To learn why a figure differs, explain a single mark: a bar, a point or a cell.</p>}
    </div>
  );
}

type ExplainSheetProps = {
  answer: Answer;
  /** “Region: West”. */
  title: string;
  filters: readonly RowFilterSpec[];
  onClose: () => void;
};

/** What a figure is, and why it differs from another one. */
export function ExplainSheet({ answer, title, filters, onClose }: ExplainSheetProps) {
  const [subject] = useState(() => subjectOf(answer, filters));
  const [name, setName] = useState(subject?.measures[0]?.name);
  const [listed, setListed] = useState<Listed | null>(null);
  const measure = subject?.measures.find((one) => one.name === name);
  const [period] = filters.length === 0 ? subject?.mark ?? [] : [];
  const about = period ? `${title}: ${filterWords(period)}` : title;
  const back = () => { setListed(null); };
  return (
    <Dialog
      isOpen
      onOpenChange={() => { if (listed) back(); else onClose(); }}
      size="lg"
      title={listed ? listed.title : title}
      description={listed ? "The rows behind this part of the figure." : measure ? `${measure.label}, explained` : undefined}
      footer={listed ? <Button onClick={back}><ArrowLeft aria-hidden />Back to the explanation</Button> : <Button variant="primary" onClick={onClose}>Close</Button>}
    >
      {subject && measure ? (
        <>
          {listed && <Rows question={listed.question} title={listed.title} />}
          <div className={listed ? "hidden" : "flex flex-col gap-4 [contain:inline-size]"}>
            {subject.measures.length > 1 && <Field label="Figure" className="sm:w-80">{(control) => <Select {...control} value={measure.name} options={subject.measures.map((one) => ({ value: one.name, label: one.label }))} onChange={setName} />}</Field>}
            <Explanation key={measure.name} subject={subject} measure={measure} title={about} onRows={setListed} />
          </div>
        </>
      ) : <p className="py-4 text-sm text-muted">The question of this tile is too long to be asked again. Open the tile in Explore instead.</p>}
    </Dialog>
  );
}
