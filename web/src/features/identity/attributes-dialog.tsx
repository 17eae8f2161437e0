import { Plus, X } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { attributesInUse } from "@/api/members";
import type { Problem } from "@/api/problems";
import type { Attributes, Member } from "@/api/types";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { TokenInput } from "@/ui/token-input";
import { attributesFrom, lineProblem, linesOf, type AttributeLine } from "./attribute-lines";

const MOST = 50;

type AttributesDialogProps = {
  member: Member;
  /** Everybody, for names and values that are in use already. */
  others: readonly Member[];
  isBusy: boolean;
  problem: Problem | null;
  onDone: (attributes: Attributes) => void;
  onClose: () => void;
};

/** What policies know of a person. */
export function AttributesDialog({ member, others, isBusy, problem, onDone, onClose }: AttributesDialogProps) {
  const formId = useId();
  const [lines, setLines] = useState<AttributeLine[]>(() => {
    const present = linesOf(member.attributes);
    return present.length > 0 ? present : [{ key: 0, name: "", values: [] }];
  });
  const [isTold, setTold] = useState(false);
  const known = attributesInUse(others);
  const problems = lines.map((line) => lineProblem(line, lines));
  const isWrong = problems.some((one) => Object.keys(one).length > 0);
  const change = (key: number, part: Partial<AttributeLine>) => { setLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line))); };
  const add = () => { setLines((now) => [...now, { key: Math.max(-1, ...now.map(({ key }) => key)) + 1, name: "", values: [] }]); };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (!isWrong && !isBusy) onDone(attributesFrom(lines));
  };
  return (
    <Dialog
      isOpen
      size="lg"
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title={`Attributes of ${member.full_name ?? member.email}`}
      description="Policies of models look at them: a region, a department, a customer. Only owners see them."
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" form={formId} variant="primary" isBusy={isBusy}>Save</Button></>}
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-3">
        <datalist id={`${formId}-names`}>{[...known.keys()].map((name) => <option key={name} value={name} />)}</datalist>
        {lines.map((line, index) => {
          const { name: wrongName, values: wrongValues } = problems[index] ?? {};
          const isNameTold = isTold || line.name !== "";
          return (
            <fieldset key={line.key} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 border-b border-line pb-3 last:border-b-0 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)_auto]">
              <legend className="sr-only">{line.name === "" ? "New attribute" : `Attribute ${line.name}`}</legend>
              <Field label="Name" error={isNameTold ? wrongName : undefined}>
                {(control) => <Input {...control} list={`${formId}-names`} autoComplete="off" className="font-mono" maxLength={50} placeholder="region" value={line.name} onChange={(event) => { change(line.key, { name: event.target.value }); }} />}
              </Field>
              <Field label="Values" error={isTold ? wrongValues : undefined} hint="Press Enter after each" className="max-sm:col-span-2 max-sm:row-start-2">
                {(control) => <TokenInput {...control} thing="value" placeholder="North" values={line.values} suggestions={known.get(line.name) ?? []} onChange={(values) => { change(line.key, { values }); }} />}
              </Field>
              <Button variant="ghost" size="icon" className="mt-6 max-sm:row-start-1 max-sm:col-start-2" aria-label={`Take out ${line.name === "" ? "this line" : line.name}`} onClick={() => { setLines((now) => now.filter(({ key }) => key !== line.key)); }}><X aria-hidden /></Button>
            </fieldset>
          );
        })}
        {lines.length === 0 && <p className="text-sm text-muted">Nothing is said of this person.</p>}
        <Button size="sm" variant="link" className="w-fit" disabled={lines.length >= MOST} onClick={add}><Plus aria-hidden />Another attribute</Button>
        {problem && <ProblemNotice isCompact title="The attributes were not saved" problem={problem} />}
      </form>
    </Dialog>
  );
}
