// Every primitive on one page, for the eye: `npm run dev`, then /dev/kitchen-sink.html. Not part of the build.
import "@/ui/tokens.css";
import { BarChart3, Plus, Table2, Trash2 } from "lucide-react";
import { StrictMode, useState, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { COLUMN_TYPES } from "@/lib/column-type";
import { formatBytes, formatCompact, formatNumber, formatPercent } from "@/lib/format-number";
import { formatDuration } from "@/lib/format-time";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { DataGrid, type GridColumn, type GridSort } from "@/ui/data-grid";
import { Dialog, DialogClose } from "@/ui/dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { EmptyState } from "@/ui/empty-state";
import { Field } from "@/ui/field";
import { IconButton } from "@/ui/icon-button";
import { Input, Textarea } from "@/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { ProblemNotice } from "@/ui/problem-notice";
import { Progress } from "@/ui/progress";
import { SearchInput } from "@/ui/search-input";
import { SegmentedControl } from "@/ui/segmented-control";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { Switch } from "@/ui/switch";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/ui/tabs";
import { showToast, showUndo } from "@/ui/toast-store";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-3">
    <h2 className="text-xs font-medium text-muted">{title}</h2>
    <div className="flex flex-wrap items-start gap-3">{children}</div>
  </section>
);

const columns: GridColumn[] = [
  { id: "id", title: "id", type: "integer" },
  ...COLUMN_TYPES.map((type): GridColumn => ({ id: type, title: `A ${type} column`, type })),
  ...Array.from({ length: 200 }, (_, index): GridColumn => ({ id: `m${String(index)}`, title: `Measure ${String(index)}`, type: "float" })),
];
const samples = [42, "1234.5600000000001", 0.1 + 0.2, "Zürich\nSecond line", true, "2024-03-09", "2024-03-09T18:05:07Z", "18:05:00", "P1DT2H", { a: [1, 2] }, "47.37, 8.54"];
const cellAt = (row: number, column: number) => {
  if (column === 0) return row;
  if ((row + column) % 17 === 0) return null;
  if (row % 23 === 7) return undefined;
  return samples[column - 1] ?? row / (column + 1);
};

