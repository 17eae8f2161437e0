import type { AttributeCondition } from "@/api/contracts";
import { attributeNameProblem, OWN_ATTRIBUTES } from "@/api/members";
import type { Role } from "@/api/types";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { TokenInput } from "@/ui/token-input";
import { useId } from "react";
import { LIMITED, type Policy } from "./policy-words";

const ROLES: readonly { role: Role; label: string }[] = [{ role: "viewer", label: "Viewers" }, { role: "editor", label: "Editors" }, { role: "owner", label: "Owners" }];

/** What is said of people in this workspace: names with the values that anybody has; null until it is known. */
export type AttributesInUse = ReadonlyMap<string, readonly string[]> | null;

type Limited = Pick<Policy, "roles" | "except_for" | "description">;

/** Whether it is said whole whom a policy limits. */
export const isWholeLimit = ({ roles = [...LIMITED], except_for: condition }: Limited): boolean =>
  roles.length > 0 && (!condition || (attributeNameProblem(condition.attribute) === undefined && condition.values.length > 0));

function Exception({ condition, attributes, onChange }: { condition: AttributeCondition; attributes: AttributesInUse; onChange: (condition: AttributeCondition) => void }) {
  const listId = useId();
  const error = condition.attribute === "" ? undefined : attributeNameProblem(condition.attribute);
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]">
      <Field label="Attribute" error={error} hint="Owners say it of people under Settings, Workspace">
        {(control) => <Input {...control} list={listId} autoComplete="off" value={condition.attribute} maxLength={50} placeholder="department" className="font-mono" onChange={(event) => { onChange({ ...condition, attribute: event.target.value }); }} />}
      </Field>
      <datalist id={listId}>{[...(attributes?.keys() ?? []), ...OWN_ATTRIBUTES].map((name) => <option key={name} value={name} />)}</datalist>
      <Field label="Is one of" hint="Press Enter after each value">
        {(control) => <TokenInput {...control} thing="value" placeholder="finance" values={condition.values} suggestions={attributes?.get(condition.attribute) ?? []} onChange={(values) => { onChange({ ...condition, values }); }} />}
      </Field>
    </div>
  );
}

type WhomFieldsProps = { policy: Limited; attributes: AttributesInUse; onChange: (limited: Limited) => void };

/** Whom a policy limits, who is excepted, and why it is there. */
export function WhomFields({ policy, attributes, onChange }: WhomFieldsProps) {
  const { roles = [...LIMITED], except_for: condition } = policy;
  const toggle = (role: Role, isChosen: boolean) => { onChange({ roles: ROLES.map((one) => one.role).filter((one) => (one === role ? isChosen : roles.includes(one))) }); };
  return (
    <>
      <fieldset className="mt-1 flex flex-col gap-2">
        <legend className="mb-1 text-sm font-medium">Whom it limits</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {ROLES.map(({ role, label }) => <Checkbox key={role} label={label} checked={roles.includes(role)} onCheckedChange={(checked) => { toggle(role, checked === true); }} />)}
        </div>
        {roles.length === 0 && <p role="alert" className="text-xs text-danger-text">Choose at least one role: a policy that limits nobody hides nothing.</p>}
        {roles.includes("owner") && <p className="text-xs text-muted">Owners can take any policy away again, so that it keeps nothing from them for good.</p>}
      </fieldset>
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">Exception</legend>
        <Checkbox label="Except some people" checked={Boolean(condition)} onCheckedChange={(checked) => { onChange({ except_for: checked === true ? { attribute: "", values: [] } : null }); }} />
        {condition && <Exception condition={condition} attributes={attributes} onChange={(changed) => { onChange({ except_for: changed }); }} />}
      </fieldset>
      <Field label="Description" isOptional>
        {(control) => <Textarea {...control} rows={2} value={policy.description ?? ""} maxLength={4000} placeholder="Why it is there, and who asked for it" onChange={(event) => { onChange({ description: event.target.value === "" ? null : event.target.value }); }} />}
      </Field>
    </>
  );
}
