import { ClipboardCopy, TriangleAlert, WandSparkles } from "lucide-react";
import type { components } from "@/api/generated/schema";
import { formatNumber, type Numeric } from "@/lib/format-number";
import { formatValue, type CellValue } from "@/lib/format-value";
import { Button } from "@/ui/button";
import { showToast } from "@/ui/toast-store";
import type { SqlResult } from "./api";
import { useRuns, type Asked } from "./run-store";
import { changeTab, useTabs } from "./tab-store";

type FanOut = components["schemas"]["FanOut"];
type Figures = components["schemas"]["FanOutFigures"];

const GROUPS_SHOWN = 6;

const listed = (names: readonly string[]): string => [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");

const figureOf = ({ type }: Figures, value: unknown): string => formatValue(value as CellValue, type);

const timesOf = (times: number): string => (times < 100 ? formatNumber(times, { digits: 2 }) : formatNumber(Math.round(times) as Numeric));

/** What is counted too often, and why: `counts each row of orders 1.27 times on average, because …`. */
export const causeOf = ({ table, multiplied_by: by, figures }: FanOut): string => {
  const others = [...new Set(by.map(({ sql_name, alias }) => (sql_name === table.sql_name ? `${sql_name} (${alias})` : sql_name)))];
  const often = figures === null ? "more than once" : `${timesOf(figures.times)} times on average`;
  return `counts each row of ${table.sql_name} ${often}, because ${listed(others)} ${others.length === 1 ? "has" : "have"} several rows for one of them.`;
};

/** Both figures: `13,962 shown; 11,008 without the multiplication.` */
export const figuresOf = (figures: Figures): string => {
  const words = `${figureOf(figures, figures.inflated)} shown; ${figureOf(figures, figures.true)} without the multiplication.`;
  return figures.group_columns.length === 0 ? words : `Over all groups ${words}`;
};

function Groups({ figures }: { figures: Figures }) {
  const { group_columns: columns, groups, wrong_groups: wrong } = figures;
  const rows = groups.slice(0, GROUPS_SHOWN);
  return (
    <details className="mt-1">
      <summary className="cursor-pointer">{wrong === 1 ? "The group that is wrong" : `The groups that are furthest off, of ${formatNumber(wrong)} that are wrong`}</summary>
      <div className="mt-1 max-w-full overflow-x-auto">
        <table className="tabular">
          <thead>
            <tr className="text-left">
              {columns.map(({ name }, index) => <th key={index} scope="col" className="max-w-60 truncate pr-4 font-medium">{name}</th>)}
              <th scope="col" className="pr-4 text-right font-medium">Shown</th>
              <th scope="col" className="text-right font-medium">True</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map(({ type }, place) => <td key={place} className="max-w-60 truncate pr-4">{formatValue(row[place] as CellValue, type)}</td>)}
                <td className="pr-4 text-right">{figureOf(figures, row.at(-2))}</td>
                <td className="text-right">{figureOf(figures, row.at(-1))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** The statement with the corrected one in the place of what was sent. */
const corrected = ({ text, range }: Asked, sql: string): string => text.slice(0, range.from) + sql + text.slice(range.to);

function UseCorrected({ result, sql }: { result: SqlResult; sql: string }) {
  const tabId = useRuns(({ byTab }) => Object.entries(byTab).find(([, run]) => run.status === "done" && run.result === result)?.[0] ?? "");
  const asked = useRuns(({ byTab }) => byTab[tabId]?.asked);
  const text = useTabs(({ tabs }) => tabs.find(({ id }) => id === tabId)?.text);
  if (asked && asked.text === text) {
    return <Button size="sm" onClick={() => { changeTab(tabId, { text: corrected(asked, sql) }); }}><WandSparkles aria-hidden />Use the corrected statement</Button>;
  }
  const copy = () => navigator.clipboard.writeText(sql).then(() => { showToast({ tone: "success", title: "The corrected statement is copied" }); });
  return <Button size="sm" onClick={() => void copy()}><ClipboardCopy aria-hidden />Copy the corrected statement</Button>;
}

/** Figures of a result that a join has inflated, the true ones beside them, and a statement that gives those. */
export function FanOuts({ result }: { result: SqlResult }) {
  const fanOuts = result.fan_outs ?? [];
  const sql = result.corrected_sql ?? null;
  if (fanOuts.length === 0) return null;
  return (
    <section aria-label="Figures that a join has multiplied" className="mx-3 mb-1.5 flex max-h-[40%] shrink-0 flex-col gap-1.5 overflow-y-auto rounded-md bg-warning-soft px-2.5 py-1.5 text-xs text-warning-text">
      <ul className="flex flex-col gap-1.5">
        {fanOuts.map((one, index) => (
          <li key={index} className="flex gap-1.5">
            <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
            <div className="min-w-0 break-words">
              <p><code className="font-mono">{one.expression}</code> {causeOf(one)} {one.figures !== null && <strong className="font-semibold tabular">{figuresOf(one.figures)}</strong>}</p>
              {one.figures !== null && one.figures.groups.length > 0 && <Groups figures={one.figures} />}
            </div>
          </li>
        ))}
      </ul>
      {sql !== null && <div className="flex flex-wrap items-center gap-2 pb-0.5 pl-5 text-fg"><UseCorrected result={result} sql={sql} /></div>}
    </section>
  );
}
