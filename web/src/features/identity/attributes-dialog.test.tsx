import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { attributesInUse } from "@/api/members";
import type { Attributes, Member } from "@/api/types";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { AttributesDialog } from "./attributes-dialog";
import { MemberRow } from "./member-row";

const aMember = (attributes: Attributes = {}): Member => ({ user_id: "u1", email: "ada@example.org", full_name: "Ada", role: "viewer", attributes, joined_at: "2026-01-01T00:00:00Z" });

const open = (attributes: Attributes) => {
  const onDone = vi.fn();
  const member = aMember(attributes);
  render(<TooltipProvider><AttributesDialog member={member} others={[member, aMember({ region: ["East"], team: ["a"] })]} isBusy={false} problem={null} onDone={onDone} onClose={vi.fn()} /></TooltipProvider>);
  return { onDone, user: userEvent.setup() };
};

test("several values are given to a name, and what is empty is left out", async () => {
  const { onDone, user } = open({});
  await user.type(screen.getByLabelText("Name"), "region");
  await user.type(screen.getByLabelText("Values"), "North{Enter}South, far{Enter}North{Enter}West");
  await user.click(screen.getByRole("button", { name: "Another attribute" }));
  expect(await axeFindings(document.body)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(onDone.mock.calls).toEqual([[{ region: ["North", "South, far", "West"] }]]);
});

test("Backspace takes the last value out, pasted lines are values of their own", async () => {
  const { onDone, user } = open({ region: ["North", "South"] });
  await user.click(screen.getByLabelText("Values"));
  await user.keyboard("{Backspace}");
  await user.paste("East\nWest\n");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(onDone.mock.calls).toEqual([[{ region: ["North", "East", "West"] }]]);
});

test("a name that no attribute can have, one that everybody has, and one that stands there twice are refused", async () => {
  const { onDone, user } = open({ region: ["North"] });
  await user.click(screen.getByRole("button", { name: "Another attribute" }));
  const name = screen.getAllByLabelText("Name")[1] as HTMLElement;
  for (const [text, said] of [["Team", /small letter/], ["role", /Everybody has role/], ["region", /A line above/]] as const) {
    await user.clear(name);
    await user.type(name, text);
    expect((await screen.findByRole("alert")).textContent).toMatch(said);
  }
  await user.clear(name);
  await user.type(name, "team");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/at least one value/);
  expect(onDone).not.toHaveBeenCalled();
});

test("all attributes can be taken away", async () => {
  const { onDone, user } = open({ region: ["North"] });
  await user.click(screen.getByRole("button", { name: "Take out region" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(onDone.mock.calls).toEqual([[{}]]);
});

test("names in use come with all their values", () => {
  expect([...attributesInUse([aMember({ team: ["b"], region: ["S"] }), aMember({ region: ["N", "S"] })])]).toEqual([["region", ["N", "S"]], ["team", ["b"]]]);
});

test("only those who manage the workspace are offered to change attributes", () => {
  const row = (mayManage: boolean) => render(<TooltipProvider><ul><MemberRow member={aMember({ region: ["North", "South"] })} isSelf={false} isLastOwner={false} mayManage={mayManage} onChangeRole={vi.fn()} onAttributes={vi.fn()} onRemove={vi.fn()} /></ul></TooltipProvider>);
  const { unmount } = row(true);
  expect(screen.getByTitle("region: North, South")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Attributes of Ada" })).toBeInTheDocument();
  unmount();
  row(false);
  expect(screen.queryByRole("button", { name: "Attributes of Ada" })).toBeNull();
});
