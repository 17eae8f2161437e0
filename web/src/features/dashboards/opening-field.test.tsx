import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { OpeningField } from "./opening-field";
import { openingFacts } from "./share-words";

const server = vi.hoisted(() => ({ items: [] as unknown[], isBroken: false }));
vi.mock("./bookmarks-api", () => ({
  bookmarksOptions: () => ({ queryKey: ["bookmarks"], queryFn: () => { if (server.isBroken) throw new Error("The line is cut."); return { items: server.items }; } }),
}));

const show = (value: string | null) => {
  const onChange = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <OpeningField dashboardId="board" value={value} error={undefined} onChange={onChange} />
    </QueryClientProvider>,
  );
  return onChange;
};

const field = () => screen.getByRole("combobox", { name: "Opens with" });

beforeEach(() => {
  server.items = [{ id: "a", name: "East <b>", is_shared: true }, { id: "b", name: "My own", is_shared: false }];
  server.isBroken = false;
});

test("the bookmarks of everyone can be chosen, one's own cannot, and the choice can be taken back", async () => {
  const onChange = show("a");
  await vi.waitFor(() => { expect(field()).toHaveTextContent("East <b>"); });
  await userEvent.click(field());
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["As the dashboard opens", "East <b>"]);
  await userEvent.click(screen.getByRole("option", { name: "As the dashboard opens" }));
  expect(onChange.mock.calls).toEqual([[null]]);
});

test("a bookmark that is gone is said to be gone, and what opens instead", async () => {
  show("c");
  await screen.findByText("Its bookmark was removed or is not shared any more, so it opens as the dashboard does. Choose another.");
  expect(field()).toHaveTextContent("A bookmark that is gone");
});

test("it says where bookmarks come from where there is none, and when they cannot be read", async () => {
  server.items = [];
  show(null);
  await screen.findByText("Bookmarks that are shared with everyone can be chosen here.");
  server.isBroken = true;
  show("a");
  await screen.findByText("The bookmarks could not be read just now; what is chosen stays.");
});

test("the list says what a link opens with, and when that is gone", () => {
  expect([openingFacts({}), openingFacts({ opening: "a" }), openingFacts({ opening: "a", opening_is_gone: true })]).toEqual([
    [], ["Opens with a bookmark"], ["Its bookmark is gone: it opens as the dashboard does"],
  ]);
});
