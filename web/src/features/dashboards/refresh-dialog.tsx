import { useState } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { REFRESHES, paceWords } from "./presenting";

type RefreshDialogProps = { seconds: number; onSave: (seconds: number | null) => void; onClose: () => void };

/** How often a dashboard is asked anew by itself, for all who look at it. */
export function RefreshDialog({ seconds, onSave, onClose }: RefreshDialogProps) {
  const [chosen, setChosen] = useState(String(seconds));
  const offered = REFRESHES.includes(seconds) ? REFRESHES : [...REFRESHES, seconds].sort((a, b) => a - b);
  const options = offered.map((pace) => ({ value: String(pace), label: pace === 0 ? "Only when data changes" : paceWords(pace).replace(/^e/, "E") }));
  const save = () => {
    onSave(chosen === "0" ? null : Number(chosen));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Refresh by itself"
      size="sm"
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" onClick={save}>Save</Button></>}
    >
      <Field label="How often" hint="New data is shown at once in any case. A pace is for spans that move on, such as the last five minutes. Readers may choose another for themselves.">
        {(field) => <Select {...field} value={chosen} onChange={setChosen} options={options} className="w-full" />}
      </Field>
    </Dialog>
  );
}
