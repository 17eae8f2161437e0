import { useCallback, useSyncExternalStore } from "react";
import type { ClientState } from "./answer";
import type { Coordinator } from "./coordinator";

/** What a client sees of its question, redrawn when that changes. */
export const useAnswer = (coordinator: Coordinator, id: string): ClientState =>
  useSyncExternalStore(coordinator.subscribe, useCallback(() => coordinator.read(id), [coordinator, id]));
