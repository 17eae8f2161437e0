import { Rows3 } from "lucide-react";
import type { BaseChoice, Breakdown, Contribution, FigureMeasure } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { Badge } from "@/ui/badge";
import { IconButton } from "@/ui/icon-button";
import { driverWords, fateWords, figureWords, memberWords, reversalWords, signedWords } from "./explain-words";

type BreakdownProps = {
  breakdown: Breakdown;
  measure: FigureMeasure;
  format: string | null;
  /** With what it is compared. */
  kind: BaseChoice["kind"];
  delta: number | string | null;
  /** Lists the rows behind one value. */
  onRows: (breakdown: Breakdown, contribution: Contribution) => void;
};

type Bar = { from: number; to: number };

/** Each bar begins where the one above it ended, so that the last one ends at the difference. */
export const waterfall = (contributions: readonly Contribution[]): Bar[] => {
  let at = 0;
  return contributions.map(({ contribution }) => {
    const from = at;
    at += Number(contribution ?? 0);
    return { from, to: at };
  });
};

function WaterfallBar({ bar: { from, to }, least, most }: { bar: Bar; least: number; most: number }) {
  const width = most - least || 1;
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const part = (value: number) => `${String(Math.max(0, value / width) * 100)}%`;
  return (
    <div aria-hidden className="relative h-3.5 min-w-28">
      <div className="absolute inset-y-0 w-px bg-line-strong" style={{ left: part(-least) }} />
      <div className={cn("absolute inset-y-0.5 min-w-0.5 rounded-xs", to >= from ? "bg-accent" : "bg-line-strong")} style={{ left: part(left - least), width: part(right - left) }} />
    </div>
  );
}

/** The difference over one field: a table whose bars are a waterfall. */
export function BreakdownView({ breakdown, measure, format, kind, delta, onRows }: BreakdownProps) {
  const { label, contributions } = breakdown;
  const bars = waterfall(contributions);
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const reversal = reversalWords(breakdown, measure, delta);
  const isWhole = breakdown.surprise === null;
  const isRatio = measure.kind === "ratio" && !isWhole;
  return (
    <section aria-label={`By ${label}`} className="rounded-md border border-line">
      <header className="flex flex-wrap items-baseline gap-x-3 px-3 pt-2.5 pb-1.5">
        <h4 className="text-sm font-semibold break-words">{label}</h4>
        <p className="text-xs text-muted">{driverWords(breakdown)}</p>
      </header>
      {reversal !== null && <p className="mx-3 mb-2 rounded-md bg-warning-soft px-2 py-1.5 text-xs text-warning-text">{reversal}</p>}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div tabIndex={0} role="group" aria-label={`Parts by ${label}`} className="overflow-x-auto px-3 pb-2.5">
        <table className="w-full text-xs tabular">
          <thead>
            <tr className="text-left text-muted [&_th]:py-1 [&_th]:pr-2 sm:[&_th]:pr-4 [&_th]:font-medium">
              <th scope="col">{label}</th>
              <th scope="col" className="text-right">Compared</th>
              <th scope="col" className="text-right">Here</th>
              {isRatio && <><th scope="col" className="text-right">Mix</th><th scope="col" className="text-right">Rate</th></>}
              {!isWhole && <><th scope="col" className="text-right">Contributes</th><th scope="col" className={cn("max-sm:hidden", isRatio ? "w-1/4" : "w-2/5")}><span className="sr-only">Picture</span></th></>}
              <th scope="col"><span className="sr-only">Rows</span></th>
            </tr>
          </thead>
          <tbody>
            {contributions.map((one, at) => {
              const bar = bars[at];
              const fate = fateWords(one.fate, kind);
              return (
                <tr key={JSON.stringify([one.value, one.folded])} className="border-t border-line [&_td]:py-1 [&_td]:pr-2 sm:[&_td]:pr-4">
                  <th scope="row" className={cn("max-w-56 min-w-20 py-1 pr-2 sm:min-w-28 sm:pr-4 text-left font-normal break-words", (one.folded ?? 0) > 0 && "text-muted")}>
                    {memberWords(one)}{fate !== null && <Badge className="ml-2">{fate}</Badge>}
                  </th>
                  <td className="text-right">{one.base === null ? "–" : figureWords(one.base, format)}</td>
                  <td className="text-right">{one.mine === null ? "–" : figureWords(one.mine, format)}</td>
                  {isRatio && <><td className="text-right">{signedWords(one.mix ?? null, format)}</td><td className="text-right">{signedWords(one.rate ?? null, format)}</td></>}
                  {!isWhole && (
                    <>
                      <td className="text-right font-medium">{signedWords(one.contribution, format)}</td>
                      <td className="max-sm:hidden">{bar && <WaterfallBar bar={bar} least={least} most={most} />}</td>
                    </>
                  )}
                  <td className="w-8 text-right">{(one.folded ?? 0) === 0 && <IconButton size="icon-sm" label={`Show rows of ${memberWords(one)}`} onClick={() => { onRows(breakdown, one); }}><Rows3 aria-hidden /></IconButton>}</td>
                </tr>
              );
            })}
          </tbody>
          {!isWhole && (
            <tfoot>
              <tr className="border-t border-line-strong font-semibold [&_td]:py-1 [&_td]:pr-2 sm:[&_td]:pr-4">
                <th scope="row" className="py-1 pr-2 text-left sm:pr-4">Together</th>
                <td /><td />{isRatio && <><td /><td /></>}
                <td className="text-right">{signedWords(delta, format)}</td>
                <td className="max-sm:hidden" /><td />
              </tr>
            </tfoot>
          )}
        </table>
      </div>
    </section>
  );
}
