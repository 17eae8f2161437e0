import type { Filter } from "@/api/contracts";

/** What each way of putting a condition on a field takes and gives; null is no condition. */
export type ConditionProps = {
  datasetId: string;
  member: string;
  label: string;
  filter: Filter | null;
  onChange: (filter: Filter | null) => void;
};
