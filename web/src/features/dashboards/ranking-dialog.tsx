import { useState } from "react";
import type { ChartTile, PageFilter, SemanticModel } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { measuresToRankBy } from "./control-choices";
import { rankWords } from "./page-controls";

const MOST_MEASURES = 20;
const MOST_RANKED = 1_000;

type RankingDialogProps = {
  filter: PageFilter;
  model: SemanticModel;
  charts: readonly ChartTile[];
  onClose: () => void;
  onSave: (changes: Partial<Omit<PageFilter, "id">>) => void;
};

/** What readers may rank a field by, and how many of its values they may see. */
export function RankingDialog({ filter, model, charts, onClose, onSave }: RankingDialogProps) {
  const { ranking, default: usual } = filter;
  const [listed] = useState(() => measuresToRankBy(model, charts, ranking?.measures).all);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(ranking?.measures.map(({ id }) => id)));
  const [most, setMost] = useState(String(ranking?.max_count ?? 50));
  const count = Number(most);
  const isWrong = !Number.isInteger(count) || count < 1 || count > MOST_RANKED;
  const save = () => {
    const measures = listed.filter(({ id }) => chosen.has(id));
    // A default that is not offered any more would be refused.
    const isKept = usual?.kind === "top" && chosen.has(usual.by) && usual.count <= count;
    onSave({ ranking: { measures, max_count: count }, default: isKept ? usual : null });
    onClose();
  };
  return (
    <Dialog
      isOpen
      size="sm"
      title="Ranked by"
      description="Readers choose among these measures, and no others."
      onOpenChange={onClose}
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" disabled={chosen.size === 0 || chosen.size > MOST_MEASURES || isWrong} onClick={save}>Save</Button></>}
    >
      <div className="flex flex-col gap-3">
        <ul aria-label="Measures" className="-mx-1 max-h-72 overflow-y-auto px-1">
          {listed.map((one) => (
            <li key={one.id} className="rounded-md px-1 py-0.5 hover:bg-hover">
              <Checkbox
                checked={chosen.has(one.id)}
                onCheckedChange={() => { setChosen(new Set(chosen.has(one.id) ? [...chosen].filter((id) => id !== one.id) : [...chosen, one.id])); }}
                label={<span className="block truncate" title={rankWords(one)}>{rankWords(one)}</span>}
              />
            </li>
          ))}
        </ul>
        <Field label="At most" hint="How many of its values readers may see at once." error={isWrong ? `A whole number from 1 to ${String(MOST_RANKED)}` : undefined}>
          {(control) => <Input {...control} type="number" min={1} max={MOST_RANKED} className="w-28 tabular" value={most} onChange={(event) => { setMost(event.target.value); }} />}
        </Field>
        {chosen.size > MOST_MEASURES && <p role="alert" className="text-xs text-danger-text">Choose at most {MOST_MEASURES}.</p>}
      </div>
    </Dialog>
  );
}
