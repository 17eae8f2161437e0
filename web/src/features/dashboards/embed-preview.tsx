import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import type { Embed, FilterValue } from "@/api/contracts";
import { ListCondition } from "@/query/conditions/list-condition";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { previewEmbed } from "./embed-api";

type Values = Readonly<Record<string, readonly FilterValue[]>>;

/** How the dashboard looks to a visitor whose token locks these values, for ten minutes. */
export function EmbedPreview({ embed }: { embed: Embed }) {
  const [values, setValues] = useState<Values>({});
  // Columns of one name are locked by the same values: the first one lists them.
  const fields = embed.fields.filter(({ name }, place) => embed.fields.findIndex((one) => one.name === name) === place);
  const preview = useMutation({
    mutationFn: () => previewEmbed(embed.id, Object.fromEntries(fields.map(({ name }) => [name, (values[name] ?? []).filter((value) => value !== null)]))),
  });
  const isWhole = fields.every(({ name }) => (values[name] ?? []).length > 0);
  return (
    <div className="flex flex-col gap-4">
      {fields.map(({ name, dataset_id, member }) => (
        <fieldset key={name} className="flex flex-col gap-1.5">
          <legend className="mb-1 text-sm font-medium">{name}</legend>
          <ListCondition
            datasetId={dataset_id}
            member={member}
            label={name}
            isPlain
            filter={{ kind: "in", member, values: [...(values[name] ?? [])] }}
            onChange={(filter) => {
              setValues({ ...values, [name]: filter?.kind === "in" ? filter.values : [] });
              preview.reset();
            }}
          />
        </fieldset>
      ))}
      {preview.error && <ProblemNotice problem={preview.error} />}
      {preview.data
        ? <Button asChild variant="primary" className="self-start"><a href={preview.data.path} target="_blank" rel="noreferrer"><ExternalLink aria-hidden />Open the preview</a></Button>
        : <Button className="self-start" disabled={!isWhole} isBusy={preview.isPending} onClick={() => { preview.mutate(); }}>Make a preview</Button>}
      <p className="text-xs text-muted">It shows what a visitor would see, in a tab of its own, and ends after ten minutes. Whoever has its address sees it too.</p>
    </div>
  );
}
