import { ChevronDown, RefreshCw } from "lucide-react";
import { DropdownMenu, DropdownMenuContent, DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import type { Choices, OnChoices } from "./choices";
import { PresentButton } from "./present-button";
import { RefreshWords } from "./refresh-words";
import type { ResultsSource } from "./results-source";
import { REFRESHES, paceWords } from "./presenting";

type ViewToolsProps = {
  source: ResultsSource;
  /** The dashboard's own pace. */
  ownSeconds: number;
  choices: Choices;
  onChoices: OnChoices;
  onRefresh: () => void;
};

const OWN = "own";

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How often the reader wants a dashboard asked anew: as it says itself, or otherwise. */
function PaceMenu({ ownSeconds, choices, onChoices }: Pick<ViewToolsProps, "ownSeconds" | "choices" | "onChoices">) {
  const { refresh, ...rest } = choices;
  const choose = (value: string) => { onChoices(value === OWN ? rest : { ...rest, refresh: Number(value) }, { isReplacing: true }); };
  const offered = refresh === undefined || REFRESHES.includes(refresh) ? REFRESHES : [...REFRESHES, refresh].sort((a, b) => a - b);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild><IconButton label="Refresh by itself" className="w-6"><ChevronDown aria-hidden className="!size-3.5" /></IconButton></DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>Refresh by itself</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={refresh === undefined ? OWN : String(refresh)} onValueChange={choose}>
          <DropdownMenuRadioItem value={OWN}>As the dashboard says ({ownSeconds === 0 ? "when data changes" : paceWords(ownSeconds)})</DropdownMenuRadioItem>
          {offered.map((seconds) => <DropdownMenuRadioItem key={seconds} value={String(seconds)}>{seconds === 0 ? "When data changes" : capital(paceWords(seconds))}</DropdownMenuRadioItem>)}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** What readers do with a dashboard as a whole: ask anew, choose how often, present it. */
export function ViewTools({ source, ownSeconds, choices, onChoices, onRefresh }: ViewToolsProps) {
  return (
    <>
      <RefreshWords source={source} seconds={choices.refresh ?? ownSeconds} className="max-sm:hidden" />
      <div className="flex items-center">
        <IconButton label="Refresh" onClick={onRefresh}><RefreshCw aria-hidden /></IconButton>
        <PaceMenu ownSeconds={ownSeconds} choices={choices} onChoices={onChoices} />
      </div>
      <PresentButton onPresent={() => { onChoices({ ...choices, present: 0 }); }} />
    </>
  );
}
