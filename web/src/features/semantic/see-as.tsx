import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useState } from "react";
import type { SeenTable } from "@/api/contracts";
import { useMembers } from "@/api/members";
import type { Member } from "@/api/types";
import { Field } from "@/ui/field";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { seenOptions } from "./api";
import type { Definition } from "./definition";

const nameOf = ({ full_name, email }: Member): string => full_name ?? email;

const said = ({ role, attributes }: Member): string =>
  [role, ...Object.entries(attributes).map(([name, values]) => `${name}: ${values.join(", ")}`)].join(" · ");

function Left({ seen }: { seen: SeenTable }) {
  if (seen.problem !== null) return <span className="text-danger-text">{seen.problem}</span>;
  const all = seen.visible_rows === seen.row_count;
  return (
    <>
      <span className="tabular-nums">
        {all ? `All ${seen.row_count.toLocaleString()} rows` : `${(seen.visible_rows ?? 0).toLocaleString()} of ${seen.row_count.toLocaleString()} rows`}
      </span>
      {seen.hidden_columns.length > 0 && <span className="text-muted">{` without ${seen.hidden_columns.join(", ")}`}</span>}
    </>
  );
}

function Bar({ seen }: { seen: SeenTable }) {
  const share = seen.row_count === 0 || seen.visible_rows === null ? 0 : seen.visible_rows / seen.row_count;
  return (
    <div aria-hidden className="mt-1 h-1 w-full max-w-72 overflow-hidden rounded-full bg-line">
      <div className="h-full rounded-full bg-accent" style={{ width: `${Math.max(share * 100, share > 0 ? 1 : 0)}%` }} />
    </div>
  );
}

/** What the policies as they stand here, saved or not, leave for somebody. */
export function SeeAs({ definition }: { definition: Definition }) {
  const members = useMembers();
  const [id, setId] = useState<string>();
  const member = members?.find(({ user_id }) => user_id === id);
  const seen = useQuery({ ...seenOptions(definition, member), enabled: member !== undefined });
  return (
    <section aria-labelledby="see-as" className="flex flex-col gap-3">
      <h3 id="see-as" className="flex items-center gap-2 text-sm font-medium"><Eye aria-hidden className="size-4 text-muted" />See as somebody</h3>
      <Field label="Person" hint={member === undefined ? "Counted with the policies as they stand here, saved or not." : said(member)}>
        {(field) => (
          <Select
            {...field}
            className="w-full max-w-72"
            value={id}
            onChange={setId}
            placeholder="Choose a person"
            options={(members ?? []).map((one) => ({ value: one.user_id, label: nameOf(one), detail: one.role }))}
          />
        )}
      </Field>
      {seen.isLoading && <Skeleton className="h-10 w-full max-w-72" />}
      {seen.error && <ProblemNotice problem={seen.error} isCompact />}
      {seen.data && (
        <ul aria-label="What is left of each table" className="flex flex-col gap-3">
          {seen.data.tables.map((table) => (
            <li key={table.table} className="min-w-0 text-sm break-words">
              <span className="font-medium">{table.table}</span>{": "}<Left seen={table} />
              <Bar seen={table} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
