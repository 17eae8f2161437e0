import { useQuery } from "@tanstack/react-query";
import { Puzzle } from "lucide-react";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { CustomPicture, VisualList, VisualManifest } from "@/api/contracts";
import { Checkbox } from "@/ui/checkbox";
import { EmptyState } from "@/ui/empty-state";
import { Field } from "@/ui/field";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { asProblem } from "@/api/problems";
import { optionsOf, wantedIn } from "@/viz/custom/fits";
import { OptionNumber } from "@/chart-editor/option-number";

type Option = NonNullable<VisualManifest["options"]>[number];
type Value = NonNullable<CustomPicture["options"]>[string];

function OptionField({ option, value, onChange }: { option: Option; value: Value | undefined; onChange: (value: Value) => void }) {
  if (option.type === "switch") return <Checkbox label={option.label} checked={value === true} onCheckedChange={(checked) => { onChange(checked === true); }} />;
  if (option.type === "number") {
    return <OptionNumber label={option.label} min={option.min} max={option.max} value={Number(value)} onChange={(amount) => { onChange(amount ?? option.default); }} />;
  }
  return <Field label={option.label}>{(control) => <Select {...control} value={String(value)} options={option.choices} onChange={onChange} />}</Field>;
}

/** What the visual makes of the wells, so that nobody has to guess. */
function Wants({ manifest }: { manifest: VisualManifest }) {
  return (
    <ul className="list-inside list-disc text-xs text-muted">
      {manifest.channels.map((channel) => <li key={channel.channel}>{wantedIn(channel)}</li>)}
    </ul>
  );
}

function Chosen({ manifest, custom, onChange }: { manifest: VisualManifest; custom: CustomPicture; onChange: (custom: CustomPicture) => void }) {
  const given = custom.options ?? {};
  const values = optionsOf(manifest, given);
  return (
    <>
      {manifest.description && <p className="text-sm text-muted">{manifest.description}</p>}
      <Wants manifest={manifest} />
      {(manifest.options ?? []).map((option) => (
        <OptionField key={option.name} option={option} value={values[option.name]} onChange={(value) => { onChange({ ...custom, options: { ...values, [option.name]: value } }); }} />
      ))}
      <p className="text-xs text-faint">{["Version", manifest.version, manifest.author && `by ${manifest.author}`].filter(Boolean).join(" ")}</p>
    </>
  );
}

/** What the owner is told of folders that hold no visual that could be used. */
function Broken({ broken }: Pick<VisualList, "broken">) {
  if (broken.length === 0) return null;
  return (
    <section aria-label="Visuals that cannot be used" className="rounded-md border border-line p-2 text-xs">
      <h3 className="font-semibold">Not usable</h3>
      <dl>{broken.map(({ folder, reason }) => <div key={folder} className="py-1"><dt className="font-medium break-all">{folder}</dt><dd className="break-words text-muted">{reason}</dd></div>)}</dl>
    </section>
  );
}

type CustomPanelProps = { custom: CustomPicture | null; onChange: (custom: CustomPicture) => void };

/** Which plug-in draws the picture, and how it is set. */
export function CustomPanel({ custom, onChange }: CustomPanelProps) {
  const { data, error, refetch } = useQuery({ queryKey: ["visuals"], queryFn: () => unwrap<VisualList>(api.GET("/api/v1/visuals")), staleTime: 30_000 });
  const first = data?.items[0]?.manifest.id;
  useEffect(() => { if (custom === null && first !== undefined) onChange({ visual_id: first, options: {} }); }, [custom, first, onChange]);
  const manifest = data?.items.find((one) => one.manifest.id === custom?.visual_id)?.manifest;
  const choices = (data?.items ?? []).map(({ manifest: one }) => ({ value: one.id, label: one.name }));
  return (
    <section aria-label="Custom visual" className="flex max-h-64 w-full min-w-0 shrink-0 flex-col gap-3 overflow-y-auto rounded-lg border border-line bg-panel p-3 lg:max-h-none lg:w-64">
      <h2 className="text-sm font-semibold">Custom visual</h2>
      {error && <ProblemNotice isCompact problem={asProblem(error)} title="The custom visuals could not be read" onRetry={() => { void refetch(); }} />}
      {!data && !error && <Skeleton className="h-8" />}
      {data && choices.length === 0 && (
        <EmptyState icon={<Puzzle aria-hidden />} title="No custom visual is installed">Whoever runs this server can install some: each is a folder with a manifest and one script.</EmptyState>
      )}
      {choices.length > 0 && (
        <Field label="Drawn by">
          {(control) => <Select {...control} value={custom?.visual_id} options={choices} placeholder={custom ? `${custom.visual_id} (not installed)` : "Choose"} onChange={(id) => { onChange({ visual_id: id, options: {} }); }} />}
        </Field>
      )}
      {manifest && custom && <Chosen manifest={manifest} custom={custom} onChange={onChange} />}
      {data && <Broken broken={data.broken} />}
    </section>
  );
}
