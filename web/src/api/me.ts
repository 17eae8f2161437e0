import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import { Problem } from "./problems";
import type { Me, Role } from "./types";
import { chooseWorkspace, chosenWorkspace } from "./workspace-choice";

const readMe = () => unwrap<Me>(api.GET("/api/v1/auth/me"));

/** Who is signed in and where. A remembered workspace that is gone gives way to the personal one. */
export const meOptions = () =>
  queryOptions({
    queryKey: ["me"],
    staleTime: 5 * 60_000,
    queryFn: async () => {
      try {
        return await readMe();
      } catch (error) {
        const isGone = error instanceof Problem && (error.status === 404 || error.status === 403);
        if (!isGone || chosenWorkspace() === null) throw error;
        chooseWorkspace(null);
        return readMe();
      }
    },
  });

/** The role in the workspace that is open; null until it is known. */
export const useRole = (): Role | null => useQuery(meOptions()).data?.workspace.role ?? null;

export const useMayEdit = (): boolean => {
  const role = useRole();
  return role === "owner" || role === "editor";
};
