import type { ApplyChoices } from "@/api/contracts";
import { pageChoices, type Choices } from "../choices";

export type KeptChoices = ApplyChoices["choices"];

/** What a reader has chosen on a page, to be kept by a button; how they came there is not kept. */
export const keptChoices = (choices: Choices): KeptChoices => {
  const { carried: _, ...kept } = pageChoices(choices) as KeptChoices;
  return kept;
};

/** The same page with what was kept in place of all that is chosen on it. */
export const withKeptChoices = ({ filters: _, selections: __, parameters: ___, changes: ____, ...shown }: Choices, kept: KeptChoices): Choices => {
  const parameters = (kept.parameters ?? []).flatMap(({ parameter_id, value }) => (value === null ? [] : [[parameter_id, value] as const]));
  return {
    ...shown,
    filters: Object.fromEntries((kept.chosen ?? []).map(({ filter_id, filter }) => [filter_id, filter])),
    selections: kept.selections ?? [],
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
    ...((kept.changes ?? []).length > 0 && { changes: kept.changes }),
  };
};

/** How much was kept, in words. */
export const keptWords = ({ chosen = [], selections = [], parameters = [], changes = [] }: KeptChoices): string => {
  const counted = ([count, word]: readonly [number, string]) => (count === 0 ? [] : [`${String(count)} ${word}${count === 1 ? "" : "s"}`]);
  const parts = ([[chosen.length, "filter"], [parameters.length, "parameter"], [selections.length, "selection"], [changes.length, "changed tile"]] as const).flatMap(counted);
  return parts.length === 0 ? "Nothing is chosen on the page." : `${parts.join(", ")}.`;
};
