import { useEffect, useState } from "react";
import { api, unwrap } from "./client";
import type { SetupState } from "./types";

const readSetup = (signal: AbortSignal) => unwrap<SetupState>(api.GET("/api/v1/setup", { signal }));

/** What a newcomer finds; null until it is known, and where it cannot be read (the form then tells why nothing works). */
export const useSetupState = (): SetupState | null => {
  const [state, setState] = useState<SetupState | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    readSetup(leaving.signal).then(setState, () => undefined);
    return () => { leaving.abort(); };
  }, []);
  return state;
};
