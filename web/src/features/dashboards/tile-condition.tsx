import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ChartTile, DimensionKind, Filter } from "@/api/contracts";
import { DateCondition } from "@/query/conditions/date-condition";
import { ListCondition } from "@/query/conditions/list-condition";
import { RangeCondition } from "@/query/conditions/range-condition";
import { TextCondition } from "@/query/conditions/text-condition";
import { modelOptions } from "@/query/model";
import { SegmentedControl } from "@/ui/segmented-control";

const CONDITIONS = { list: ListCondition, range: RangeCondition, date: DateCondition, text: TextCondition } as const;

type Way = keyof typeof CONDITIONS;

const WORDS: Record<Way, string> = { list: "Values", range: "Range", date: "Period", text: "Text" };

const WAYS: Record<DimensionKind, readonly Way[]> = { categorical: ["list", "text"], geo: ["list", "text"], number: ["range", "list"], time: ["date", "list"], boolean: ["list"] };

const WAY_OF: Partial<Record<Filter["kind"], Way>> = { in: "list", range: "range", time_range: "date", relative_time: "date", text: "text" };

type TileConditionProps = { tile: ChartTile; member: string; label: string; filter: Filter | null; onChange: (filter: Filter | null) => void };

/** The condition of a tile's own filter, in the ways that suit its field. */
export function TileCondition({ tile, member, label, filter, onChange }: TileConditionProps) {
  const { data: model } = useQuery(modelOptions(tile.chart.dataset_id));
  const ways = WAYS[model?.dimensions.find(({ name }) => name === member)?.kind ?? "categorical"];
  const [chosen, setChosen] = useState<Way | undefined>(filter === null ? undefined : WAY_OF[filter.kind]);
  const way = chosen ?? ways[0] ?? "list";
  const Condition = CONDITIONS[way];
  return (
    <div className="flex flex-col gap-3">
      <h3 className="truncate text-sm font-semibold" title={label}>{label}</h3>
      {ways.length > 1 && <SegmentedControl label="Kind of condition" value={way} onChange={setChosen} options={ways.map((value) => ({ value, label: WORDS[value] }))} />}
      <Condition key={way} datasetId={tile.chart.dataset_id} member={member} label={label} filter={filter} onChange={onChange} />
    </div>
  );
}
