import { QueryClient } from "@tanstack/react-query";
import { Problem } from "./problems";

const PASSING: readonly string[] = ["OFFLINE", "UNAVAILABLE"];

/** Only what may pass by itself is tried again: a refusal stays a refusal. */
export const mayRetry = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof Problem && PASSING.includes(error.code);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayRetry, networkMode: "offlineFirst" },
      mutations: { retry: false, networkMode: "offlineFirst" },
    },
  });

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Problem;
  }
}
