import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { TrashedThing } from "@/api/contracts";
import type { Page } from "@/api/types";

const at = ({ kind, id }: TrashedThing) => ({ params: { path: { kind, id } } });

export const trashOptions = () =>
  queryOptions({ queryKey: ["trash"], queryFn: () => unwrap<Page<TrashedThing>>(api.GET("/api/v1/trash")), staleTime: 0 });

export const restoreThing = (thing: TrashedThing): Promise<unknown> => unwrap(api.POST("/api/v1/trash/{kind}/{id}/restore", at(thing)));

export const purgeThing = (thing: TrashedThing): Promise<void> => unwrap(api.DELETE("/api/v1/trash/{kind}/{id}", at(thing)));

export const emptyTrash = (): Promise<void> => unwrap(api.DELETE("/api/v1/trash"));
