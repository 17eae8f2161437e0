import { CircleCheck, CircleHelp, CircleX, RotateCw } from "lucide-react";
import type { Verification } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format-number";
import { formatDuration } from "@/lib/format-time";
import { exactValue, type CellValue } from "@/lib/format-value";
import type { Answer } from "@/query/answer";
import { MOST_COMPARED } from "@/query/wire-rows";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { Progress } from "@/ui/progress";
import { useWaited } from "./use-waited";
import { proveAnswer, useProof, type Prove } from "./verify-answer";

type Verdict = Verification["verdict"];

const LOOKS: Record<Verdict, { title: string; box: string; text: string; icon: typeof CircleCheck }> = {
  same: { title: "The same", box: "bg-success-soft", text: "text-success-text", icon: CircleCheck },
  different: { title: "Different", box: "bg-danger-soft", text: "text-danger-text", icon: CircleX },
  impossible: { title: "Cannot be told", box: "bg-hover", text: "text-muted", icon: CircleHelp },
};

const valueText = (value: unknown): string => (value === null || value === undefined ? "null" : value === "" ? "empty" : exactValue(value as CellValue));

/** What was shown, as far as a proof tells of it. */
type Shown = { columns: readonly { name: string; label?: string; type: string }[]; rowCount: number };

function Differences({ verification, shown: { columns } }: { verification: Verification; shown: Shown }) {
  const { differences, difference_count: count } = verification;
  if (differences.length === 0) return null;
  const labels = new Map(columns.map(({ name, label }) => [name, label]));
  return (
    <div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div tabIndex={0} role="group" aria-label="Values that differ" className="max-h-48 overflow-auto rounded-md border border-line">
        <table className="w-full text-xs">
          <thead className="sticky top-0 bg-sunken text-left text-muted">
            <tr>{["Row", "Column", "Shown", "Found"].map((head) => <th key={head} scope="col" className="px-2 py-1 font-medium">{head}</th>)}</tr>
          </thead>
          <tbody>
            {differences.map(({ row, column, shown, found }) => (
              <tr key={`${String(row)} ${column}`} className="border-t border-line">
                <td className="px-2 py-1 tabular">{row + 1}</td>
                <td className="max-w-28 truncate px-2 py-1" title={column}>{labels.get(column) ?? column}</td>
                <td className="max-w-32 px-2 py-1 font-mono break-all">{valueText(shown)}</td>
                <td className="max-w-32 px-2 py-1 font-mono break-all text-danger-text">{valueText(found)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > differences.length && <p className="mt-1 text-xs text-muted">The first {differences.length} of {formatCount(count, "difference")}.</p>}
    </div>
  );
}

const fileWords = (isIntact: boolean | null): string =>
  isIntact === null ? "is not there any more" : isIntact ? "is what was imported, byte for byte" : "was altered, or has gone";

const changeWords = (changes: boolean | null): string =>
  changes === null ? "Whether that changes the answer cannot be told." : changes ? "Asked now, the answer is another one." : "It does not change this answer.";

function Told({ verification, shown }: { verification: Verification; shown: Shown }) {
  const { title, box, text, icon: Icon } = LOOKS[verification.verdict];
  const hasFloats = shown.columns.some(({ type }) => type === "float");
  return (
    <>
      <div className={cn("flex gap-2 rounded-md p-2.5", box)}>
        <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", text)} />
        <div className="min-w-0 text-sm">
          <p className={cn("font-medium", text)}>{title}</p>
          <p className="break-words">{verification.message}</p>
        </div>
      </div>
      <Differences verification={verification} shown={shown} />
      <ul className="flex flex-col gap-1 text-xs text-muted">
        {verification.moved.map(({ what, message, changes_answer: changes }) => (
          <li key={what} className="break-words"><span className="text-fg">{message}</span> {changeWords(changes)}</li>
        ))}
        {verification.sources.map(({ version_id: id, name, version_number: version, is_intact: isIntact }) => (
          <li key={id} className="break-words">The file of {name}, version {version}, {fileWords(isIntact)}.</li>
        ))}
        {shown.rowCount > MOST_COMPARED && <li>The first {formatCount(MOST_COMPARED, "row")} were compared.</li>}
        {hasFloats && verification.compared_values > 0 && <li>Numbers with a floating point count as the same to one part in a billion: their sums differ in the last digits.</li>}
      </ul>
    </>
  );
}

function Waiting({ onCancel }: { onCancel: () => void }) {
  const waited = useWaited(true, 1000);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-muted">Asking the same versions again{waited > 0 && <span className="tabular">, {formatDuration(Math.floor(waited / 1000) * 1000)}</span>}</p>
      <div className="flex items-center gap-3">
        <Progress label="Verifying" value={null} />
        {waited > 0 && <Button size="sm" onClick={onCancel}>Cancel</Button>}
      </div>
    </div>
  );
}

/** Asks the same of the same versions again, and says whether the values shown are what they say. */
export function ProofPanel({ prove, shown }: { prove: Prove; shown: Shown }) {
  const { proof, cancel, again } = useProof(prove);
  return (
    <section aria-label="Verification" className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
      <div role="status" className="flex flex-col gap-2">
        {proof.kind === "waiting" && <Waiting onCancel={cancel} />}
        {proof.kind === "told" && <Told verification={proof.verification} shown={shown} />}
        {proof.kind === "cancelled" && <p className="text-sm text-muted">It was cancelled; nothing was compared.</p>}
      </div>
      {proof.kind === "failed" && <ProblemNotice isCompact title="It could not be verified" problem={proof.problem} onRetry={again} />}
      {(proof.kind === "told" || proof.kind === "cancelled") && <Button size="sm" variant="ghost" className="self-end" onClick={again}><RotateCw aria-hidden />Verify again</Button>}
    </section>
  );
}

/** The proof of a picture's numbers. */
export function VerifyPanel({ answer }: { answer: Pick<Answer, "meaning" | "table"> }) {
  return <ProofPanel prove={proveAnswer(answer)} shown={{ columns: answer.meaning.columns, rowCount: answer.table.rowCount }} />;
}
