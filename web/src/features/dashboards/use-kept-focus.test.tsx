import { render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { FOCUS_REST, useFocusAtRest, useKeptFocus } from "./use-kept-focus";

function Tiles({ ids }: { ids: readonly string[] }) {
  const { container, onFocusCapture } = useKeptFocus(ids);
  return (
    <div ref={container} onFocusCapture={onFocusCapture}>
      <button type="button" {...{ [FOCUS_REST]: "" }}>Done</button>
      {ids.map((id) => <section key={id} data-tile={id}><button type="button">More {id}</button><button type="button" data-move>Move {id}</button></section>)}
    </div>
  );
}

test("the next tile takes the focus of one that is removed, the last one that of the one behind it", async () => {
  const { rerender } = render(<Tiles ids={["a", "b", "c"]} />);
  screen.getByRole("button", { name: "More b" }).focus();
  rerender(<Tiles ids={["a", "c"]} />);
  await waitFor(() => { expect(screen.getByRole("button", { name: "Move c" })).toHaveFocus(); });
  rerender(<Tiles ids={["a"]} />);
  await waitFor(() => { expect(screen.getByRole("button", { name: "Move a" })).toHaveFocus(); });
  rerender(<Tiles ids={[]} />);
  await waitFor(() => { expect(screen.getByRole("button", { name: "Done" })).toHaveFocus(); });
});

test("the focus stays where it is when a tile goes that did not have it", async () => {
  const { rerender } = render(<Tiles ids={["a", "b"]} />);
  screen.getByRole("button", { name: "More b" }).focus();
  screen.getByRole("button", { name: "Done" }).focus();
  rerender(<Tiles ids={["a"]} />);
  await new Promise((resolve) => { requestAnimationFrame(resolve); });
  expect(screen.getByRole("button", { name: "Done" })).toHaveFocus();
});

function Rest({ isWanted }: { isWanted: boolean }) {
  useFocusAtRest(isWanted);
  return <button type="button" {...{ [FOCUS_REST]: "" }}>Edit</button>;
}

test("the button that leads back takes the focus only when somebody has just come over it", () => {
  const { unmount } = render(<Rest isWanted={false} />);
  expect(document.body).toHaveFocus();
  unmount();
  render(<Rest isWanted />);
  expect(screen.getByRole("button", { name: "Edit" })).toHaveFocus();
});
