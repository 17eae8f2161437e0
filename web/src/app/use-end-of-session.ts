import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSession } from "@/api/session";

/** A session that ends by itself leads to the sign-in page, and from there back to this place. */
export const useEndOfSession = (): void => {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const hasEnded = useSession((session) => session.hasEnded);
  useEffect(() => {
    if (!hasEnded) return;
    queryClient.clear();
    const { pathname, search, hash } = window.location;
    void navigate({ to: "/sign-in", search: { next: pathname + search + hash } });
  }, [hasEnded, navigate, queryClient]);
};
