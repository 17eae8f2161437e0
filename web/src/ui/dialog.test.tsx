import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "./dropdown-menu";
import { Input } from "./input";

function Renamed({ onClose }: { onClose?: () => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger>More</DropdownMenuTrigger>
        <DropdownMenuContent><DropdownMenuItem onSelect={() => { setOpen(true); }}>Rename</DropdownMenuItem></DropdownMenuContent>
      </DropdownMenu>
      {isOpen && <Dialog isOpen onOpenChange={() => { setOpen(false); onClose?.(); }} title="Rename"><Input aria-label="New name" /></Dialog>}
    </>
  );
}

test("a dialog begins at its first field", async () => {
  const user = userEvent.setup();
  render(<Dialog title="Rename" trigger={<Button>Open</Button>}><Input aria-label="New name" /></Dialog>);
  await user.click(screen.getByRole("button", { name: "Open" }));
  expect(screen.getByLabelText("New name")).toHaveFocus();
});

test("a dialog that only asks begins at the button that changes nothing", async () => {
  const user = userEvent.setup();
  render(<Dialog title="Remove?" trigger={<Button>Open</Button>} footer={<><Button>Cancel</Button><Button>Remove</Button></>} />);
  await user.click(screen.getByRole("button", { name: "Open" }));
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
});

test("a dialog leaves the focus alone where what was done in it has led it elsewhere", async () => {
  const user = userEvent.setup();
  render(<><Renamed onClose={() => { setTimeout(() => { screen.getByRole("button", { name: "Elsewhere" }).focus(); }); }} /><Button>Elsewhere</Button></>);
  await user.tab();
  await user.keyboard("{Enter}{Enter}");
  await waitFor(() => { expect(screen.getByLabelText("New name")).toHaveFocus(); });
  await user.keyboard("{Escape}");
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(screen.getByRole("button", { name: "Elsewhere" })).toHaveFocus();
});

test("a dialog that came out of a menu gives the focus back to the menu's button", async () => {
  const user = userEvent.setup();
  render(<Renamed />);
  await user.tab();
  await user.keyboard("{Enter}");
  await user.keyboard("{Enter}");
  await waitFor(() => { expect(screen.getByLabelText("New name")).toHaveFocus(); });
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  await waitFor(() => { expect(screen.getByRole("button", { name: "More" })).toHaveFocus(); });
});
