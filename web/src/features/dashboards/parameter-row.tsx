import { ListOrdered, SlidersHorizontal, SquareDashedMousePointer, TextCursorInput, Trash2 } from "lucide-react";
import { useState } from "react";
import type { DashboardPage, DashboardParameter } from "@/api/contracts";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/ui/dropdown-menu";
import { ArrangedRow } from "./arranged-row";
import { changeParameter, placeControl, removeParameter, shiftControl } from "./filter-levels";
import { offeredOptions } from "./new-parameters";
import { spoken } from "./page-controls";
import type { PageEditor } from "./page-editor";
import { parameterWords } from "./parameter-control";
import { WordsDialog } from "./words-dialog";

type ParameterRowProps = { page: DashboardPage; parameter: DashboardParameter; editor: PageEditor; isPlaced: boolean; isFirst: boolean; isLast: boolean };

const CONTROL_WORDS: Record<DashboardParameter["control"], string> = { slider: "Slider", select: "Choices", switch: "Yes or no", date: "Date", text: "Text" };

/** A parameter of the dashboard where filters are arranged. */
export function ParameterRow({ page, parameter, editor, isPlaced, isFirst, isLast }: ParameterRowProps) {
  const [asking, setAsking] = useState<"name" | "options" | null>(null);
  const change = (changes: Partial<Omit<DashboardParameter, "id">>) => { editor.changeSpec(changeParameter(parameter.id, changes)); };
  const close = () => { setAsking(null); };
  const label = parameter.label ?? spoken(parameter.parameter);
  const { control, options = [], default: usual } = parameter;
  const hasChoices = control === "slider" || control === "text" || control === "select";
  return (
    <>
      <ArrangedRow label={label} words={`${CONTROL_WORDS[control]} · default ${parameterWords(usual)}`} isFirst={isFirst} isLast={isLast} onShift={(by) => { editor.changeSpec(shiftControl(parameter.id, by)); }}>
        <DropdownMenuItem icon={<TextCursorInput aria-hidden />} onSelect={() => { setAsking("name"); }}>Rename</DropdownMenuItem>
        {hasChoices && <DropdownMenuItem icon={<ListOrdered aria-hidden />} onSelect={() => { setAsking("options"); }}>Offer choices …</DropdownMenuItem>}
        {control === "select" && <DropdownMenuItem icon={<SlidersHorizontal aria-hidden />} onSelect={() => { change({ control: typeof usual === "number" ? "slider" : "text", options: [] }); }}>Let readers write the value</DropdownMenuItem>}
        <DropdownMenuItem icon={<SquareDashedMousePointer aria-hidden />} onSelect={() => { editor.changeSpec(placeControl(page.id, parameter.id, !isPlaced)); }}>{isPlaced ? "Show it above the page" : "Place it on the page"}</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => { editor.changeSpec(removeParameter(parameter.id)); }}>Remove</DropdownMenuItem>
      </ArrangedRow>
      {asking === "name" && <WordsDialog title="Rename the parameter" label="Name" hint="Leave it empty to call it as the model does." value={parameter.label ?? ""} onClose={close} onSave={(words) => { change({ label: words === "" ? null : words }); }} />}
      {asking === "options" && (
        <WordsDialog
          title="Offer choices"
          label="Values"
          hint="One after the other, with semicolons between them. The default is always among them."
          value={options.map(String).join("; ")}
          onClose={close}
          onSave={(words) => { change({ control: "select", options: offeredOptions(words, parameter) }); }}
        />
      )}
    </>
  );
}
