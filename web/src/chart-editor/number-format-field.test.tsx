import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { axeFindings } from "@/test-axe";
import { NumberFormatField } from "./number-format-field";

const open = (format: string | null) => {
  const chosen: (string | null)[] = [];
  function Chosen() {
    const [value, setValue] = useState(format);
    return <main><h1>Format</h1><NumberFormatField value={value} onChange={(next) => { chosen.push(next); setValue(next); }} /></main>;
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

test("an amount of euros with negatives in brackets is put together part by part, with an example", async () => {
  const { chosen, user, pick, container } = open(null);
  expect(screen.queryByRole("spinbutton", { name: "Decimals" })).toBeNull();
  await pick("Numbers", "Currency");
  await pick("Currency", "EUR, Euro");
  await user.clear(screen.getByRole("spinbutton", { name: "Decimals" }));
  await user.type(screen.getByRole("spinbutton", { name: "Decimals" }), "0{Enter}");
  await pick("Signs", "Negatives in brackets");
  await user.click(screen.getByRole("checkbox", { name: "Separate thousands" }));
  expect(chosen.filter((format, place) => format !== chosen[place - 1])).toEqual(["$,.2f", "$EUR,.2f", "$EUR,.0f", "($EUR,.0f", "($EUR.0f"]);
  expect(screen.getByText("€1234568 · (€45679)", { normalizer: (words) => words.replaceAll(/\s+/g, " ") })).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
});

test("numbers are written in millions, with words around them", async () => {
  const { chosen, user, pick, container } = open(",.0f");
  await pick("Unit", "In millions (M)");
  await user.type(screen.getByRole("textbox", { name: "Before" }), "~");
  await user.type(screen.getByRole("textbox", { name: "Behind" }), " pcs{Enter}");
  expect(chosen).toEqual([",.1f;M", ",.1f;M;~", ",.1f;M;~; pcs"]);
  expect(screen.getByText("~1.2M pcs", { exact: false })).toBeVisible();
  await pick("Numbers", "Percent");
  expect(chosen.at(-1)).toBe(".1%;;~; pcs");
  expect(await axeFindings(container)).toEqual([]);
});

test("what was written by hand stands in the list, and automatic takes it away", async () => {
  const { chosen, pick } = open("05d");
  expect(screen.getByRole("combobox", { name: "Numbers" })).toHaveTextContent("05d");
  await pick("Numbers", "Automatic");
  expect(chosen).toEqual([null]);
});

test("another kind keeps the currency and the signs", async () => {
  const { chosen, pick } = open("+$CHF,.2f");
  await pick("Numbers", "Percent");
  expect(chosen).toEqual(["+.1%"]);
});

test("what is entered does not send the form around it", async () => {
  const sent = vi.fn();
  const user = userEvent.setup();
  render(<form onSubmit={(event) => { event.preventDefault(); sent(); }}><NumberFormatField value=",.2f" onChange={() => undefined} /><button type="submit">Save</button></form>);
  await user.type(screen.getByRole("spinbutton", { name: "Decimals" }), "3{Enter}");
  expect(sent).not.toHaveBeenCalled();
});
