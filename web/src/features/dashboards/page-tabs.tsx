import type { DashboardPage } from "@/api/contracts";
import { SegmentedControl } from "@/ui/segmented-control";

type PageTabsProps = { pages: readonly DashboardPage[]; present: string; onChange: (pageId: string) => void };

export function PageTabs({ pages, present, onChange }: PageTabsProps) {
  return (
    <div className="overflow-x-auto pb-3">
      <SegmentedControl label="Pages" value={present} onChange={onChange} options={pages.map(({ id, title }) => ({ value: id, label: title }))} />
    </div>
  );
}
