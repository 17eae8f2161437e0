import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { Annotation, Forecast, QueryColumn } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { aColumn, aDrawing, aMeaning } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { AnnotationOptions } from "./annotation-options";
import { ForecastOptions } from "./forecast-options";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
});

const answerWith = (column: QueryColumn, first: string | number): Drawable => ({
  table: { rowCount: 1, columns: [{ meaning: column, valueAt: () => first, plotAt: () => first }] },
  meaning: aMeaning({ columns: [column] }), extra: null,
} as Drawable);

const notes = (column: QueryColumn, first: string | number, begin: Annotation[] = []) => {
  const chosen: Annotation[][] = [];
  const Explored = () => {
    const [now, setNow] = useState(begin);
    return <TooltipProvider><AnnotationOptions drawing={aDrawing({ bindings: [{ channel: "x", column: column.name }] })} answer={answerWith(column, first)} notes={now} onChange={(next) => { chosen.push(next); setNow(next); }} /></TooltipProvider>;
  };
  render(<Explored />);
  return { user: userEvent.setup(), chosen };
};

test("a note begins at a value of the picture, and is worded, moved, raised and removed", async () => {
  const { user, chosen } = notes(aColumn({ name: "day_month", type: "date", grain: "month" }), "2024-03-01");
  await user.click(screen.getByRole("button", { name: "Add a note" }));
  const note = within(screen.getByRole("group", { name: "Note 1" }));
  await user.clear(note.getByRole("textbox", { name: "Words" }));
  await user.type(note.getByRole("textbox", { name: "Words" }), "<b>Launch</b>{Enter}");
  await user.type(note.getByRole("spinbutton", { name: "Height" }), "500{Enter}");
  expect(note.getByLabelText("Where")).toHaveAttribute("type", "date");
  expect(note.getByLabelText("Where")).toHaveValue("2024-03-01");
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Remove note 1" }));
  expect(chosen).toEqual([
    [{ kind: "point", text: "Note", x: "2024-03-01" }],
    [{ kind: "point", text: "<b>Launch</b>", x: "2024-03-01" }],
    [{ kind: "point", text: "<b>Launch</b>", x: "2024-03-01", y: 500 }],
    [],
  ]);
});

test("a stretch has two ends, an amount has none, and the words stay", async () => {
  const { user, chosen } = notes(aColumn({ name: "age", type: "integer" }), 7, [{ kind: "point", text: "Young", x: 7 }]);
  await user.click(screen.getByRole("combobox", { name: "Kind of note 1" }));
  await user.click(await screen.findByRole("option", { name: /^Over a stretch/ }));
  await user.clear(screen.getByRole("spinbutton", { name: "To" }));
  await user.type(screen.getByRole("spinbutton", { name: "To" }), "12{Enter}");
  await user.click(screen.getByRole("combobox", { name: "Kind of note 1" }));
  await user.click(await screen.findByRole("option", { name: /^At an amount/ }));
  expect(chosen).toEqual([[{ kind: "range", text: "Young", x: 7, x_to: 7 }], [{ kind: "range", text: "Young", x: 7, x_to: 12 }], [{ kind: "height", text: "Young", y: 0 }]]);
  expect(screen.queryByRole("spinbutton", { name: "To" })).not.toBeInTheDocument();
});

test("twenty notes are the most", () => {
  notes(aColumn({ name: "region" }), "North", Array.from({ length: 20 }, (_, at) => ({ kind: "point", text: String(at), x: "North" })));
  expect(screen.queryByRole("button", { name: "Add a note" })).not.toBeInTheDocument();
});

test("a forecast is asked for, lengthened, widened, and given up", async () => {
  const chosen: (Forecast | null)[] = [];
  const Explored = () => {
    const [now, setNow] = useState<Forecast | null>(null);
    return <ForecastOptions forecast={now} onChange={(next) => { chosen.push(next); setNow(next); }} />;
  };
  render(<Explored />);
  const user = userEvent.setup();
  await user.click(screen.getByRole("checkbox", { name: "Look ahead" }));
  await user.clear(screen.getByRole("spinbutton", { name: "So many periods" }));
  await user.type(screen.getByRole("spinbutton", { name: "So many periods" }), "99{Enter}");
  await user.click(screen.getByRole("radio", { name: "95%" }));
  await user.click(screen.getByRole("checkbox", { name: "Repeat the season" }));
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("checkbox", { name: "Look ahead" }));
  expect(chosen).toEqual([
    { periods: 6, interval: 80, is_seasonal: true },
    { periods: 60, interval: 80, is_seasonal: true },
    { periods: 60, interval: 95, is_seasonal: true },
    { periods: 60, interval: 95, is_seasonal: false },
    null,
  ]);
});
