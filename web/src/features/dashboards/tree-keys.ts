import type { KeyboardEvent } from "react";

const itemsIn = (tree: HTMLElement): HTMLElement[] => [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];

const goTo = (tree: HTMLElement, item: Element | null | undefined): void => {
  if (!(item instanceof HTMLElement) || !tree.contains(item)) return;
  item.focus();
};

/** The keys of a tree: arrows go along and open or close, Home and End go to the ends. What a part does itself is told by its buttons. */
export const moveInTree = (event: KeyboardEvent<HTMLElement>, press: (item: HTMLElement, part: "opener" | "box") => void): void => {
  const tree = event.currentTarget;
  const item = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
  if (item === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const items = itemsIn(tree);
  const at = items.indexOf(item);
  const isOpen = item.getAttribute("aria-expanded");
  const acts: Partial<Record<string, () => void>> = {
    ArrowDown: () => { goTo(tree, items[at + 1]); },
    ArrowUp: () => { goTo(tree, items[at - 1]); },
    Home: () => { goTo(tree, items[0]); },
    End: () => { goTo(tree, items.at(-1)); },
    ArrowRight: () => { if (isOpen === "false") press(item, "opener"); else if (isOpen === "true") goTo(tree, item.querySelector('[role="treeitem"]')); },
    ArrowLeft: () => { if (isOpen === "true") press(item, "opener"); else goTo(tree, item.parentElement?.closest('[role="treeitem"]')); },
    " ": () => { press(item, "box"); },
    Enter: () => { press(item, "box"); },
  };
  const act = acts[event.key];
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  act();
};
