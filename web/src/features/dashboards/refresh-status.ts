import { create } from "zustand";

/** When the answers of the dashboard that is looked at came, and whether asking anew was in vain since. */
export type RefreshStatus = {
  /** Of which dashboard this is told. */
  address: string | null;
  refreshedAt: number | null;
  isInVain: boolean;
};

export const useRefreshStatus = create<RefreshStatus>(() => ({ address: null, refreshedAt: null, isInVain: false }));

export const noteAnswers = (address: string, { isInVain }: { isInVain: boolean }, now = Date.now()): void => {
  useRefreshStatus.setState((before) => {
    const last = before.address === address ? before.refreshedAt : null;
    return { address, isInVain, refreshedAt: isInVain ? last : now };
  });
};
