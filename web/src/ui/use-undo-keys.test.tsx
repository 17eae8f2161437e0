import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { useUndoKeys } from "./use-undo-keys";

const [undo, redo] = [vi.fn(), vi.fn()];

function Page({ canRedo = true }: { canRedo?: boolean }) {
  useUndoKeys(undo, canRedo ? redo : null);
  return <><button type="button">Here</button><textarea aria-label="Words" /></>;
}

beforeEach(() => { vi.clearAllMocks(); });

const press = (keys: Partial<KeyboardEvent>) => fireEvent.keyDown(screen.getByRole("button"), keys);
const steps = () => [undo.mock.calls.length, redo.mock.calls.length];

test("each system's keys take a step back and forth", () => {
  render(<Page />);
  press({ key: "z", ctrlKey: true });
  press({ key: "z", metaKey: true });
  expect(steps()).toEqual([2, 0]);
  press({ key: "Z", ctrlKey: true, shiftKey: true });
  press({ key: "Z", metaKey: true, shiftKey: true });
  press({ key: "y", ctrlKey: true });
  expect(steps()).toEqual([2, 3]);
});

test("other keys, and those of a text that is being written, are left alone", () => {
  render(<Page />);
  press({ key: "z" });
  press({ key: "z", ctrlKey: true, altKey: true });
  press({ key: "y", metaKey: true });
  fireEvent.keyDown(screen.getByRole("textbox"), { key: "z", ctrlKey: true });
  expect(steps()).toEqual([0, 0]);
});

test("where there is no step to take, the keys do nothing, and the browser does nothing either", () => {
  render(<Page canRedo={false} />);
  expect(press({ key: "y", ctrlKey: true })).toBe(false);
  expect(steps()).toEqual([0, 0]);
});
