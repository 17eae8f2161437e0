import { Lock, Pencil, Plus, X } from "lucide-react";
import { useState } from "react";
import type { DashboardSpec, SemanticModel, ShareLock } from "@/api/contracts";
import { ListCondition } from "@/query/conditions/list-condition";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { IconButton } from "@/ui/icon-button";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { useSharedTables } from "./share-tables";
import { lockWords } from "./share-words";

type ShareLocksProps = {
  spec: DashboardSpec;
  locks: readonly ShareLock[];
  onChange: (locks: ShareLock[]) => void;
  /** Said once somebody has tried to go on with a lock that is not whole. */
  isChecked: boolean;
};

export const isWholeLock = ({ member, values }: ShareLock): boolean => member !== "" && values.length > 0;

const listed = new Intl.ListFormat("en", { type: "conjunction" });

type EditorProps = { lock: ShareLock; models: readonly SemanticModel[]; others: readonly ShareLock[]; isChecked: boolean; onChange: (lock: ShareLock) => void; onDone: () => void };

function LockEditor({ lock, models, others, isChecked, onChange, onDone }: EditorProps) {
  const model = models.find(({ dataset_id }) => dataset_id === lock.dataset_id);
  const taken = new Set(others.filter(({ dataset_id }) => dataset_id === lock.dataset_id).map(({ member }) => member));
  // What a formula computes cannot be locked: only what stands in the rows themselves.
  const fields = (model?.dimensions ?? []).filter(({ name, is_hidden, formula }) => !is_hidden && formula === null && !taken.has(name));
  const field = fields.find(({ name }) => name === lock.member);
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line bg-panel p-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Table">
          {(control) => <Select {...control} value={lock.dataset_id} options={models.map(({ dataset_id, dataset_name }) => ({ value: dataset_id, label: dataset_name }))} onChange={(dataset_id) => { onChange({ dataset_id, member: "", values: [] }); }} />}
        </Field>
        <Field label="Field" error={isChecked && lock.member === "" ? "Choose a field." : undefined}>
          {(control) => <Select {...control} value={lock.member === "" ? undefined : lock.member} placeholder="Choose a field" options={fields.map(({ name, label }) => ({ value: name, label }))} onChange={(member) => { onChange({ ...lock, member, values: [] }); }} />}
        </Field>
      </div>
      {field && (
        <ListCondition
          key={`${lock.dataset_id} ${field.name}`}
          datasetId={lock.dataset_id}
          member={field.name}
          label={field.label}
          isPlain
          filter={{ kind: "in", member: field.name, values: lock.values }}
          onChange={(filter) => { onChange({ ...lock, values: filter?.kind === "in" ? filter.values.filter((value) => value !== null) : [] }); }}
        />
      )}
      {isChecked && field && lock.values.length === 0 && <p role="alert" className="text-xs text-danger-text">Choose at least one value, or take this lock away.</p>}
      <Button size="sm" className="self-end" disabled={!isWholeLock(lock)} onClick={onDone}>Done</Button>
    </div>
  );
}

function Unlocked({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p role="status" className="rounded-md bg-warning-soft p-2.5 text-sm text-pretty text-warning-text">
      Pictures of {listed.format(names)} show nothing through this link, because no field of {names.length === 1 ? "that table" : "those tables"} is locked.
    </p>
  );
}

/** Which rows a link shows: fields with the values that they may have. */
export function ShareLocks({ spec, locks, onChange, isChecked }: ShareLocksProps) {
  const [open, setOpen] = useState<number | null>(null);
  const { models, failed } = useSharedTables(spec);
  const labelOf = (lock: ShareLock): string =>
    models.find(({ dataset_id }) => dataset_id === lock.dataset_id)?.dimensions.find(({ name }) => name === lock.member)?.label ?? lock.member;
  const first = models[0];
  const unlocked = locks.some(isWholeLock) ? models.filter(({ dataset_id }) => !locks.some((lock) => lock.dataset_id === dataset_id)) : [];
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-sm font-medium">Locked fields<span className="ml-1.5 font-normal text-muted">optional</span></legend>
      <p className="text-xs text-pretty text-muted">
        Visitors see only rows with the values that you choose here, whatever they filter. Once there is a lock, pictures of a table without one show nothing, so that nothing slips by.
      </p>
      {failed?.error && <ProblemNotice isCompact title="The fields could not be read" problem={failed.error} onRetry={() => void failed.refetch()} />}
      {locks.length > 0 && (
        <ul aria-label="Locked fields" className="flex flex-col gap-2">
          {locks.map((lock, index) => {
            const others = locks.filter((other) => other !== lock);
            const put = (next: ShareLock) => { onChange(locks.map((other) => (other === lock ? next : other))); };
            const isOpen = index === open || !isWholeLock(lock);
            return (
              <li key={index}>
                <div className="flex items-center gap-2 text-sm">
                  <Lock aria-hidden className="size-4 shrink-0 text-muted" />
                  <span className="min-w-0 flex-1 break-words">{isWholeLock(lock) ? `Only ${lockWords({ ...lock, member: labelOf(lock) })}` : "New lock"}</span>
                  {!isOpen && <IconButton label={`Change the lock on ${labelOf(lock)}`} size="icon-sm" onClick={() => { setOpen(index); }}><Pencil aria-hidden /></IconButton>}
                  <IconButton label={lock.member === "" ? "Take this lock away" : `Take the lock on ${labelOf(lock)} away`} size="icon-sm" onClick={() => { setOpen(null); onChange(others); }}><X aria-hidden /></IconButton>
                </div>
                {isOpen && <div className="mt-2"><LockEditor {...{ lock, models, others, isChecked }} onChange={(next) => { setOpen(index); put(next); }} onDone={() => { setOpen(null); }} /></div>}
              </li>
            );
          })}
        </ul>
      )}
      <Unlocked names={unlocked.map(({ dataset_name }) => dataset_name)} />
      {first && locks.every(isWholeLock) && (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => { setOpen(locks.length); onChange([...locks, { dataset_id: first.dataset_id, member: "", values: [] }]); }}>
          <Plus aria-hidden />Lock a field
        </Button>
      )}
    </fieldset>
  );
}
