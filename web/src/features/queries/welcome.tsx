import { useQuery } from "@tanstack/react-query";
import { Database, SquareTerminal } from "lucide-react";
import type { ReactNode } from "react";
import { shortcut } from "@/lib/shortcut";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { Kbd } from "@/ui/kbd";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { vocabularyOptions } from "./api";
import { examplesOf } from "./examples";

type WelcomeProps = { isEmpty: boolean; onExample: (sql: string) => void; firstData: ReactNode };

/** What stands in place of a result before anything has run. */
export function Welcome({ isEmpty, onExample, firstData }: WelcomeProps) {
  const { data, error, refetch } = useQuery(vocabularyOptions());
  if (!isEmpty) {
    return <p className="grid flex-1 place-items-center p-6 text-center text-sm text-muted"><span>Run the statement with <Kbd>{shortcut("Enter")}</Kbd>. Its rows appear here.</span></p>;
  }
  if (error) return <div className="p-3"><ProblemNotice title="The datasets could not be read" problem={error} onRetry={() => void refetch()} /></div>;
  if (!data) return <div aria-busy className="flex flex-1 flex-col items-center justify-center gap-3 p-6"><Skeleton className="h-5 w-56" /><Skeleton className="h-4 w-80 max-w-full" /></div>;
  if (data.tables.length === 0) {
    return (
      <EmptyState icon={<Database />} title="There is no data yet" action={firstData} className="flex-1 py-6">
        SQL asks the datasets of this workspace. Upload a file, and it can be asked by its name right away.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SquareTerminal />}
      title="Ask your datasets in SQL"
      className="flex-1 py-6"
      action={examplesOf(data.tables).map(({ title, sql }) => <Button key={title} className="max-w-full" onClick={() => { onExample(sql); }}><span className="truncate">{title}</span></Button>)}
    >
      Joins, windows, PIVOT and all that DuckDB can do, over every dataset of the workspace by its name. Write <code className="font-mono text-xs">$name</code> for a value that you fill in. Begin with one of these:
    </EmptyState>
  );
}
