import { ChartColumn, Compass, LayoutDashboard } from "lucide-react";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";

type EmptyPageProps = {
  /** Makes a picture in Explore; theirs alone who may put it here. */
  onAddChart: (() => void) | null;
  /** Begins one right here. */
  onBegin?: (() => void) | undefined;
};

const wordsFor = ({ onAddChart, onBegin }: EmptyPageProps): string => {
  if (onAddChart === null) return "Whoever edits this dashboard has not put anything here yet.";
  return onBegin === undefined
    ? "Pictures that you make in Explore can be put here, side by side, and filter one another."
    : "Drag a field of your data here: it becomes a picture, and takes more fields, other kinds and a format where it stands.";
};

/** Says what belongs on a page, and how it comes there. */
export function EmptyPage({ onAddChart, onBegin }: EmptyPageProps) {
  return (
    <div className="rounded-lg border border-dashed border-line-strong">
      <EmptyState
        icon={<LayoutDashboard />}
        title="This page is empty"
        action={onAddChart ? (
          <>
            <Button variant="primary" onClick={onBegin ?? onAddChart}><ChartColumn aria-hidden />Make a picture</Button>
            {onBegin && <Button onClick={onAddChart}><Compass aria-hidden />In Explore</Button>}
          </>
        ) : null}
      >
        {wordsFor({ onAddChart, onBegin })}
      </EmptyState>
    </div>
  );
}
