import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { aDrawing } from "@/query/testing";
import { MarkSwitcher } from "./mark-switcher";

const suited = { mark: "bar", reason: "Bars compare amounts.", score: 1 } as const;
const words = () => within(screen.getByRole("menu")).getAllByRole("menuitem").map((item) => item.textContent);

test("an open menu keeps its order when an answer brings other suggestions", async () => {
  const user = userEvent.setup();
  const { rerender } = render(<MarkSwitcher chosen="pie" drawing={null} onChoose={() => undefined} />);
  await user.click(screen.getByRole("button", { name: "Kind of picture: Pie" }));
  const before = words();
  rerender(<MarkSwitcher chosen="pie" drawing={aDrawing({ mark: "pie", alternatives: [suited] })} onChoose={() => undefined} />);
  expect(words()).toEqual(before);

  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Kind of picture: Pie" }));
  expect(words().slice(0, 2)).toEqual(["Choose for me", "BarsBars compare amounts."]);
});
