import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { createQueryClient } from "@/api/query-client";
import { followOtherTabs } from "@/api/session";
import { followTheme } from "@/ui/theme";
import { makeRouter } from "./router";

const build = () => {
  const queryClient = createQueryClient();
  return { queryClient, router: makeRouter(queryClient) };
};

export function Providers() {
  const [{ queryClient, router }] = useState(build);
  useEffect(followTheme, []);
  useEffect(followOtherTabs, []);
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
