import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import { meOptions } from "./me";
import type { Member, Page } from "./types";

export const membersOptions = (workspaceId: string) =>
  queryOptions({
    queryKey: ["members", workspaceId],
    queryFn: () => unwrap<Page<Member>>(api.GET("/api/v1/workspaces/{workspace_id}/members", { params: { path: { workspace_id: workspaceId } } })),
  });

/** The people of the workspace that is open; null until they are known. */
export const useMembers = (): readonly Member[] | null => {
  const workspaceId = useQuery(meOptions()).data?.workspace.id;
  return useQuery({ ...membersOptions(workspaceId ?? ""), enabled: workspaceId !== undefined }).data?.items ?? null;
};

/** What is said of anybody, name by name with all values, in the order of the alphabet. */
export const attributesInUse = (members: readonly Pick<Member, "attributes">[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>();
  for (const { attributes } of members) {
    for (const [name, values] of Object.entries(attributes)) found.set(name, new Set([...(found.get(name) ?? []), ...values]));
  }
  return new Map([...found].sort(([a], [b]) => a.localeCompare(b)).map(([name, values]) => [name, [...values].sort((a, b) => a.localeCompare(b))]));
};

const NAME = /^[a-z][a-z0-9_]{0,49}$/;
/** What everybody has without anybody saying so. */
export const OWN_ATTRIBUTES: readonly string[] = ["email", "role", "user_id"];

export const attributeNameProblem = (name: string): string | undefined =>
  NAME.test(name) ? undefined : "A name begins with a small letter and has small letters, digits and _ alone, 50 at most.";
