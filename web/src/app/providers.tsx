import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createQueryClient } from "@/api/query-client";
import { followOtherTabs } from "@/api/session";
import { followTheme } from "@/ui/theme";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";

export function Providers() {
  const [queryClient] = useState(createQueryClient);
  useEffect(followTheme, []);
  useEffect(followOtherTabs, []);
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
