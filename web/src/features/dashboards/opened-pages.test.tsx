import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import type { DashboardPage, Filter } from "@/api/contracts";
import { NO_CHOICES, type Choices } from "./choices";
import { OpenedPages } from "./opened-pages";

const only = (value: string): Filter => ({ kind: "in", member: "region", values: [value] });
const pages = [{ id: "p", title: "P" }, { id: "q", title: "Q" }] as DashboardPage[];
const states = { q: { ...NO_CHOICES, filters: { region: only("East") } } };

/** All states that were ever drawn, the page's before the filter's. */
function Board({ drawn, first = NO_CHOICES, whole = null, isBegun = false }: { drawn: string[]; first?: Choices; whole?: Choices | null; isBegun?: boolean }) {
  const [choices, setChoices] = useState(first);
  return (
    <OpenedPages pages={pages} states={states} whole={whole} isBegun={isBegun} choices={choices} onChoices={setChoices}>
      {(present) => {
        const region = present.filters["region"];
        drawn.push(`${present.page ?? "p"} ${region?.kind === "in" ? String(region.values) : String(region)}`);
        return (
          <>
            {pages.map(({ id }) => <button key={id} onClick={() => { setChoices({ ...choices, page: id }); }}>{id}</button>)}
            <button onClick={() => { setChoices({ ...choices, filters: { region: only("West") } }); }}>West</button>
          </>
        );
      }}
    </OpenedPages>
  );
}

const press = async (...names: string[]) => {
  for (const name of names) await userEvent.click(screen.getByRole("button", { name }));
};

test("a page begins with its state the first time, is never drawn otherwise before, and keeps what is chosen then", async () => {
  const drawn: string[] = [];
  render(<Board drawn={drawn} />);
  await press("q", "West", "p", "q");
  expect([...new Set(drawn)]).toEqual(["p undefined", "q East", "q West", "p West"]);
});

test("what the reader chose before wins over what a page begins with", async () => {
  const drawn: string[] = [];
  render(<Board drawn={drawn} />);
  await press("West", "q");
  expect([...new Set(drawn)]).toEqual(["p undefined", "p West", "q West"]);
});

test("all begins with the state of the whole, which gives way where a page has its own", async () => {
  const drawn: string[] = [];
  render(<Board drawn={drawn} whole={{ ...NO_CHOICES, page: "p", filters: { region: only("North") } }} />);
  await press("q");
  expect([...new Set(drawn)]).toEqual(["p North", "q East"]);
});

test("who comes to a page by an address finds it as the address says", () => {
  const drawn: string[] = [];
  render(<Board drawn={drawn} isBegun whole={{ ...NO_CHOICES, filters: { region: only("North") } }} first={{ ...NO_CHOICES, page: "q", filters: { region: only("South") } }} />);
  expect([...new Set(drawn)]).toEqual(["q South"]);
});
