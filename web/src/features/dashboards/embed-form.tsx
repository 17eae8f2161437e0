import { useState, type SyntheticEvent } from "react";
import type { DashboardSpec, Embed, EmbedField } from "@/api/contracts";
import { fieldErrors, type Problem } from "@/api/problems";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { TokenInput } from "@/ui/token-input";
import type { EmbedWords } from "./embed-api";
import { EmbedFields, isWholeField } from "./embed-fields";
import { OpeningField } from "./opening-field";
import { filtersOf } from "./embedded-filters";
import { expiresAt, type ExpiryKind } from "./share-expiry";
import { EXPIRIES_OF_EMBEDS, originProblem } from "./embed-words";

type EmbedFormProps = {
  dashboardId: string;
  /** A button elsewhere sends the form by it. */
  id: string;
  /** Null for a new one. */
  embed: Embed | null;
  spec: DashboardSpec;
  problem: Problem | null;
  onSave: (words: EmbedWords) => void;
};

/** What can be said of an embed: its name, who may frame it, what tokens lock, what visitors may filter. */
export function EmbedForm({ dashboardId, id, embed, spec, problem, onSave }: EmbedFormProps) {
  const all = filtersOf(spec);
  const [name, setName] = useState(embed?.name ?? "");
  const [origins, setOrigins] = useState<readonly string[]>(embed?.origins ?? []);
  const [fields, setFields] = useState<readonly EmbedField[]>(embed?.fields ?? []);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(embed?.open_filters ?? all.map((one) => one.id)));
  const [expiry, setExpiry] = useState<ExpiryKind>(embed?.expires_at ? "kept" : "never");
  const [opening, setOpening] = useState<string | null>(embed?.opening ?? null);
  const [isChecked, setChecked] = useState(false);
  const errors = problem ? fieldErrors(problem) : {};
  const nameless = name.trim() === "" ? "Give it a name." : undefined;
  const misplaced = originProblem(origins);
  const hasPlace = ["name", "origins", "expires_at", "opening"].some((field) => field in errors);

  const toggle = (filterId: string) => {
    const next = new Set(open);
    if (!next.delete(filterId)) next.add(filterId);
    setOpen(next);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (nameless !== undefined || misplaced !== undefined || !fields.every(isWholeField)) return;
    const end = expiresAt({ kind: expiry, date: "" });
    onSave({
      name: name.trim(),
      origins: [...origins],
      fields: fields.map((one) => ({ ...one, name: one.name.trim() })),
      open_filters: all.every((one) => open.has(one.id)) ? null : all.filter((one) => open.has(one.id)).map((one) => one.id),
      ...(end !== undefined && { expires_at: end }),
      ...(opening !== (embed?.opening ?? null) && { opening }),
    });
  };
  return (
    <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
      {problem && !hasPlace && <ProblemNotice problem={problem} />}
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label="Name" error={errors["name"] ?? (isChecked ? nameless : undefined)}>
          {(control) => (
            // The form takes the place of what was pressed.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            <Input {...control} autoFocus maxLength={255} placeholder="Customer portal" value={name} onChange={(event) => { setName(event.target.value); }} />
          )}
        </Field>
        <Field label="Expires" error={errors["expires_at"]}>
          {(control) => <Select {...control} value={expiry} options={EXPIRIES_OF_EMBEDS(embed)} onChange={setExpiry} />}
        </Field>
      </div>
      <Field label="Sites that may show it" error={errors["origins"] ?? (isChecked || origins.length > 0 ? misplaced : undefined)} hint="Their origins, without a path: https://portal.example.org. Browsers show it nowhere else.">
        {(control) => <TokenInput {...control} thing="site" values={origins} placeholder="https://" maxLength={300} onChange={setOrigins} />}
      </Field>
      <OpeningField dashboardId={dashboardId} value={opening} error={errors["opening"]} onChange={setOpening} />
      <EmbedFields spec={spec} fields={fields} onChange={setFields} isChecked={isChecked} />
      {all.length > 0 && (
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 text-sm font-medium">Filters that visitors may change</legend>
          {all.map((one) => <Checkbox key={one.id} label={one.label ?? one.member.replaceAll("_", " ")} checked={open.has(one.id)} onCheckedChange={() => { toggle(one.id); }} />)}
          <p className="text-xs text-muted">The others hold with their default, or with what the token says, and are not shown.</p>
        </fieldset>
      )}
    </form>
  );
}
