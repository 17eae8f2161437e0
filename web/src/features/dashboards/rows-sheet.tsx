import { SquareArrowOutUpRight } from "lucide-react";
import type { ChartTile, QuerySpec, RowFilterSpec, Tile } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { formatCount } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { DataGrid } from "@/ui/data-grid";
import { Dialog } from "@/ui/dialog";
import { ProblemNotice } from "@/ui/problem-notice";
import { rowsQuestion, useRowsBehind } from "./use-rows-behind";

type RowsSheetProps = {
  tile: ChartTile;
  answer: Answer;
  /** “Region: West”. */
  title: string;
  filters: readonly RowFilterSpec[];
  onExplore: ((tile: Tile) => void) | undefined;
  onClose: () => void;
};

/** The rows of a question, in blocks as they come into sight. */
export function Rows({ question, title }: { question: QuerySpec; title: string }) {
  const { rowCount, columns, cellAt, onRowsInView, problem, retry } = useRowsBehind(question);
  return (
    <div className="flex h-[65dvh] min-h-64 flex-col gap-2">
      <p role="status" className="text-xs text-muted tabular">{rowCount === null ? (problem ? "" : "Counting") : formatCount(rowCount, "row")}</p>
      {problem && <ProblemNotice isCompact title="These rows could not be read" problem={problem} onRetry={retry} />}
      {columns.length > 0 && (
        <DataGrid
          label={`Rows of ${title}`}
          className="min-h-0 flex-1"
          columns={columns.map(({ name, label, type }) => ({ id: name, title: label, type }))}
          rowCount={rowCount ?? 0}
          cellAt={cellAt}
          onRowsInView={onRowsInView}
        />
      )}
    </div>
  );
}

/** The rows behind a mark, under all filters that reach its tile, with how many there are. */
export function RowsSheet({ tile, answer, title, filters, onExplore, onClose }: RowsSheetProps) {
  const question = rowsQuestion(answer, filters);
  const explore = () => {
    const chart: ChartTile["chart"] = { dataset_id: tile.chart.dataset_id, mark: "table", filters: question?.filters ?? [], ...(question?.time_zone && { time_zone: question.time_zone }) };
    onExplore?.({ ...tile, chart });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="xl"
      title={title}
      description="The rows behind this mark, as the filters of the tile leave them."
      footer={<>{onExplore && question && <Button onClick={explore}><SquareArrowOutUpRight aria-hidden />Open in Explore</Button>}<Button variant="primary" onClick={onClose}>Close</Button></>}
    >
      {question ? <Rows question={question} title={title} /> : <p className="py-4 text-sm text-muted">The question of this tile is too long to be asked again row by row. Open the tile in Explore instead.</p>}
    </Dialog>
  );
}
