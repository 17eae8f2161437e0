import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import type { ChartTile, Tile } from "@/api/contracts";
import { TooltipProvider } from "@/ui/tooltip";
import { NO_CHOICES } from "./choices";
import { FocusedTile } from "./focused-tile";

vi.mock("./chart-body", () => ({ ChartBody: ({ tile }: { tile: ChartTile }) => <p>{`Picture of ${tile.title ?? ""}`}</p> }));

const chart = (id: string, x: number, y: number): ChartTile => ({ kind: "chart", id, title: id, layout: { x, y, width: 6, height: 6 }, chart: { dataset_id: "d" } });
// Kept in another order than they are read in.
const TILES: Tile[] = [chart("Last", 0, 9), chart("Second", 12, 0), { kind: "text", id: "words", layout: { x: 6, y: 0, width: 6, height: 2 }, markdown: "Words" }, chart("First", 0, 0)];

function Focus({ tiles }: { tiles: Tile[] }) {
  const [id, setId] = useState("First");
  const tile = tiles.find((one): one is ChartTile => one.id === id && one.kind === "chart");
  return <TooltipProvider>{tile && <FocusedTile tile={tile} menus={{ page: { id: "page", title: "Page", tiles }, otherPages: [], results: new Map(), choices: NO_CHOICES, onChoices: () => undefined, isVisitor: false, onExplore: undefined, comments: undefined, editor: null }} state={undefined} onTile={setId} onClose={() => undefined} onRetry={() => undefined} />}</TooltipProvider>;
}

test("arrow keys and buttons go along the pictures of the page in the order in which they are read", async () => {
  render(<Focus tiles={TILES} />);
  const title = () => screen.getByRole("heading", { level: 2 }).textContent;
  expect(title()).toBe("First");
  await userEvent.keyboard("{ArrowRight}");
  expect(title()).toBe("Second");
  await userEvent.click(screen.getByRole("button", { name: "Next tile" }));
  expect(title()).toBe("Last");
  await userEvent.keyboard("{ArrowRight}");
  expect(title()).toBe("First");
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
  expect(title()).toBe("Second");
});

test("a picture alone leads nowhere", () => {
  render(<Focus tiles={TILES.slice(3)} />);
  expect(screen.queryByRole("button", { name: "Next tile" })).not.toBeInTheDocument();
});
