import type { DashboardPage, InteractionEffect } from "@/api/contracts";
import type { Choices } from "./choices";

/** What a tile does with a selection made in another one. */
export const effectOf = ({ interactions = [], default_interaction: usual = "filter" }: DashboardPage, sourceId: string, targetId: string): InteractionEffect =>
  interactions.find(({ source, target }) => source === sourceId && target === targetId)?.effect ?? usual;

/** Of what was chosen, that which reaches a tile. */
export const reaching = (page: DashboardPage, tileId: string, choices: Choices): Choices =>
  ({ ...choices, selections: choices.selections.filter(({ tile_id }) => effectOf(page, tile_id, tileId) !== "none") });

/** How each of them reaches it. */
export const effectsOn = (page: DashboardPage, tileId: string, { selections }: Choices): readonly InteractionEffect[] =>
  selections.map(({ tile_id }) => effectOf(page, tile_id, tileId));