function Primitives() {
  const [mark, setMark] = useState<"bar" | "table">("bar");
  const [role, setRole] = useState<"owner" | "viewer">();
  const [search, setSearch] = useState("region");
  const [sort, setSort] = useState<GridSort | null>({ columnId: "integer", direction: "desc" });
  return (
    <main className="mx-auto flex max-w-6xl flex-col gap-8 p-4 sm:p-8">
      <h1 className="text-xl font-semibold">Primitives</h1>
      <Section title="Buttons">
        <Button variant="primary">Save</Button><Button>Cancel</Button><Button variant="ghost">More</Button>
        <Button variant="danger"><Trash2 aria-hidden />Delete</Button><Button variant="link">A link</Button>
        <Button variant="primary" isBusy>Saving</Button><Button disabled>Disabled</Button><Button size="sm"><Plus aria-hidden />Small</Button>
        <Button size="lg" variant="primary">Large</Button><IconButton label="Add a tile" shortcut="T"><Plus aria-hidden /></IconButton>
      </Section>
      <Section title="Fields">
        <Field label="Name" hint="Shown to everybody in the workspace." className="w-60">{(control) => <Input {...control} defaultValue="Sales" />}</Field>
        <Field label="E-mail" error="This does not look like an e-mail address." className="w-60">{(control) => <Input {...control} defaultValue="ada@" />}</Field>
        <Field label="Role" isOptional className="w-60">{(control) => <Select {...control} value={role} onChange={setRole} options={[{ value: "owner", label: "Owner", detail: "Everything" }, { value: "viewer", label: "Viewer", detail: "Looks and filters" }]} />}</Field>
        <SearchInput label="Search fields" value={search} onChange={setSearch} className="w-60" />
        <Field label="Description" className="w-60">{(control) => <Textarea {...control} placeholder="What is in it, and where it is from" />}</Field>
        <div className="flex flex-col gap-2"><Checkbox label="Hidden" defaultChecked /><Checkbox label="Some" checked="indeterminate" /><Checkbox label="Off" /></div>
        <Switch aria-label="On" defaultChecked /><Switch aria-label="Off" />
      </Section>
      <Section title="Choices">
        <SegmentedControl label="View" value={mark} onChange={setMark} options={[{ value: "bar", label: "Picture", icon: <BarChart3 aria-hidden /> }, { value: "table", label: "Table", icon: <Table2 aria-hidden /> }]} />
        <DropdownMenu>
          <DropdownMenuTrigger asChild><Button>Menu</Button></DropdownMenuTrigger>
          <DropdownMenuContent><DropdownMenuItem shortcut="D">Duplicate</DropdownMenuItem><DropdownMenuItem disabled>Move</DropdownMenuItem><DropdownMenuSeparator /><DropdownMenuItem isDangerous icon={<Trash2 aria-hidden />}>Delete</DropdownMenuItem></DropdownMenuContent>
        </DropdownMenu>
        <Popover><PopoverTrigger asChild><Button>Popover</Button></PopoverTrigger><PopoverContent aria-label="Filter">A filter would be here.</PopoverContent></Popover>
        <Dialog title="Rename the dataset" description="Its address stays the same." trigger={<Button>Dialog</Button>} footer={<><DialogClose asChild><Button>Cancel</Button></DialogClose><Button variant="primary">Rename</Button></>}>
          <Field label="Name">{(control) => <Input {...control} defaultValue="sales_q4" />}</Field>
        </Dialog>
        <Button onClick={() => { showUndo("“Sales” was moved to the trash", () => { showToast({ tone: "success", title: "It is back" }); }); }}>Toast with undo</Button>
      </Section>
      <Section title="States">
        <Badge>12 rows</Badge><Badge tone="accent">open</Badge><Badge tone="success">ready</Badge><Badge tone="warning">truncated</Badge><Badge tone="danger">error</Badge>
        <Progress label="Upload" value={0.62} className="w-48" /><Progress label="Import" value={null} className="w-48" /><Skeleton className="h-6 w-40" />
      </Section>
      <ProblemNotice title="The tile could not be drawn" problem={{ message: "The query took longer than 30 seconds.", hint: "Filter to a shorter time, or ask for fewer groups.", code: "QUERY_TIMEOUT", status: 504, requestId: "0195-8f3a" }} onRetry={() => { setMark("bar"); }} />
      <Tabs defaultValue="columns">
        <TabsList aria-label="Dataset"><TabsTrigger value="columns">Columns</TabsTrigger><TabsTrigger value="preview">Preview</TabsTrigger><TabsTrigger value="versions">Versions</TabsTrigger></TabsList>
        <TabsContent value="columns"><div className="flex flex-wrap gap-4">{COLUMN_TYPES.map((type) => <span key={type} className="flex items-center gap-1.5 text-sm"><ColumnTypeIcon type={type} />{type}</span>)}</div></TabsContent>
        <TabsContent value="preview">Rows</TabsContent><TabsContent value="versions">Versions</TabsContent>
      </Tabs>
      <Section title="Numbers by meaning">
        <span className="tabular">{[formatCompact(1_234_567), formatNumber(3204.5, { currency: "EUR" }), formatPercent(0.124), formatDuration(7_500_000), formatBytes(12_400_000)].join("   ·   ")}</span>
      </Section>
      <DataGrid label="Five million rows" columns={columns} rowCount={5_000_000} cellAt={cellAt} sort={sort} onSort={setSort} className="h-96" />
      <div className="rounded-lg border border-line bg-panel"><EmptyState icon={<Table2 />} title="No datasets yet" action={<><Button variant="primary">Choose a file</Button><Button>Load sample data</Button></>}>A dataset is a table that you can ask questions of. Drop a CSV, Excel, JSON or Parquet file anywhere on this page.</EmptyState></div>
      <Toaster />
    </main>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><TooltipProvider><Primitives /></TooltipProvider></StrictMode>);
