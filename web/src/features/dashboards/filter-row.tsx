import { useQuery } from "@tanstack/react-query";
import { CornerDownRight, LayoutDashboard, ListOrdered, PanelTop, Pin, PinOff, SquareDashedMousePointer, TextCursorInput, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ChartTile, DashboardPage, PageFilter } from "@/api/contracts";
import { modelOptions } from "@/query/model";
import { DropdownMenuCheckboxItem, DropdownMenuItem, DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuSeparator, DropdownMenuSub, DropdownMenuSubContent, DropdownMenuSubTrigger } from "@/ui/dropdown-menu";
import { ArrangedRow } from "./arranged-row";
import type { Choices } from "./choices";
import { CONTROL_WORDS, controlChoices } from "./control-choices";
import { changeFilter, moveFilter, moveIntoTile, placeControl, removeFilter, shiftControl } from "./filter-levels";
import { choiceWords, filterInForce, filterLabel } from "./page-controls";
import type { PageEditor } from "./page-editor";
import { RankingDialog } from "./ranking-dialog";
import { tileTitle } from "./tile-words";
import { WordsDialog } from "./words-dialog";

const stateWords = (filter: PageFilter): string => {
  const { control, default: usual, is_required, is_cascading } = filter;
  const alone = control === "top" ? "ranks all values" : "lists all values";
  return [CONTROL_WORDS[control], usual ? `default ${choiceWords(usual, filter)}` : "", is_required ? "needs a value" : "", is_cascading === false ? alone : ""].filter(Boolean).join(" · ");
};

type FilterRowProps = {
  page: DashboardPage;
  filter: PageFilter;
  level: "dashboard" | "page";
  charts: readonly ChartTile[];
  choices: Choices;
  editor: PageEditor;
  isPlaced: boolean;
  isFirst: boolean;
  isLast: boolean;
};

/** A filter of the dashboard or the page where filters are arranged. */
export function FilterRow({ page, filter, level, charts, choices, editor, isPlaced, isFirst, isLast }: FilterRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const { data: model } = useQuery(modelOptions(filter.dataset_id));
  const [isRanking, setRanking] = useState(false);
  const controls = controlChoices(filter, model, charts);
  const present = filterInForce(filter, choices);
  const hasChosen = choices.filters[filter.id] !== undefined && present !== null;
  const change = (changes: Partial<Omit<PageFilter, "id">>) => { editor.changeSpec(changeFilter(filter.id, changes)); };
  const label = filterLabel(filter);
  return (
    <>
      <ArrangedRow label={label} words={stateWords(filter)} isFirst={isFirst} isLast={isLast} onShift={(by) => { editor.changeSpec(shiftControl(filter.id, by)); }}>
        <DropdownMenuItem icon={<TextCursorInput aria-hidden />} onSelect={() => { setRenaming(true); }}>Rename</DropdownMenuItem>
        <DropdownMenuSub>
          <DropdownMenuSubTrigger>How it is set</DropdownMenuSubTrigger>
          <DropdownMenuSubContent>
            <DropdownMenuRadioGroup value={controls.value} onValueChange={(chosen) => { change(controls.choices.find(({ value }) => value === chosen)?.changes ?? {}); }}>
              {controls.choices.map(({ value, label: words }) => <DropdownMenuRadioItem key={value} value={value}>{words}</DropdownMenuRadioItem>)}
            </DropdownMenuRadioGroup>
          </DropdownMenuSubContent>
        </DropdownMenuSub>
        {filter.control === "top" && model && <DropdownMenuItem icon={<ListOrdered aria-hidden />} onSelect={() => { setRanking(true); }}>Ranked by</DropdownMenuItem>}
        <DropdownMenuCheckboxItem checked={filter.is_required === true} onCheckedChange={(is_required) => { change({ is_required }); }}>Needs a value</DropdownMenuCheckboxItem>
        <DropdownMenuCheckboxItem checked={filter.is_cascading !== false} onCheckedChange={(is_cascading) => { change({ is_cascading }); }}>{filter.control === "top" ? "Ranks what other filters leave" : "Lists what other filters leave"}</DropdownMenuCheckboxItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Pin aria-hidden />} disabled={!hasChosen} onSelect={() => { change({ default: present }); }}>Make the present choice the default</DropdownMenuItem>
        <DropdownMenuItem icon={<PinOff aria-hidden />} disabled={!filter.default} onSelect={() => { change({ default: null }); }}>Remove the default</DropdownMenuItem>
        <DropdownMenuSeparator />
        {level === "page"
          ? <DropdownMenuItem icon={<LayoutDashboard aria-hidden />} onSelect={() => { editor.changeSpec(moveFilter(filter.id, null)); }}>Move to the whole dashboard</DropdownMenuItem>
          : <DropdownMenuItem icon={<PanelTop aria-hidden />} onSelect={() => { editor.changeSpec(moveFilter(filter.id, page.id)); }}>Move to this page</DropdownMenuItem>}
        <DropdownMenuSub>
          <DropdownMenuSubTrigger disabled={present === null || present.kind === "top"}><CornerDownRight aria-hidden />Move into a tile</DropdownMenuSubTrigger>
          <DropdownMenuSubContent className="max-h-(--radix-dropdown-menu-content-available-height) max-w-64">
            {charts.filter(({ chart }) => chart.dataset_id === filter.dataset_id).map((tile) => (
              <DropdownMenuItem key={tile.id} onSelect={() => { editor.changeSpec(moveIntoTile(filter.id, page.id, tile.id, present)); }}>{tileTitle(tile)}</DropdownMenuItem>
            ))}
          </DropdownMenuSubContent>
        </DropdownMenuSub>
        <DropdownMenuItem icon={<SquareDashedMousePointer aria-hidden />} onSelect={() => { editor.changeSpec(placeControl(page.id, filter.id, !isPlaced)); }}>{isPlaced ? "Show it above the page" : "Place it on the page"}</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => { editor.changeSpec(removeFilter(filter.id)); }}>Remove</DropdownMenuItem>
      </ArrangedRow>
      {isRanking && model && <RankingDialog filter={filter} model={model} charts={charts} onClose={() => { setRanking(false); }} onSave={change} />}
      {isRenaming && <WordsDialog title="Rename the filter" label="Name" hint="Leave it empty to call it by its field." value={filter.label ?? ""} onClose={() => { setRenaming(false); }} onSave={(words) => { change({ label: words === "" ? null : words }); }} />}
    </>
  );
}
