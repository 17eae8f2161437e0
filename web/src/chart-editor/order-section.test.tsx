import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { ChartOptions, Drawing } from "@/api/contracts";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { OrderSection } from "./order-section";

const answer = anAnswer([
  [aColumn({ name: "region", label: "Region", type: "text", role: "dimension", member: "region", aggregation: null }), ["North", "South", "East"]],
  [aColumn({ name: "sum_amount", label: "Sum of amount", type: "float", role: "measure", member: "amount", aggregation: "sum" }), [3, 2, 1]],
  [aColumn({ name: "avg_cost", label: "Average cost", type: "float", role: "measure", member: "cost", aggregation: "avg" }), [1, 2, 3]],
]);

const open = (drawing: Partial<Drawing> = {}, options: ChartOptions = {}) => {
  const chosen: ChartOptions[] = [];
  function Chosen() {
    const [now, setNow] = useState(options);
    return (
      <TooltipProvider>
        <main>
          <h1>Order</h1>
          <OrderSection drawing={aDrawing({ bindings: [{ channel: "x", column: "region" }], abilities: ["order"], ...drawing })} answer={answer} options={now} onChange={(next) => { chosen.push(next); setNow({ ...now, ...next }); }} />
        </main>
      </TooltipProvider>
    );
  }
  const { container } = render(<Chosen />);
  const user = userEvent.setup();
  const pick = async (list: string, option: string) => {
    await user.click(screen.getByRole("combobox", { name: list }));
    await user.click(screen.getByRole("option", { name: option }));
  };
  return { chosen, user, pick, container };
};

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
});

test("by hand the categories begin as they stand, and are moved one by one", async () => {
  const { chosen, user, pick, container } = open();
  await pick("Order", "By hand");
  const list = screen.getByRole("list", { name: "Categories in their order" });
  expect(within(list).getAllByRole("listitem").map((one) => one.textContent)).toEqual(["North", "South", "East"]);
  await user.click(screen.getByRole("button", { name: "Move East to the front" }));
  await user.click(screen.getByRole("button", { name: "Move North down" }));
  expect(chosen).toEqual([{ sort: "by_hand", order: ["North", "South", "East"] }, { order: ["East", "North", "South"] }, { order: ["East", "South", "North"] }]);
  expect(screen.getByRole("button", { name: "Move North down" })).toBeDisabled();
  expect(await axeFindings(container)).toEqual([]);
});

test("another measure decides, until the drawn one does again", async () => {
  const { chosen, pick } = open();
  await pick("Ordered by", "Average cost");
  await pick("Ordered by", "What is drawn");
  expect(chosen).toEqual([{ sort_by: { role: "measure", member: "cost", aggregation: "avg" } }, { sort_by: null }]);
});

test("what runs forward is not put in order by hand, and a name needs no measure", async () => {
  const { user } = open({ abilities: [] }, { sort: "label_ascending" });
  expect(screen.queryByRole("combobox", { name: "Ordered by" })).toBeNull();
  await user.click(screen.getByRole("combobox", { name: "Order" }));
  expect(screen.queryByRole("option", { name: "By hand" })).toBeNull();
});
