import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ButtonTile } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { SegmentedControl } from "@/ui/segmented-control";
import { Select } from "@/ui/select";
import { dashboardsOptions } from "../api";
import type { ElementDialogProps } from "./element-dialog";
import { ElementForm } from "./element-form";
import { keptChoices, keptWords } from "./kept-choices";
import { safeAddress } from "./safe-address";

type Action = ButtonTile["action"];
type ButtonDialogProps = Omit<ElementDialogProps, "tile"> & { tile: ButtonTile };

const LOOKS = [{ value: "primary", label: "Primary" }, { value: "outline", label: "Outline" }, { value: "quiet", label: "Quiet" }] as const;
const ACTIONS = [
  { value: "page", label: "Go to a page" },
  { value: "dashboard", label: "Open another dashboard" },
  { value: "choices", label: "Set filters and selections" },
  { value: "clear", label: "Clear filters and selections" },
  { value: "address", label: "Open an address" },
] as const;

const needs = (action: Action): string | null => {
  if (action.kind === "page") return action.page_id === "" ? "Choose a page." : null;
  if (action.kind === "dashboard") return action.dashboard_id === "" ? "Choose a dashboard." : null;
  return action.kind === "address" && safeAddress(action.address) === null ? "The address begins with https://." : null;
};

/** What a button says, how it looks, and what follows when it is pressed. */
export function ButtonDialog({ tile, otherPages, choices, isNew = false, onClose, onSave }: ButtonDialogProps) {
  const [words, setWords] = useState(tile.words);
  const [look, setLook] = useState(tile.look ?? "primary");
  const [action, setAction] = useState<Action>(tile.action);
  const { data: dashboards } = useQuery({ ...dashboardsOptions(""), enabled: action.kind === "dashboard" });
  const begun: Record<Action["kind"], () => Action> = {
    page: () => ({ kind: "page", page_id: otherPages[0]?.id ?? "" }),
    dashboard: () => ({ kind: "dashboard", dashboard_id: "" }),
    choices: () => ({ kind: "choices", choices: keptChoices(choices) }),
    clear: () => ({ kind: "clear" }),
    address: () => ({ kind: "address", address: "" }),
  };
  const problem = needs(action);
  const isLong = action.kind === "address" && action.address !== "";
  return (
    <ElementForm thing="button" isNew={isNew} isIncomplete={words.trim() === "" || problem !== null} onClose={onClose} onSave={() => { onSave({ ...tile, words: words.trim(), look, action }); }}>
      <Field label="Words" isRequired>{(control) => <Input {...control} maxLength={100} value={words} onChange={(event) => { setWords(event.target.value); }} />}</Field>
      <div className="flex flex-col items-start gap-1">
        <span className="text-sm font-medium">Look</span>
        <SegmentedControl label="Look" value={look} onChange={setLook} options={LOOKS} />
      </div>
      <Field label="When pressed">
        {(control) => <Select {...control} value={action.kind} onChange={(kind) => { setAction(begun[kind]()); }} options={ACTIONS} />}
      </Field>
      {action.kind === "page" && (
        <Field label="Page" hint={otherPages.length === 0 ? "This dashboard has no other page yet." : undefined}>
          {(control) => <Select {...control} value={action.page_id} onChange={(page_id) => { setAction({ kind: "page", page_id }); }} options={otherPages.map(({ id, title }) => ({ value: id, label: title }))} />}
        </Field>
      )}
      {action.kind === "dashboard" && (
        <Field label="Dashboard" hint="Whoever follows a share link does not see this button.">
          {(control) => <Select {...control} value={action.dashboard_id} onChange={(dashboard_id) => { setAction({ kind: "dashboard", dashboard_id }); }} options={(dashboards?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))} />}
        </Field>
      )}
      {action.kind === "choices" && (
        <div className="flex flex-col items-start gap-2 text-sm">
          <p><span className="font-medium">Kept:</span> {keptWords(action.choices)}</p>
          <p className="text-xs text-muted">Choose on the page what the button is to set, then keep it here.</p>
          <Button size="sm" onClick={() => { setAction(begun.choices()); }}>Keep what is chosen now</Button>
        </div>
      )}
      {action.kind === "address" && (
        <Field label="Address" hint="Opens in a window of its own." error={isLong ? (problem ?? undefined) : undefined}>
          {(control) => <Input {...control} type="url" inputMode="url" placeholder="https://" maxLength={2_000} value={action.address} onChange={(event) => { setAction({ kind: "address", address: event.target.value.trim() }); }} />}
        </Field>
      )}
    </ElementForm>
  );
}
