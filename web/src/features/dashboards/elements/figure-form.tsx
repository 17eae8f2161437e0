import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Aggregation, FieldRef, Figure, Filter, Measure, SemanticModel } from "@/api/contracts";
import { NumberFormatField } from "@/chart-editor/number-format-field";
import { ListCondition } from "@/query/conditions/list-condition";
import { datasetsOptions } from "@/query/datasets";
import { measureWords } from "@/query/field-words";
import { modelOptions } from "@/query/model";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { figureName } from "./figure-names";

type Narrowing = Extract<Filter, { kind: "in" }>;
type FigureFormProps = {
  /** Those that the page shows already, the likeliest first. */
  datasetIds: readonly string[];
  taken: readonly string[];
  onAdd: (figure: Figure) => void;
  onCancel: () => void;
};

const AGGREGATIONS: Record<Exclude<Aggregation, "quantile">, string> = {
  sum: "Sum", avg: "Average", min: "Smallest", max: "Largest", count: "Count", count_distinct: "Distinct values", median: "Median", stddev: "Standard deviation",
};

const EVERY_ROW = "";

const offered = ({ aggregations }: Measure) => aggregations.filter((one): one is keyof typeof AGGREGATIONS => one !== "quantile");

const refOf = ({ name, aggregations, default_aggregation: usual }: Measure, aggregation: Aggregation | null): FieldRef => {
  const meant = aggregation !== null && aggregations.includes(aggregation) ? aggregation : usual;
  return { role: "measure", member: name, ...(name !== "*" && meant !== null && { aggregation: meant }) };
};

/** Which field is counted how, over which rows. */
function MeasureFields({ model, taken, onAdd, onCancel }: Pick<FigureFormProps, "taken" | "onAdd" | "onCancel"> & { model: SemanticModel }) {
  const measures = model.measures.filter(({ is_hidden }) => !is_hidden);
  const [name, setName] = useState(measures[0]?.name);
  const [aggregation, setAggregation] = useState<Aggregation | null>(null);
  const [format, setFormat] = useState<string | null>(null);
  const [member, setMember] = useState(EVERY_ROW);
  const [narrowing, setNarrowing] = useState<Narrowing | null>(null);
  const measure = measures.find((one) => one.name === name);
  const fields = model.dimensions.filter(({ is_hidden, kind }) => !is_hidden && kind !== "number" && kind !== "time");
  if (measure === undefined) return <p className="text-sm text-muted">This data has nothing to count.</p>;
  const ref = refOf(measure, aggregation);
  const label = ref.aggregation ? measureWords(ref, ref.aggregation, measure.label) : measure.label;
  const ways = measure.name === "*" ? [] : offered(measure);
  const add = () => {
    const rows = narrowing === null ? {} : { filters: [narrowing] };
    onAdd({ name: figureName(label, taken), dataset_id: model.dataset_id, measure: ref, ...rows, ...(format !== null && { number_format: format }) });
  };
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <Field label="Field" className="min-w-40 flex-1">{(control) => <Select {...control} value={name} onChange={setName} options={measures.map((one) => ({ value: one.name, label: one.label }))} />}</Field>
        {ways.length > 0 && <Field label="Counted as" className="min-w-32 flex-1">{(control) => <Select<Aggregation> {...control} value={ref.aggregation ?? undefined} onChange={setAggregation} options={ways.map((one) => ({ value: one, label: AGGREGATIONS[one] }))} />}</Field>}
      </div>
      <NumberFormatField label="Written as" value={format} onChange={setFormat} />
      {fields.length > 0 && (
        <Field label="Only where" isOptional>
          {(control) => <Select {...control} value={member === EVERY_ROW ? "*" : member} onChange={(next) => { setMember(next === "*" ? EVERY_ROW : next); setNarrowing(null); }} options={[{ value: "*", label: "Every row" }, ...fields.map((one) => ({ value: one.name, label: one.label }))]} />}
        </Field>
      )}
      {member !== EVERY_ROW && (
        <ListCondition key={member} isPlain datasetId={model.dataset_id} member={member} label={fields.find((one) => one.name === member)?.label ?? member} filter={narrowing} onChange={(filter) => { setNarrowing(filter?.kind === "in" ? filter : null); }} />
      )}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onCancel}>Cancel</Button>
        <Button size="sm" variant="primary" onClick={add}>Insert {label}</Button>
      </div>
    </>
  );
}

/** Makes a number of the data to stand in a text. */
export function FigureForm({ datasetIds, taken, onAdd, onCancel }: FigureFormProps) {
  const { data: datasets } = useQuery(datasetsOptions(""));
  const ready = (datasets?.items ?? []).filter(({ status }) => status === "ready");
  const [chosen, setChosen] = useState<string | undefined>(datasetIds[0]);
  const datasetId = chosen ?? ready[0]?.id;
  const { data: model, error } = useQuery({ ...modelOptions(datasetId ?? ""), enabled: datasetId !== undefined });
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line bg-sunken p-3">
      <legend className="sr-only">A number from the data</legend>
      <Field label="Data">{(control) => <Select {...control} value={datasetId} onChange={setChosen} options={ready.map(({ id, name }) => ({ value: id, label: name }))} />}</Field>
      {error ? <ProblemNotice isCompact problem={error} /> : model === undefined ? <Skeleton className="h-24" /> : <MeasureFields key={model.dataset_id} model={model} taken={taken} onAdd={onAdd} onCancel={onCancel} />}
    </fieldset>
  );
}
