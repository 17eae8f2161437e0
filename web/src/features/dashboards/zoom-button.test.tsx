import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ChartTile, DrillOffer, RowFilterSpec, TileDrawing } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { NO_CHOICES, type Choices } from "./choices";
import { ZoomButton } from "./zoom-button";

const DATASET = "0192f7a0-0000-7000-8000-000000000001";
const tile: ChartTile = {
  kind: "chart", id: "prices", layout: { x: 0, y: 0, width: 6, height: 6 },
  chart: { dataset_id: DATASET, encodings: { x: { role: "dimension", member: "price" }, y: [{ role: "measure", member: "*" }] } },
};
const price = aColumn({ name: "price_bin", member: "price", type: "float", bin_width: 10 });
const count = aColumn({ name: "count", type: "integer", aggregation: "count" });
const answerWith = (drills: DrillOffer[]): Answer => {
  const drawing: TileDrawing = { ...aDrawing({ bindings: [{ channel: "x", column: "price_bin" }, { channel: "y", column: "count" }] }), drills };
  return anAnswer([[price, [0, 10, 20]], [count, [3, 4, 5]]], { extra: drawing });
};
const answer = answerWith([]);
const stretch: RowFilterSpec = { kind: "range", member: "price", min: 10, max: 30, include_max: false };
const brushedIn = (...ids: string[]): Choices => ({ ...NO_CHOICES, selections: ids.map((tile_id) => ({ tile_id, dataset_id: DATASET, filters: [stretch] })) });
const zoomed = { tile_id: "prices", dataset_id: DATASET, kept: [stretch], steps: [] };

const shown = (over: Partial<Parameters<typeof ZoomButton>[0]> = {}) => {
  const onChoices = vi.fn();
  render(<ZoomButton tile={tile} answer={answer} choices={brushedIn("prices")} onChoices={onChoices} isVisitor={false} {...over} />);
  return onChoices;
};

afterEach(cleanup);

describe("the button at the corner of a brush", () => {
  it("says where it leads, and leaves the stretch alone in the tile with nothing brushed any more", () => {
    const onChoices = shown();
    fireEvent.click(screen.getByRole("button", { name: /^Zoom in to .*10.*30/ }));
    expect(onChoices.mock.calls).toEqual([[{ ...NO_CHOICES, changes: [zoomed] }]]);
  });

  it("goes a step finer where the picture offers one", () => {
    const finer: DrillOffer = { column: "price_bin", label: "Price", source: { member: "price", grain: null }, down: [{ member: "price", grain: null, label: "Finer" }], up: [] };
    const onChoices = shown({ answer: answerWith([finer]) });
    fireEvent.click(screen.getByRole("button"));
    const step = { source: finer.source, target: { member: "price", grain: null }, filters: [stretch] };
    expect(onChoices.mock.calls).toEqual([[{ ...NO_CHOICES, changes: [{ ...zoomed, kept: [], steps: [step] }] }]]);
  });

  it("takes Enter where no control has the focus, and leaves it to controls, to composed words and to other keys", () => {
    const onChoices = shown();
    fireEvent.keyDown(screen.getByRole("button"), { key: "Enter" });
    fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
    fireEvent.keyDown(document.body, { key: "Enter", isComposing: true });
    fireEvent.keyDown(document.body, { key: "z" });
    expect(onChoices).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: "Enter" });
    expect(onChoices.mock.calls).toEqual([[{ ...NO_CHOICES, changes: [zoomed] }]]);
  });

  it("leaves Enter to the brush that was drawn last, and to what lies over the page", () => {
    const earlier = shown({ choices: brushedIn("prices", "other") });
    fireEvent.keyDown(document.body, { key: "Enter" });
    expect([earlier.mock.calls.length, screen.getByRole("button").title.includes("Enter")]).toEqual([0, false]);
    cleanup();
    const covered = shown();
    render(<div role="menu" />);
    fireEvent.keyDown(document.body, { key: "Enter" });
    expect(covered).not.toHaveBeenCalled();
  });

  it("is not there without an answer, for marks that are picked, for fields that are not in the picture, and for visitors beyond what is grouped", () => {
    const picked: Choices = { ...NO_CHOICES, selections: [{ tile_id: "prices", dataset_id: DATASET, filters: [{ kind: "in", member: "price", values: [10] }] }] };
    const unseen: Choices = { ...NO_CHOICES, selections: [{ tile_id: "prices", dataset_id: DATASET, filters: [{ ...stretch, member: "salary" }] }] };
    for (const over of [{ answer: null }, { choices: picked }, { choices: unseen }, { choices: unseen, isVisitor: true }]) {
      shown(over);
      expect(screen.queryByRole("button")).toBeNull();
      cleanup();
    }
    shown({ isVisitor: true });
    expect(screen.getByRole("button"), "of a field that the picture groups by").toBeTruthy();
  });
});
