import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ChartTile, DrawnMark, FieldRef, SemanticModel } from "@/api/contracts";
import { measureWords } from "@/query/field-words";
import { modelOptions } from "@/query/model";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { MarkIcon } from "@/viz/mark-icon";
import { MARKS } from "@/viz/marks";

const NONE = "none";
/** The kinds that can be read at the size of a tooltip. */
const SMALL: readonly DrawnMark[] = ["bar", "line", "area", "donut", "kpi", "table"];
const MOST_READ = 10;

type Measure = { key: string; ref: FieldRef; words: string };

const ROWS: FieldRef = { role: "measure", member: "*", aggregation: "count" };

const keyOf = ({ member, aggregation }: FieldRef): string => `${aggregation ?? ""} ${member}`;

const measuresOf = (model: SemanticModel): Measure[] => {
  const named = model.measures.filter(({ is_hidden }) => !is_hidden).map(({ name, label, default_aggregation: aggregation, formula }): Measure => {
    const ref: FieldRef = formula === null ? { role: "measure", member: name, aggregation } : { role: "measure", member: name };
    return { key: keyOf(ref), ref, words: ref.aggregation ? measureWords(ref, ref.aggregation, label) : label };
  });
  return named.some(({ ref }) => ref.member === "*") ? named : [{ key: keyOf(ROWS), ref: ROWS, words: "Number of rows" }, ...named];
};

type FormProps = { tile: ChartTile; model: SemanticModel; onClose: () => void; onSave: (tile: ChartTile) => void };

const beginningOf = ({ tooltip }: ChartTile) => {
  const { x, y, color } = tooltip?.chart.encodings ?? {};
  return { mark: tooltip?.chart.mark ?? NONE, by: (x ?? color)?.member ?? "", of: y?.[0] ? keyOf(y[0]) : "", title: tooltip?.title ?? "" };
};

/** What the picture in a tooltip is made of; a number needs no field to group by. */
const chartOf = (tile: ChartTile, mark: DrawnMark, by: string, measure: FieldRef): ChartTile["chart"] => {
  const group: FieldRef | null = mark === "kpi" ? null : { role: "dimension", member: by };
  const isRound = mark === "donut";
  return { dataset_id: tile.chart.dataset_id, mark, encodings: { x: isRound ? null : group, color: isRound ? group : null, y: [measure] }, ...(tile.chart.time_zone && { time_zone: tile.chart.time_zone }) };
};

function TooltipForm({ tile, model, onClose, onSave }: FormProps) {
  const measures = measuresOf(model);
  const dimensions = model.dimensions.filter(({ is_hidden }) => !is_hidden);
  const [begin] = useState(() => beginningOf(tile));
  const [mark, setMark] = useState<string>(begin.mark);
  const [by, setBy] = useState(begin.by === "" ? dimensions[0]?.name ?? "" : begin.by);
  const [of, setOf] = useState(begin.of === "" ? measures[0]?.key ?? "" : begin.of);
  const [title, setTitle] = useState(begin.title);
  const [read, setRead] = useState<readonly FieldRef[]>(tile.chart.encodings?.tooltip ?? []);
  const toggle = ({ key, ref }: Measure) => { setRead(read.some((one) => keyOf(one) === key) ? read.filter((one) => keyOf(one) !== key) : [...read, ref]); };
  const save = () => {
    const measure = measures.find(({ key }) => key === of)?.ref ?? ROWS;
    const { tooltip: _, ...bare } = tile;
    const chart = { ...tile.chart, encodings: { ...tile.chart.encodings, tooltip: [...read] } };
    onSave({ ...bare, chart, ...(mark !== NONE && { tooltip: { chart: chartOf(tile, mark as DrawnMark, by, measure), ...(title.trim() !== "" && { title: title.trim() }) } }) });
    onClose();
  };
  const marks = [{ value: NONE, label: "None: values only" }, ...SMALL.map((one) => ({ value: one as string, label: MARKS[one].word, icon: <MarkIcon mark={one} /> }))];
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); save(); }}>
      <Field label="Picture of each mark" hint="Shown beside a mark that somebody stays on, over its rows alone.">
        {(control) => <Select {...control} value={mark} options={marks} onChange={setMark} />}
      </Field>
      {mark !== NONE && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Of">{(control) => <Select {...control} value={of} options={measures.map(({ key, words }) => ({ value: key, label: words }))} onChange={setOf} />}</Field>
          {mark !== "kpi" && <Field label="By">{(control) => <Select {...control} value={by} options={dimensions.map(({ name, label }) => ({ value: name, label }))} onChange={setBy} />}</Field>}
          <Field label="Title" hint="Leave it empty to name it by its fields.">{(control) => <Input {...control} maxLength={255} value={title} onChange={(event) => { setTitle(event.currentTarget.value); }} />}</Field>
        </div>
      )}
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">Also read of each mark</legend>
        <div className="flex max-h-48 flex-col gap-1.5 overflow-y-auto rounded-md border border-line p-2">
          {measures.map((one) => {
            const isRead = read.some((ref) => keyOf(ref) === one.key);
            return <Checkbox key={one.key} label={one.words} checked={isRead} disabled={!isRead && read.length >= MOST_READ} onCheckedChange={() => { toggle(one); }} />;
          })}
        </div>
      </fieldset>
      <div className="flex justify-end gap-2"><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary">Save</Button></div>
    </form>
  );
}

/** What is shown of a mark where somebody points at it. */
export function TooltipDialog({ tile, onClose, onSave }: Omit<FormProps, "model">) {
  const { data: model, error, refetch } = useQuery(modelOptions(tile.chart.dataset_id));
  return (
    <Dialog isOpen onOpenChange={onClose} title="Tooltips of the tile" size="md">
      {model ? <TooltipForm {...{ tile, model, onClose, onSave }} /> : error ? <ProblemNotice isCompact problem={error} onRetry={() => void refetch()} /> : <Skeleton className="h-48" />}
    </Dialog>
  );
}
