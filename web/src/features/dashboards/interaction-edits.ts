import type { DashboardPage, InteractionEffect, TileInteraction } from "@/api/contracts";

/** The page with another effect for a pair of tiles; where it is the usual one, the pair follows the page. */
export const withEffect = (page: DashboardPage, source: string, target: string, effect: InteractionEffect): DashboardPage => {
  const { interactions = [], default_interaction: usual = "filter" } = page;
  const others = interactions.filter((pair) => pair.source !== source || pair.target !== target);
  return withPairs(page, effect === usual ? others : [...others, { source, target, effect }]);
};

/** The page with another effect for all pairs that have none of their own. */
export const withUsualEffect = ({ default_interaction: _, ...page }: DashboardPage, effect: InteractionEffect): DashboardPage =>
  withPairs({ ...page, ...(effect !== "filter" && { default_interaction: effect }) }, (page.interactions ?? []).filter((pair) => pair.effect !== effect));

/** Copies of tiles, by the id of what they are copies of, do to others and among themselves what their originals do. */
export const withCopiedPairs = (page: DashboardPage, copies: ReadonlyMap<string, string>): DashboardPage => {
  const { interactions = [] } = page;
  const copied = interactions.flatMap(({ source, target, effect }): TileInteraction[] => {
    const [itsSource, itsTarget] = [copies.get(source), copies.get(target)];
    return [
      ...(itsSource === undefined ? [] : [{ source: itsSource, target, effect }]),
      ...(itsTarget === undefined ? [] : [{ source, target: itsTarget, effect }]),
      ...(itsSource === undefined || itsTarget === undefined ? [] : [{ source: itsSource, target: itsTarget, effect }]),
    ];
  });
  return copied.length === 0 ? page : { ...page, interactions: [...interactions, ...copied] };
};

const withPairs = ({ interactions: _, ...page }: DashboardPage, pairs: readonly TileInteraction[]): DashboardPage =>
  ({ ...page, ...(pairs.length > 0 && { interactions: [...pairs] }) });
