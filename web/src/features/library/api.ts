import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { FoundThing, SeenThing, Thing } from "@/api/contracts";
import type { Page } from "@/api/types";

export type ThingKey = Pick<Thing, "kind" | "id">;

const at = ({ kind, id }: ThingKey) => ({ params: { path: { kind, id } } });

export const searchOptions = (words: string) =>
  queryOptions({
    queryKey: ["search", words],
    queryFn: ({ signal }) => unwrap<Page<FoundThing>>(api.GET("/api/v1/search", { params: { query: { q: words, limit: 30 } }, signal })),
    enabled: words !== "",
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });

export const favouritesOptions = () =>
  queryOptions({ queryKey: ["favourites"], queryFn: () => unwrap<Page<Thing>>(api.GET("/api/v1/favourites")), staleTime: 30_000 });

export const recentOptions = () =>
  queryOptions({ queryKey: ["recent"], queryFn: () => unwrap<Page<SeenThing>>(api.GET("/api/v1/recent")), staleTime: 0 });

export const setFavourite = (thing: ThingKey, isWanted: boolean): Promise<void> =>
  unwrap(isWanted ? api.PUT("/api/v1/favourites/{kind}/{id}", at(thing)) : api.DELETE("/api/v1/favourites/{kind}/{id}", at(thing)));

export const noteSeen = (thing: ThingKey): Promise<void> => unwrap(api.PUT("/api/v1/recent/{kind}/{id}", at(thing)));
