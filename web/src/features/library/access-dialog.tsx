import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Folder, FolderAccess } from "@/api/contracts";
import { useMembers } from "@/api/members";
import { useSession } from "@/api/session";
import { bestMatches } from "@/lib/match";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { accessOptions, setAccess } from "./folders-api";

const SEES = [
  { value: "everybody", label: "Everybody in the workspace" },
  { value: "editors", label: "Editors, and the people chosen below" },
  { value: "chosen", label: "Only the people chosen below" },
] as const;
const EDITS = [
  { value: "editors", label: "Every editor who sees it" },
  { value: "chosen", label: "Only the people chosen below" },
] as const;
const MANY = 8;

type Person = NonNullable<FolderAccess["people"]>[number];

function People({ people, onChange, isEditChosen }: { people: readonly Person[]; onChange: (people: Person[]) => void; isEditChosen: boolean }) {
  const members = useMembers();
  const ownId = useSession((session) => session.user?.id);
  const [search, setSearch] = useState("");
  if (members === null) return <Skeleton className="h-24" />;
  const others = members.filter(({ role, user_id }) => role !== "owner" && user_id !== ownId);
  const chosen = new Map(people.map((one) => [one.user_id, one]));
  const without = (userId: string) => people.filter(({ user_id }) => user_id !== userId);
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">Chosen people</legend>
      {others.length > MANY && <SearchInput value={search} onChange={setSearch} label="Search people" className="mb-1" />}
      {others.length === 0 && <p className="text-sm text-muted">Beside you and the owners nobody is in this workspace.</p>}
      <ul className="max-h-64 divide-y divide-line overflow-y-auto rounded-md border border-line empty:hidden">
        {bestMatches(search, others, ({ full_name, email }) => `${full_name ?? ""} ${email}`).map(({ user_id, full_name, email, role }) => {
          const person = chosen.get(user_id);
          const name = full_name ?? email;
          return (
            <li key={user_id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
              <Checkbox className="min-w-0 flex-1" label={<span className="break-words">{name} <span className="text-muted">{role}</span></span>} checked={person !== undefined} onCheckedChange={(isOn) => { onChange(isOn === true ? [...people, { user_id, may_edit: role === "editor" }] : without(user_id)); }} />
              {isEditChosen && role === "editor" && <Checkbox label={<>may change<span className="sr-only"> ({name})</span></>} disabled={person === undefined} checked={person?.may_edit ?? false} onCheckedChange={(isOn) => { onChange([...without(user_id), { user_id, may_edit: isOn === true }]); }} />}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

/** Says who sees a folder, and who changes what lies in it. */
export function AccessDialog({ folder, onSaved, onClose }: { folder: Folder; onSaved: () => void; onClose: () => void }) {
  const { data, error, refetch } = useQuery(accessOptions(folder.id));
  const [changed, setChanged] = useState<Partial<FolderAccess>>({});
  const save = useMutation({ mutationFn: (wanted: FolderAccess) => setAccess(folder.id, wanted), onSuccess: () => { onSaved(); onClose(); } });
  const access = data && { ...data, ...changed };
  const needsPeople = access !== undefined && (access.sees !== "everybody" || access.edits === "chosen");
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title={`Who sees “${folder.name}”`}
      description="It holds for dashboards, charts and saved queries in this folder and in all folders below. A folder below can be narrower, never wider."
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" isBusy={save.isPending} disabled={access === undefined} onClick={() => { if (access) save.mutate(access); }}>Save</Button></>}
    >
      <div className="flex flex-col gap-4">
        {error && <ProblemNotice title="It could not be read who sees it" problem={error} onRetry={() => { void refetch(); }} />}
        {access === undefined && error === null && <Skeleton className="h-32" />}
        {access && (
          <>
            <Field label="Who sees what lies in it">
              {(control) => <Select {...control} value={access.sees} options={SEES} onChange={(sees) => { setChanged({ ...changed, sees }); }} />}
            </Field>
            <Field label="Who changes it" hint="Viewers stay viewers, whatever is chosen here.">
              {(control) => <Select {...control} value={access.edits} options={EDITS} onChange={(edits) => { setChanged({ ...changed, edits }); }} />}
            </Field>
            {needsPeople && <People people={access.people ?? []} isEditChosen={access.edits === "chosen"} onChange={(people) => { setChanged({ ...changed, people }); }} />}
            <p className="text-xs text-muted">
              You and the owners of the workspace always see it. Links and embeds that were made go on. Datasets can be filed here, and stay open: rows and columns are closed by policies of their model.
            </p>
          </>
        )}
        {save.error && <ProblemNotice title="It was not saved" problem={save.error} />}
      </div>
    </Dialog>
  );
}
