import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { axeFindings } from "@/test-axe";
import { ComparisonSection } from "./comparison-section";

test("a number is given another time to compare with, and its last periods", async () => {
  const onChange = vi.fn();
  render(<ComparisonSection options={{ comparison: "previous_period" }} onChange={onChange} />);
  expect(screen.getByRole("combobox", { name: "Compared with" })).toHaveTextContent("The period before");
  await userEvent.click(screen.getByRole("checkbox", { name: "The last periods as a small line" }));
  expect(onChange).toHaveBeenLastCalledWith({ show_sparkline: true });
  expect(await axeFindings()).toEqual([]);
});
