import { useState } from "react";
import { attributesInUse, useMembers } from "@/api/members";
import { showUndo } from "@/ui/toast-store";
import { policiesOf, problemsAt, putColumnPolicy, putRowPolicy, removeColumnPolicy, removeRowPolicy } from "./definition";
import { PartList, PartRow } from "./part-list";
import { ColumnPolicyDialog, RowPolicyDialog } from "./policy-dialogs";
import { policyParts, type Policy } from "./policy-words";
import { SeeAs } from "./see-as";
import type { Editing } from "./use-draft";

type Open = { part: "rows" | "columns"; index: number | null };

function Sentence({ policy }: { policy: Policy }) {
  const { before, code, after } = policyParts(policy);
  return (
    <span className="whitespace-normal">
      {before}<code className="font-mono break-words text-fg">{code}</code>{after}.
      {policy.description && <span className="mt-0.5 block">{policy.description}</span>}
    </span>
  );
}

const otherNames = (policies: readonly Policy[], index: number | null): string[] => policies.filter((_, at) => at !== index).map(({ name }) => name);

/** Who may see which rows and columns: for owners alone. */
export function PoliciesSection({ editing }: { editing: Editing }) {
  const { definition, tables, check, change, undoLast } = editing;
  const [open, setOpen] = useState<Open | null>(null);
  const members = useMembers();
  const attributes = members && attributesInUse(members);
  const { row_policies: rows, column_policies: columns } = policiesOf(definition) ?? { row_policies: [], column_policies: [] };
  const close = () => { setOpen(null); };
  const removed = (name: string) => {
    close();
    showUndo(`“${name}” limits nobody any more once the model is saved.`, undoLast);
  };
  const index = open?.index ?? null;
  const shared = { definition, tables, attributes, onClose: close };
  const list = (part: Open["part"], place: string, policies: readonly Policy[]) => policies.map((policy, at) => (
    <PartRow key={policy.name} title={policy.name} detail={<Sentence policy={policy} />} problems={problemsAt(check.problems, `${place}/${policy.name}`)} onOpen={() => { setOpen({ part, index: at }); }} />
  ));
  return (
    <div className="flex flex-col gap-8">
      <p className="max-w-3xl text-sm text-pretty text-muted">
        Only owners of the workspace see this page and change it. What stands here holds wherever data is shown: in pictures, tables, filter lists, hand-written SQL, downloads and kept results.
      </p>
      <PartList
        title="Rows"
        hint="Every policy on a table must let a row pass."
        add={{ label: "New row policy", onAdd: () => { setOpen({ part: "rows", index: null }); } }}
        count={rows.length}
        empty="Everybody sees every row. With region = USER_ATTRIBUTE('region'), each person sees the rows of their own region."
      >
        {list("rows", "row_policies", rows)}
      </PartList>
      <PartList
        title="Columns"
        hint="Hidden columns do not exist for the people whom a policy limits."
        add={{ label: "New column policy", onAdd: () => { setOpen({ part: "columns", index: null }); } }}
        count={columns.length}
        empty="Everybody sees every column. Hide e-mail addresses from viewers, for example, except from people whose department is support."
      >
        {list("columns", "column_policies", columns)}
      </PartList>
      <SeeAs definition={definition} />
      {open?.part === "rows" && (
        <RowPolicyDialog
          {...shared}
          policy={index === null ? null : rows[index] ?? null}
          taken={otherNames(rows, index)}
          onDone={(policy) => { change((now) => putRowPolicy(now, index, policy)); close(); }}
          onRemove={index === null ? undefined : () => { change((now) => removeRowPolicy(now, index)); removed(rows[index]?.name ?? ""); }}
        />
      )}
      {open?.part === "columns" && (
        <ColumnPolicyDialog
          {...shared}
          policy={index === null ? null : columns[index] ?? null}
          taken={otherNames(columns, index)}
          onDone={(policy) => { change((now) => putColumnPolicy(now, index, policy)); close(); }}
          onRemove={index === null ? undefined : () => { change((now) => removeColumnPolicy(now, index)); removed(columns[index]?.name ?? ""); }}
        />
      )}
    </div>
  );
}
