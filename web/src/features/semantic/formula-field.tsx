import { Check, CircleAlert, LoaderCircle } from "lucide-react";
import { lazy, Suspense, useId, useRef, type ReactNode } from "react";
import type { FormulaKind, FunctionDoc, ModelTableState } from "@/api/contracts";
import { columnTypeWords, isNumeric, type ColumnType } from "@/lib/column-type";
import { formatValue, type CellValue } from "@/lib/format-value";
import { Skeleton } from "@/ui/skeleton";
import type { Definition } from "./definition";
import type { FormulaHandle } from "./formula-editor";
import { formulaWords, isOfKind } from "./formula-words";
import { FunctionReference } from "./function-reference";
import { useFormulaCheck, useFormulaPreview, type Checked, type Preview } from "./use-formula-check";

const FormulaEditor = lazy(async () => ({ default: (await import("./formula-editor")).FormulaEditor }));

const ofType = (value: unknown, type: string): string => {
  const number = typeof value === "string" && isNumeric(type as ColumnType) ? Number(value) : value;
  return formatValue(number as CellValue, type as ColumnType);
};

function PreviewWords({ preview }: { preview: Preview }) {
  const [first, last] = preview.values;
  if (preview.values.length === 1) return <>now <strong className="font-semibold text-fg tabular">{ofType(first, preview.type)}</strong></>;
  return <>from <strong className="font-semibold text-fg tabular">{ofType(first, preview.type)}</strong> to <strong className="font-semibold text-fg tabular">{ofType(last, preview.type)}</strong></>;
}

function Verdict({ checked, kind, preview }: { checked: Checked; kind: FormulaKind; preview: ReactNode }) {
  const { check, isChecking, problem } = checked;
  if (problem) return <p className="flex gap-1.5 text-danger-text"><CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /><span>{problem.message} {problem.hint}</span></p>;
  if (check?.problem) {
    return (
      <p className="flex gap-1.5 text-danger-text">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0 break-words">{check.problem.message}{check.problem.hint && <span className="text-muted"> {check.problem.hint}</span>}</span>
      </p>
    );
  }
  if (check?.type) {
    return (
      <p className="flex flex-wrap items-center gap-x-1.5 text-muted">
        <Check aria-hidden className="size-4 shrink-0 text-success-text" />
        <span>{kind === "policy" ? "Only rows for which this is true may be seen" : `Gives ${columnTypeWords(check.type).toLowerCase()}`}</span>
        {preview && <><span aria-hidden>·</span><span>{preview}</span></>}
      </p>
    );
  }
  if (isChecking) return <p className="flex items-center gap-1.5 text-muted"><LoaderCircle aria-hidden className="size-4 animate-spin" />Checking</p>;
  return <p className="text-muted">Names of columns, functions and operators as in SQL. Press Ctrl and Space for a list.</p>;
}

type FormulaFieldProps = {
  text: string;
  onChange: (text: string) => void;
  onDone: () => void;
  kind: FormulaKind;
  table: string;
  definition: Definition;
  tables: readonly ModelTableState[];
  functions: readonly FunctionDoc[];
  /** The names of what is said of people, for policies. */
  attributes?: readonly string[];
  /** What belongs under the formula, beside the functions. */
  children?: ReactNode;
};

/** A formula with everything around it: completion, what is wrong and where, what it gives, and the functions to choose from. */
export function FormulaField({ text, onChange, onDone, kind, table, definition, tables, functions, attributes = [], children }: FormulaFieldProps) {
  const helpId = useId();
  const editor = useRef<FormulaHandle>(null);
  const checked = useFormulaCheck({ definition, table, formula: text, kind });
  const datasetId = definition.tables.find(({ name }) => name === table)?.dataset_id ?? null;
  const preview = useFormulaPreview(datasetId, { formula: text, kind }, checked.check?.problem ? null : checked.check?.type ?? null);
  const shown = preview.data ? <PreviewWords preview={preview.data} /> : preview.isError ? "its number shows once what it names is saved" : null;
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_260px]">
      <div className="flex min-w-0 flex-col gap-2">
        <span className="text-sm font-medium">Formula</span>
        <Suspense fallback={<Skeleton className="h-24" />}>
          <FormulaEditor
            handle={editor}
            text={text}
            label="Formula"
            describedBy={helpId}
            words={formulaWords({ definition, tables, functions, table, kind, attributes })}
            example={kind === "policy" ? "region = USER_ATTRIBUTE('region')" : "SUM(amount) / COUNT(*)"}
            fault={checked.fault}
            onChange={onChange}
            onDone={onDone}
          />
        </Suspense>
        <div id={helpId} role="status" className="min-h-10 text-sm"><Verdict checked={checked} kind={kind} preview={shown} /></div>
        {children}
      </div>
      <FunctionReference functions={functions.filter(isOfKind(kind))} openAt={kind === "policy" ? "policies" : "aggregates"} onInsert={(piece) => { editor.current?.insert(piece); }} />
    </div>
  );
}
