import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { axeFindings } from "@/test-axe";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { Dialog } from "./dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "./dropdown-menu";
import { ErrorBoundary } from "./error-boundary";
import { Field } from "./field";
import { Input } from "./input";
import { Palette } from "./palette";
import { ProblemNotice } from "./problem-notice";
import { Progress } from "./progress";
import { SearchInput } from "./search-input";
import { SegmentedControl } from "./segmented-control";
import { Select } from "./select";
import { Switch } from "./switch";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "./tabs";
import { showUndo, useToasts } from "./toast-store";
import { Toaster } from "./toaster";

beforeEach(() => { useToasts.setState({ toasts: [] }); });

test("axe finds nothing on a page with every kind of control", async () => {
  render(
    <main>
      <Field label="Name" hint="Shown to everybody." error="Enter a name.">{(control) => <Input {...control} />}</Field>
      <Field label="Role" isOptional>{(control) => <Select {...control} value="owner" onChange={vi.fn()} options={[{ value: "owner", label: "Owner" }]} />}</Field>
      <SearchInput label="Search fields" value="x" onChange={vi.fn()} />
      <Checkbox label="Hidden" /><Switch aria-label="Live" />
      <SegmentedControl label="View" value="a" onChange={vi.fn()} options={[{ value: "a", label: "Picture" }, { value: "b", label: "Table" }]} />
      <Tabs defaultValue="one"><TabsList aria-label="Parts"><TabsTrigger value="one">One</TabsTrigger></TabsList><TabsContent value="one">First</TabsContent></Tabs>
      <Progress label="Upload" value={0.5} /><Progress label="Import" value={null} />
      <ProblemNotice problem={{ message: "It failed.", code: "INTERNAL", requestId: "r1" }} onRetry={vi.fn()} />
      <Button isBusy>Saving</Button>
    </main>,
  );
  expect(await axeFindings()).toEqual([]);
});

test("a field's hint and error belong to its control", () => {
  render(<Field label="Name" hint="Shown to everybody." error="Enter a name." isRequired>{(control) => <Input {...control} />}</Field>);
  const input = screen.getByLabelText("Name");
  expect(input).toHaveAccessibleDescription("Shown to everybody. Enter a name.");
  expect(input).toBeInvalid();
  expect(input).toBeRequired();
});

test("a dialog has a name, takes the focus and gives it back", async () => {
  const user = userEvent.setup();
  render(<Dialog title="Rename" description="Its address stays." trigger={<Button>Open</Button>}><Input aria-label="New name" /></Dialog>);
  await user.click(screen.getByRole("button", { name: "Open" }));
  expect(screen.getByRole("dialog", { name: "Rename" })).toHaveAccessibleDescription("Its address stays.");
  expect(await axeFindings()).toEqual([]);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Open" })).toHaveFocus();
});

test("a menu works by keyboard alone", async () => {
  const user = userEvent.setup();
  const onSelect = vi.fn();
  render(
    <DropdownMenu>
      <DropdownMenuTrigger>More</DropdownMenuTrigger>
      <DropdownMenuContent><DropdownMenuItem>Rename</DropdownMenuItem><DropdownMenuItem onSelect={onSelect}>Delete</DropdownMenuItem></DropdownMenuContent>
    </DropdownMenu>,
  );
  await user.tab();
  await user.keyboard("{Enter}");
  expect(await axeFindings()).toEqual([]);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onSelect).toHaveBeenCalledOnce();
});

test("what was done can be taken back from its notice", async () => {
  const user = userEvent.setup();
  const undo = vi.fn();
  render(<Toaster />);
  act(() => { showUndo("“Sales” is in the trash.", undo); });
  const notices = screen.getByRole("region", { name: "Notices" });
  expect(within(notices).getByRole("list")).toHaveAttribute("aria-live", "polite");
  expect(await axeFindings()).toEqual([]);
  await user.click(within(notices).getByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledOnce();
  expect(within(notices).queryByText("“Sales” is in the trash.")).not.toBeInTheDocument();
});

test("a notice goes by itself, but not while it is pointed at", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  render(<Toaster />);
  act(() => { showUndo("Gone", vi.fn()); });
  await user.hover(screen.getByText("Gone"));
  act(() => { vi.advanceTimersByTime(60_000); });
  expect(screen.getByText("Gone")).toBeInTheDocument();
  await user.unhover(screen.getByText("Gone"));
  act(() => { vi.advanceTimersByTime(11_000); });
  expect(screen.queryByText("Gone")).not.toBeInTheDocument();
  vi.useRealTimers();
});

test("the technical part of a problem is there to be copied, with the request id", async () => {
  const user = userEvent.setup();
  render(<ProblemNotice title="The tile could not be drawn" problem={{ message: "It took too long.", hint: "Ask for less.", code: "QUERY_TIMEOUT", status: 504, requestId: "r7", details: { seconds: 30 } }} />);
  await user.click(screen.getByText("Technical details"));
  await user.click(screen.getByRole("button", { name: "Copy for support" }));
  expect(await navigator.clipboard.readText()).toBe('code: QUERY_TIMEOUT\nstatus: 504\nrequest: r7\nmessage: It took too long.\ndetails: {\n  "seconds": 30\n}');
});

test("a part that breaks does not take the page with it, and can be tried anew", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const user = userEvent.setup();
  let isBroken = true;
  const Part = () => { if (isBroken) throw new Error("No such mark."); return <p>Drawn</p>; };
  render(<><p>Beside</p><ErrorBoundary title="This tile could not be drawn"><Part /></ErrorBoundary></>);
  expect(screen.getByRole("alert")).toHaveTextContent("This tile could not be drawn");
  expect(screen.getByText("Beside")).toBeInTheDocument();
  isBroken = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByText("Drawn")).toBeInTheDocument();
});

test("the palette finds by words and runs by Enter", async () => {
  const user = userEvent.setup();
  const ran = vi.fn();
  const onClose = vi.fn();
  const command = (id: string, label: string, keywords = "") => ({ id, group: "Go to", label, keywords, onRun: () => { ran(id); } });
  render(<Palette onClose={onClose} commands={[command("home", "Home"), command("data", "Data", "datasets files"), command("dark", "Dark theme")]} />);
  expect(await axeFindings()).toEqual([]);
  await user.keyboard("da");
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["Data", "Dark theme"]);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(ran.mock.calls).toEqual([["dark"]]);
  expect(onClose).toHaveBeenCalledOnce();
});

test("what the palette finds elsewhere stands behind its commands, each once", async () => {
  const user = userEvent.setup();
  const typed: string[] = [];
  const command = (id: string, label: string, group = "Go to") => ({ id, group, label, onRun: vi.fn() });
  const { rerender } = render(<Palette onClose={vi.fn()} commands={[command("data", "Data"), command("home", "Home")]} onTyped={(words) => { typed.push(words); }} isSearching />);
  await user.keyboard("zz");
  expect(typed).toEqual(["z", "zz"]);
  expect(screen.getByRole("status")).toHaveTextContent("Searching…");
  rerender(<Palette onClose={vi.fn()} commands={[command("data", "Data")]} found={[command("d1", "Pizza", "Dashboards")]} />);
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["Pizza"]);
  await user.clear(screen.getByRole("combobox"));
  await user.keyboard("da");
  rerender(<Palette onClose={vi.fn()} commands={[command("data", "Data")]} found={[command("data", "Data"), command("d2", "Dairy", "Dashboards")]} />);
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["Data", "Dairy"]);
});
