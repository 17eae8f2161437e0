import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNotice } from "@/ui/problem-notice";
import { SegmentedControl } from "@/ui/segmented-control";
import { Skeleton } from "@/ui/skeleton";
import { ComparisonView } from "./comparison-view";
import { summaryWords } from "./comparison-words";
import { comparisonOptions } from "./publishing-api";

type Against = "previous" | "present";

type CompareDialogProps = {
  dashboardId: string;
  revision: number;
  /** The revision before it; none when there is none. */
  previous: number | null;
  present: number;
  onClose: () => void;
};

/** What is other in a revision than in the one before, or in the present one than in it. */
export function CompareDialog({ dashboardId, revision, previous, present, onClose }: CompareDialogProps) {
  const [chosen, setAgainst] = useState<Against>(revision === present ? "previous" : "present");
  const against = previous === null ? "present" : chosen;
  const [before, after] = against === "previous" ? [previous, revision] : [revision, present];
  const { data, error, refetch } = useQuery(comparisonOptions(dashboardId, after, before));
  const name = (number: number | null) => (number === present ? "Present" : `Revision ${String(number)}`);
  const inWords = (number: number | null) => (number === present ? "the present one" : `revision ${String(number)}`);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="lg"
      title={`What changed from ${inWords(before)} to ${inWords(after)}`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-4">
        {previous !== null && revision !== present && (
          <SegmentedControl<Against>
            label="Compare"
            value={against}
            onChange={setAgainst}
            className="w-fit"
            options={[{ value: "present", label: "With the present one" }, { value: "previous", label: "With the one before" }]}
          />
        )}
        {error && <ProblemNotice title="The revisions could not be compared" problem={error} onRetry={() => { void refetch(); }} isCompact />}
        {data === undefined && !error && <Skeleton className="h-48" />}
        {data && !data.is_same && <p className="text-sm font-medium">{summaryWords(data.summary)}</p>}
        {data && <ComparisonView comparison={data} before={name(before)} after={name(after)} />}
      </div>
    </Dialog>
  );
}
